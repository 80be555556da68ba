// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace engine::text {

/// Text as it is compared: upper case, Latin letters without their accents, everything but letters and digits a single
/// space, none at the ends. Other scripts stay as they are.
std::string plainOf(std::string_view utf8);

/// The parts between the spaces.
std::vector<std::string> wordsOf(std::string_view plain);

/// Without its spaces.
std::string compactOf(std::string_view plain);

/// Letters and digits that a reader takes for one another become one sign: O and 0, I, L and 1, S and 5, B and 8, Z and
/// 2, G and 6. Both sides of a comparison go through it.
std::string lookAlikeOf(std::string_view plain);

/// The fewest insertions, deletions and replacements that make `pattern` out of some part of `text`.
int distanceInside(std::string_view pattern, std::string_view text);
/// The same, out of the whole of `text`.
int distanceBetween(std::string_view a, std::string_view b);

}
