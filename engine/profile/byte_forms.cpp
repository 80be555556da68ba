// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/byte_forms.h"

#include "engine/dicom/coded_forms.h"
#include "engine/dicom/utf8.h"
#include "engine/profile/fold.h"

#include <algorithm>
#include <set>
#include <string>

namespace engine::profile {

namespace {

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return isDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// UTF-16 in that byte order; empty beyond U+FFFF.
std::string wide(const std::u32string& codes, bool isBigEndian)
{
    std::string bytes;
    for (const auto code : codes) {
        if (code > 0xFFFF)
            return {};
        const auto high = static_cast<char>(code >> 8U), low = static_cast<char>(code & 0xFFU);
        bytes += isBigEndian ? high : low;
        bytes += isBigEndian ? low : high;
    }
    return bytes;
}

/// Of Latin-1 text: the same bytes for both orders, the zeros between the letters.
std::string between(const std::u32string& codes)
{
    auto bytes = wide(codes, false);
    bytes.pop_back();
    return bytes;
}

void forms(std::string_view utf8, const std::function<void(std::string_view)>& use)
{
    use(utf8);
    const auto codes = dicom::codesOf(utf8);
    if (codes.empty())
        return;
    if (std::all_of(codes.begin(), codes.end(), [](char32_t code) { return code < 0x100; })) {
        use(between(codes));
    } else {
        use(wide(codes, false));
        use(wide(codes, true));
    }
    for (const auto& form : dicom::codedForms(utf8))
        use(form);
}

}

void eachByteForm(std::string_view utf8, const std::function<void(std::string_view)>& use)
{
    if (isAscii(utf8))
        return forms(utf8, use);
    const auto small = lowerOf(utf8), capitals = upperOf(utf8);
    const auto isFirst = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; };
    const auto first =
        static_cast<std::size_t>(std::find_if(capitals.begin() + 1, capitals.end(), isFirst) - capitals.begin());
    std::set<std::string> spellings{std::string{utf8}, small, capitals};
    if (small.size() == capitals.size())
        spellings.insert(capitals.substr(0, first) + small.substr(first));
    for (const auto& spelling : spellings)
        forms(spelling, use);
}

bool isText(std::string_view bytes, std::size_t at, std::size_t length, bool isStrict)
{
    constexpr std::size_t shortestInside = 6;
    const auto piece = bytes.substr(at, length);
    const bool isWide = piece.find('\0') != piece.npos;
    const std::size_t step = isWide ? 2 : 1;
    const auto before = at >= step ? bytes[at - step] : '\0';
    const auto after = at + length + step <= bytes.size() ? bytes[at + length + step - 1] : '\0';
    if ((isDigit(piece.front()) && isDigit(before)) || (isDigit(piece.back()) && isDigit(after)))
        return false;
    const auto letters = static_cast<std::size_t>(std::count_if(piece.begin(), piece.end(), isLetter));
    if (letters >= shortestInside || !isAscii(piece) || piece.front() == '\x1B')
        return true;
    if (isLetter(before) || isLetter(after))
        return false;
    if (!isStrict)
        return true;
    const auto isTextual = [](char c) {
        return c == '\0' || (c >= ' ' && c <= '~') || c == '\r' || c == '\n' || c == '\t';
    };
    return (isTextual(before) && isTextual(after)) || before == '\0' || after == '\0';
}

}
