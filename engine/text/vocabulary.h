// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace engine::text {

/// Words that stand beside identity ("DOB", "Dr", "Hospital"), and words that are known to say nothing about anybody
/// (measurements, units, side markers, probe settings). Tables of resources/text; a row more needs no code.
class Vocabulary {
public:
    /// From `resourceFolder`/text: NotFound, or Damaged with file and line.
    static Result<Vocabulary> load(const std::string& resourceFolder);
    static Result<Vocabulary> parse(std::string_view labels, std::string_view safeWords);

    /// The category (N I D P O) of the first label word in `text`, compared as whole words.
    std::optional<std::string> labelIn(std::string_view text) const;

    /// Whether every word of `text` is a safe one, and every number stands next to a word that is measured in numbers.
    /// A number alone never is, nor is a unit without its number ("Hu" may be somebody).
    bool isSafe(std::string_view text) const;

private:
    enum class Kind { Word, Measure };
    std::optional<Kind> kindOf(const std::string& token) const;

    std::map<std::string, std::string, std::less<>> m_labels;
    std::map<std::string, Kind, std::less<>> m_safe;
};

}
