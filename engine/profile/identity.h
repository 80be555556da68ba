// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace engine::profile {

/// Capitals, without the marks on Latin letters; everything else of ASCII that is no letter or digit becomes one space.
std::string fold(std::string_view utf8);

/// Strings that name this person, the people and the places around: what the rules took away and what must not turn up
/// in anything that stays. Names count from three letters on, numbers and the rest from four.
class Identity {
public:
    /// `kind` is one of name, id, date, place, contact, device, uid; `value` UTF-8, several separated by a backslash.
    void add(std::string_view kind, std::string_view value);
    /// What an option keeps elsewhere is no secret any more.
    void forget(std::string_view value);
    /// What stays on purpose (a defined term, our own words) may share words with a name: those are no longer searched.
    void exempt(std::string_view value);

    /// The kind of the first one found in `value`: below six letters as a whole word, else anywhere, however joined.
    std::optional<std::string> foundIn(std::string_view value) const;
    /// Of numbers only: whether `value` as a whole is an id of at least six digits.
    bool isId(std::string_view value) const;
    /// The kind of the first one that occurs in the bytes, as UTF-8, UTF-16 or Latin-1 text. Only those of at least six
    /// bytes: shorter ones turn up in any table of numbers.
    std::optional<std::string> foundInBytes(ByteView bytes) const;

private:
    struct Piece {
        std::string kind, text; ///< as it was
        std::string words;      ///< folded
        std::string joined;     ///< folded, without spaces
        bool isIn(const std::string& valueWords, const std::string& valueJoined) const;
        bool operator<(const Piece& other) const { return std::tie(text, kind) < std::tie(other.text, other.kind); }
    };
    void addPiece(std::string_view kind, std::string_view text);
    void addName(std::string_view name);
    void addDate(std::string_view date);

    std::set<Piece> m_pieces;
};

}
