// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/note.h"

namespace engine::photo {

namespace {

constexpr std::size_t longestShown = 400;

/// How many bytes the character at `at` has; 0 when the bytes are no UTF-8 there.
std::size_t characterAt(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at);
    const std::size_t length = first < 0x80                    ? 1
                               : first >= 0xC2 && first < 0xE0 ? 2
                               : first >= 0xE0 && first < 0xF0 ? 3
                               : first >= 0xF0 && first < 0xF5 ? 4
                                                               : 0;
    if (length == 0 || at + length > text.size())
        return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80)
            return 0;
    }
    return length;
}

/// Latin-1, the likeliest where it is no UTF-8.
std::string latin(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return {static_cast<char>(0xC0U | byte >> 6U), static_cast<char>(0x80U | (byte & 0x3FU))};
}

}

std::string binaryWords(std::size_t size)
{
    return "(binary, " + std::to_string(size) + (size == 1 ? " byte)" : " bytes)");
}

std::string shownText(std::string_view bytes)
{
    std::string shown;
    for (std::size_t at = 0; at < bytes.size() && shown.size() < longestShown;) {
        const auto length = characterAt(bytes, at);
        const auto byte = static_cast<unsigned char>(bytes[at]);
        if (length == 0)
            shown += byte < 0xA0 ? std::string{"?"} : latin(bytes[at]);
        else if (byte >= 0x20 && byte != 0x7F)
            shown += bytes.substr(at, length);
        else if (byte != 0 && !shown.empty() && shown.back() != ' ')
            shown += ' ';
        at += length == 0 ? 1 : length;
    }
    while (!shown.empty() && shown.back() == ' ')
        shown.pop_back();
    return shown.size() < longestShown ? shown : shown + " …";
}

}
