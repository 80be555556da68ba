// SPDX-License-Identifier: Apache-2.0
#include "engine/text/plain.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace engine::text {

namespace {

// U+00C0 to U+017F without accents; a space where the sign is no letter.
constexpr std::string_view latin1[] = {
    "A", "A", "A", "A", "A", "A", "AE", "C", "E",  "E",  "E", "E", "I", "I", "I", "I", "D",  "N", "O",  "O", "O", "O",
    "O", " ", "O", "U", "U", "U", "U",  "Y", "TH", "SS", "A", "A", "A", "A", "A", "A", "AE", "C", "E",  "E", "E", "E",
    "I", "I", "I", "I", "D", "N", "O",  "O", "O",  "O",  "O", " ", "O", "U", "U", "U", "U",  "Y", "TH", "Y"};
constexpr std::string_view latinExtended = "AAAAAACCCCCCCCDDDDEEEEEEEEEEGGGGGGGGHHHHIIIIIIIIIIIIJJKKKLLLLLLLLLLNNNNNNNN"
                                           "NOOOOOOOORRRRRRSSSSSSSSTTTTTTUUUUUUUUUUU"
                                           "UWWYYYZZZZZZS";

struct CodePoint {
    char32_t value = 0;
    std::size_t length = 1;
};

/// Bytes that are no UTF-8 come back one by one as themselves.
CodePoint codePointAt(std::string_view text, std::size_t at)
{
    const auto first = static_cast<unsigned char>(text[at]);
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
    if (length == 1 || at + length > text.size())
        return {first, 1};
    char32_t value = first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i)
        value = (value << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
    return {value, length};
}

std::string foldedOf(std::string_view text, std::size_t at, const CodePoint& sign)
{
    if (sign.value < 0x80) {
        const auto c = static_cast<char>(sign.value);
        if (c >= 'a' && c <= 'z')
            return {static_cast<char>(c - 'a' + 'A')};
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? std::string{c} : " ";
    }
    if (sign.value >= 0xC0 && sign.value < 0x100 && sign.length == 2)
        return std::string{latin1[sign.value - 0xC0]};
    if (sign.value >= 0x100 && sign.value < 0x100 + latinExtended.size())
        return {latinExtended[sign.value - 0x100]};
    if (sign.value < 0xC0 || (sign.value >= 0x2000 && sign.value < 0x2070))
        return " ";
    return std::string{text.substr(at, sign.length)};
}

int distance(std::string_view pattern, std::string_view text, bool anywhere)
{
    std::vector<int> row(text.size() + 1);
    if (!anywhere)
        std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 1; i <= pattern.size(); ++i) {
        int diagonal = std::exchange(row[0], static_cast<int>(i));
        for (std::size_t j = 1; j <= text.size(); ++j) {
            const int replaced = diagonal + (pattern[i - 1] == text[j - 1] ? 0 : 1);
            diagonal = std::exchange(row[j], std::min({replaced, row[j] + 1, row[j - 1] + 1}));
        }
    }
    return anywhere ? *std::min_element(row.begin(), row.end()) : row.back();
}

}

std::string plainOf(std::string_view utf8)
{
    std::string plain;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto sign = codePointAt(utf8, at);
        const auto folded = foldedOf(utf8, at, sign);
        if (folded != " " || (!plain.empty() && plain.back() != ' '))
            plain += folded;
        at += sign.length;
    }
    if (!plain.empty() && plain.back() == ' ')
        plain.pop_back();
    return plain;
}

std::vector<std::string> wordsOf(std::string_view plain)
{
    std::vector<std::string> words;
    while (!plain.empty()) {
        const auto end = std::min(plain.find(' '), plain.size());
        if (end > 0)
            words.emplace_back(plain.substr(0, end));
        plain.remove_prefix(std::min(end + 1, plain.size()));
    }
    return words;
}

std::string compactOf(std::string_view plain)
{
    std::string compact{plain};
    std::erase(compact, ' ');
    return compact;
}

std::string lookAlikeOf(std::string_view plain)
{
    constexpr std::string_view letters = "OQDILSBZG", signs = "000115826";
    std::string same{plain};
    for (char& c : same) {
        if (const auto at = letters.find(c); at != letters.npos)
            c = signs[at];
    }
    return same;
}

int distanceInside(std::string_view pattern, std::string_view text)
{
    return distance(pattern, text, true);
}

int distanceBetween(std::string_view a, std::string_view b)
{
    return distance(a, b, false);
}

}
