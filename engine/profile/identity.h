// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/profile/fold.h"

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace engine::profile {

/// Whether values of this representation are numbers, in text or in binary, that are long enough for an id.
bool isNumber(std::string_view vr);

/// Strings that name this person, the people and the places around: what the rules took away and what must not turn up
/// in anything that stays. Names count from three letters on, in any order and joined, from five on also backwards;
/// numbers and the rest from four. A value; not for two threads at once (queries keep an index).
class Identity {
public:
    /// One occurrence, in bytes of the text that was searched.
    struct Match {
        std::size_t begin = 0, end = 0;
        std::string kind;
    };

    /// `kind` is one of name, id, date, place, contact, device, uid; `value` UTF-8, several separated by a backslash.
    void add(std::string_view kind, std::string_view value);
    /// What the other files of the study say: pairs of value and keyword as of `study::identityValues`. `kinds` tells
    /// the kind of a keyword (Standard::identityKinds); of others it is told by the form: dates by their eight digits,
    /// else a name.
    void addAll(const std::vector<std::array<std::string, 2>>& pairs,
                const std::map<std::string, std::string, std::less<>>& kinds);
    /// What an option keeps elsewhere is no secret any more, as far as options keep such: days, places, devices, UIDs.
    void forget(std::string_view value);
    /// What stays on purpose (a defined term, our own words) may share words with a name: those are no longer searched.
    void exempt(std::string_view value);
    /// The same for every string that is, as a whole, a word that says nothing about anybody.
    void exemptIf(const std::function<bool(const std::string& folded)>& isSafe);

    /// The kind of the first one found in `value`: below six letters as a whole word, else anywhere in a word, and
    /// across words from the begin of one to the end of another.
    std::optional<std::string> foundIn(std::string_view value) const;
    /// All of them, in order; they may overlap.
    std::vector<Match> matchesIn(std::string_view value) const;
    /// Of numbers only: whether `value` as a whole is an id of at least six digits, however it is written: +07734919.0.
    bool isId(std::string_view value) const;
    /// The kind of the first one that occurs in the bytes, as UTF-8, UTF-16, Latin-1 or in a set of ISO 2022. Below six
    /// bytes only between bytes that look like the edge of a text, and never mere digits: those turn up in any numbers.
    std::optional<std::string> foundInBytes(ByteView bytes) const;
    /// What bytes are, for `matchInBytes`.
    enum class Region {
        Mixed,  ///< decimal numbers among them: none of four or five digits is looked for
        Binary, ///< of one value
        Segment ///< of a structure made for text: a short word may begin and end beside any byte
    };
    std::optional<Match> matchInBytes(ByteView bytes, Region region) const;

    /// Folded words of each name that was added, as they stood in it, titles and particles left out.
    const std::vector<std::vector<std::string>>& people() const { return m_people; }
    /// Folded words of places, from four letters on.
    const std::set<std::string, std::less<>>& placeWords() const { return m_placeWords; }
    /// Whether this day (YYYYMMDD) is among the dates.
    bool hasDate(std::string_view day) const { return m_days.contains(day); }

    std::map<std::string, int> searched() const; ///< kind -> strings that are looked for
    const std::map<std::string, int>& exempted() const
    {
        return m_exempted;
    } ///< reason -> strings no longer looked for

private:
    /// One string to look for.
    struct Piece {
        std::string kind, joined; ///< folded, without spaces
        auto operator<=>(const Piece&) const = default;
    };
    using Pieces = std::map<Piece, std::set<std::string>>; ///< and how it may be spelled in bytes
    struct Index;

    void addPiece(std::string_view kind, std::string_view text);
    void addName(std::string_view name);
    void addPairs(const std::vector<std::string>& words);
    void addDate(std::string_view date);
    void addId(std::string_view kind, std::string_view id);
    void addPlace(std::string_view kind, std::string_view place);
    void remember(std::string_view kind, std::string joined, std::string spelling);
    const Index& index() const;

    Pieces m_pieces;
    std::vector<std::vector<std::string>> m_people;
    std::set<std::string, std::less<>> m_placeWords, m_days;
    std::map<std::string, int> m_exempted;
    mutable std::shared_ptr<const Index> m_index;
};

}
