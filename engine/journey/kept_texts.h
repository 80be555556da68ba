// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/key.h"
#include "engine/profile/requests.h"
#include "engine/review/finding.h"

#include <map>
#include <optional>
#include <set>
#include <unordered_map>

namespace engine::journey {

/// A free text that stays, once for a whole collection. A value of a patient.
struct KeptValue {
    review::FindingId id;              ///< always the same for the same text in one project
    std::string text;                  ///< as cleaned
    std::string place;                 ///< in the first file: a tag path
    std::set<std::string> keywords;    ///< of the elements that hold it; private ones have none
    std::vector<review::ItemId> items; ///< instances that show it, in the order of the collection
    bool isUncertain = false, wasCut = false;
};

/// The distinct texts of a collection's candidates, and who shows them.
class KeptTexts {
public:
    explicit KeptTexts(const Key& key);

    review::FindingId idOf(const std::string& text) const;
    /// What the item's candidate shows now, instead of what it showed. The texts whose showing changed.
    std::set<std::string> put(const review::ItemId& item, const std::vector<profile::KeptText>& texts);
    /// Nothing for a text that no file shows.
    std::optional<KeptValue> find(const std::string& text) const;
    std::vector<KeptValue> all() const;

private:
    struct ByNumber {
        bool operator()(const review::ItemId& one, const review::ItemId& other) const
        {
            return one.size() != other.size() ? one.size() < other.size() : one < other;
        }
    };
    struct Shown {
        std::string place;
        std::set<std::string> keywords;
        bool isUncertain = false, wasCut = false;
    };
    using Showing = std::map<review::ItemId, Shown, ByNumber>;

    KeptValue valueOf(const std::string& text, const Showing& showing) const;

    Key m_key;
    mutable std::unordered_map<std::string, review::FindingId> m_ids; ///< made once: they are asked for again and again
    std::map<std::string, Showing> m_texts;
    std::map<review::ItemId, std::set<std::string>> m_ofItem;
};

/// The finding that asks a person about an uncertain text.
review::Finding findingOf(const KeptValue& value);

/// BadArgument, without the text, when an element that holds the value could not hold the replacement: nothing but
/// blanks, a backslash, a control character, or longer than a value representation of these elements (bytes).
Done checkReplacement(const KeptValue& value, const std::string& replacement);

}
