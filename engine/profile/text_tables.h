// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace re2 {
class RE2;
}

namespace engine::profile {

/// A row of resources/profiles/patterns.tsv, compiled.
struct TextPattern {
    /// What a find takes away beside itself.
    enum class Reach {
        Match,  ///< nothing: the group `x`, or all of it where there is none
        Names,  ///< and the words after it that may be a name
        Before, ///< and the words before it that may be a name
        Around, ///< and the words on both sides that may be the name of a place
        Token,  ///< and the token after it, where it has a digit
        Date,   ///< the groups y, m and d are a day, and can be shifted
        Day     ///< the same, where it is a day that goes elsewhere: else it may be a version, say
    };
    std::string kind;
    Reach reach = Reach::Match;
    std::shared_ptr<const re2::RE2> expression;
    std::map<std::string, int, std::less<>> groups; ///< of that expression, by name
};

/// All patterns at once: tells in one pass which of them can match.
class AllPatterns;

/// The tables that free text is judged by. Only looked at after loading, from any thread.
struct TextTables {
    std::vector<TextPattern> patterns;
    std::shared_ptr<const AllPatterns> all;
    std::unordered_set<std::string> vocabulary; ///< folded words that say nothing about anybody
    std::unordered_set<std::string> field; ///< those of the field: alone they stay even where somebody is called so
    std::unordered_set<std::string> names; ///< folded words that are often somebody's name: a hint
    std::map<std::string, int, std::less<>> months;                         ///< folded name -> 1 to 12
    std::map<std::string, std::vector<std::string>, std::less<>> monthRows; ///< folded name -> the twelve of its kind

    /// Numbers of the patterns that match somewhere in the text, in their order.
    std::vector<std::size_t> matching(std::string_view text) const;
    bool isSafe(const std::string& folded) const { return vocabulary.contains(folded); }
    bool isOfTheField(const std::string& folded) const { return field.contains(folded); }
};

/// NotReadable or Damaged with the name of the table (and its row) that is not as it should be.
Result<TextTables> loadTextTables(const std::string& resourceFolder);

}
