// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace engine::profile {

/// A word of a text: letters and digits without anything between them.
struct Word {
    std::size_t begin = 0, end = 0; ///< in the text
    std::string folded;
    bool isCapital = false; ///< begins with a capital, or is of a script without capitals
    bool isAllCapital = false;
    bool isPlain = true; ///< letters only
};

/// In order. A change of case inside ("localizerBody") begins no word, an apostrophe before a final s ends one.
std::vector<Word> wordsIn(std::string_view utf8);

/// The parts of a word between its digits and its changes from small letters to capitals, folded.
std::vector<std::string> partsOf(std::string_view word);

/// Begin and end of what stands between blanks around a place of the text.
std::pair<std::size_t, std::size_t> tokenAround(std::string_view text, std::size_t place);

/// The text with the bytes that %XX means (RFC 3986 2.1); any other percent sign stays.
std::string percentDecoded(std::string_view text);

/// Whether one of two folded words becomes the other by one letter more, less, other, or two neighbours swapped.
bool isOneTypoApart(std::string_view a, std::string_view b);

}
