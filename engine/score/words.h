// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace engine::score {

/// The words of a text by which it is looked for: ASCII letters small, split at blanks and at , ; : @ # $ % & ? ! | " '
/// brackets, backslashes and typographic quotes, and, further than MIDI-B's own scorer does, at the ^ and = of names.
/// Dots at the end are dropped; English stop words (those of NLTK), single letters and punctuation alone are left out.
std::vector<std::string> wordsOf(std::string_view text);
/// ASCII letters made small.
std::string inSmallLetters(std::string_view text);

/// Whether the expected text is part of the value, or else each of its words is. Two numbers are compared as numbers.
bool isRetained(std::string_view value, std::string_view text);
/// Whether neither the text nor any of its words is part of the value. Two numbers are compared as numbers.
bool isRemoved(std::string_view value, std::string_view text);

}
