// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace engine::profile {

/// Capitals, without the marks on Latin letters; Greek and Cyrillic as capitals, every other script as it is;
/// everything else of ASCII that is no letter or digit, and general punctuation, becomes one space.
std::string fold(std::string_view utf8);

/// The same without the spaces, and where each byte comes from.
struct Folded {
    /// What is before a byte of `letters`.
    enum class Edge : std::uint8_t {
        Inside,
        Change, ///< from letters to digits or back
        Gap     ///< a word begins
    };

    std::string letters;
    std::vector<std::uint32_t> begins, ends; ///< of its letter in the original
    std::vector<Edge> edges;                 ///< one more at the end, a Gap
};
Folded foldLetters(std::string_view utf8);

/// Latin, Greek and Cyrillic letters as capitals, or as small letters, with their marks; what has no other case stays.
std::string upperOf(std::string_view utf8);
std::string lowerOf(std::string_view utf8);

/// Code points of a UTF-8 text.
std::size_t countLetters(std::string_view utf8);
/// Whether it has letters of a script that writes no spaces between words (Han, kana, Hangul, Thai).
bool isUnspaced(std::string_view utf8);

}
