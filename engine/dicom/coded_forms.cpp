// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/coded_forms.h"

#include "engine/dicom/charset_tables.h"
#include "engine/dicom/utf8.h"

#include <algorithm>
#include <map>
#include <optional>

namespace engine::dicom {

namespace {

using Characters = std::map<char32_t, unsigned>; ///< code point -> both seven-bit bytes, the second 0 of single ones

Characters charactersOf(int row)
{
    constexpr unsigned first = 0x21, last = 0x7E;
    Characters characters;
    const bool isDouble = codedSets()[static_cast<std::size_t>(row)].bytes == 2;
    for (unsigned a = isDouble ? first : first - 1; a <= last + 1; ++a) {
        for (unsigned b = isDouble ? first : 0; b <= (isDouble ? last : 0); ++b) {
            if (const auto code = a <= last || !isDouble ? characterIn(row, a, b) : 0)
                characters.emplace(code, a << 8U | b);
        }
    }
    return characters;
}

/// Made once: what the tables of the character sets say, the other way round.
const std::vector<Characters>& allCharacters()
{
    static const auto all = [] {
        std::vector<Characters> sets;
        for (std::size_t row = 0; row < codedSets().size(); ++row)
            sets.push_back(charactersOf(static_cast<int>(row)));
        return sets;
    }();
    return all;
}

/// Pairs in seven bits stand between escape sequences, ASCII outside them (PS3.5 6.1.2.5.3).
class SevenBits {
public:
    explicit SevenBits(std::string_view escape) : m_escape{escape} {}

    void put(std::string& bytes, unsigned pair)
    {
        if (!m_isInside)
            bytes += "\x1B" + std::string{m_escape};
        m_isInside = true;
        bytes += static_cast<char>(pair >> 8U);
        bytes += static_cast<char>(pair & 0xFFU);
    }
    void putAscii(std::string& bytes, char32_t code)
    {
        if (m_isInside)
            bytes += "\x1B(B";
        m_isInside = false;
        bytes += static_cast<char>(code);
    }

private:
    std::string_view m_escape;
    bool m_isInside = false;
};

void putEightBits(std::string& bytes, unsigned character)
{
    constexpr unsigned highBit = 0x80;
    bytes += static_cast<char>(character >> 8U | highBit);
    if ((character & 0xFFU) != 0)
        bytes += static_cast<char>((character & 0xFFU) | highBit);
}

/// In seven bits with that escape sequence, or in eight without one; nothing when the set lacks a character.
std::optional<std::string> written(const std::u32string& codes, const Characters& characters, std::string_view escape)
{
    std::string bytes;
    SevenBits sevenBits{escape};
    for (const auto code : codes) {
        const auto found = characters.find(code);
        if (code < 0x80)
            sevenBits.putAscii(bytes, code);
        else if (found == characters.end())
            return std::nullopt;
        else if (escape.empty())
            putEightBits(bytes, found->second);
        else
            sevenBits.put(bytes, found->second);
    }
    return bytes;
}

}

std::vector<std::string> codedForms(std::string_view utf8)
{
    std::vector<std::string> forms;
    const auto codes = codesOf(utf8);
    if (std::all_of(codes.begin(), codes.end(), [](char32_t code) { return code < 0x80; }))
        return forms;
    for (std::size_t row = 0; row < codedSets().size(); ++row) {
        const auto& set = codedSets()[row];
        if (auto bytes = written(codes, allCharacters()[row], {}))
            forms.push_back(*std::move(bytes));
        if (set.bytes != 2 || set.isG1)
            continue;
        if (auto bytes = written(codes, allCharacters()[row], set.escape))
            forms.push_back(*std::move(bytes));
    }
    std::sort(forms.begin(), forms.end());
    forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
    return forms;
}

}
