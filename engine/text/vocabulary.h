// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace engine::text {

/// Words that stand beside identity ("DOB", "Dr", "Hospital"), and words that are known to say nothing about anybody
/// (measurements, units, side markers, probe settings). Tables of resources/text; a row more needs no code.
class Vocabulary {
public:
    /// From `resourceFolder`/text: NotFound, or Damaged with file and line.
    static Result<Vocabulary> load(const std::string& resourceFolder);
    static Result<Vocabulary> parse(std::string_view labels, std::string_view safeWords);

    /// The category (N I D P O) of the first label word in `text`, compared as whole words. "ms" behind a number is no
    /// "Ms", "DR" before one of up to three digits no "Dr": the table says of which words that holds.
    std::optional<std::string> labelIn(std::string_view text) const;

    /// Whether every word of `text` is a safe one or part of a safe phrase, and every number stands next to a word that
    /// is measured in numbers. Spaces that a reader lost do not matter. A number alone never is, nor is a short unit
    /// without its number ("Hu" and "R. Hu" may be somebody).
    bool isSafe(std::string_view text) const;

private:
    enum class Kind { Word, Measure };
    enum class Beside { Anything, NoNumberBefore, NoNumberBehind };
    struct Label {
        std::string category;
        Beside beside = Beside::Anything;
    };
    using Tokens = std::vector<std::string>;
    static std::optional<Label> labelFrom(std::string_view category, std::string_view beside);
    bool takeSafe(std::string_view kind, std::string_view words);
    std::optional<Kind> kindOf(const std::string& token) const;
    bool isMeasured(const std::string& token) const;
    bool isJoined(std::string_view letters) const;
    bool isSafeAt(const Tokens& tokens, std::size_t at) const;
    bool isWithoutNumber(const Tokens& tokens, std::size_t at) const;
    /// How many tokens from `at` on make a safe phrase.
    std::size_t phraseAt(const Tokens& tokens, std::size_t at) const;

    std::map<std::string, Label, std::less<>> m_labels;
    std::map<std::string, Kind, std::less<>> m_safe;
    std::set<std::string, std::less<>> m_phrases; ///< without spaces
};

}
