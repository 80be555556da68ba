// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/charset.h"

#include "engine/dicom/charset_tables.h"
#include "engine/dicom/utf8.h"

#include <charconv>
#include <vector>

namespace engine::dicom {

namespace {

constexpr char escape = '\x1B';

bool isControl(unsigned char byte)
{
    return byte < 0x20 || byte == 0x7F;
}

bool isLayout(unsigned char byte)
{
    return byte == '\t' || byte == '\n' || byte == '\f' || byte == '\r';
}

/// "ISO_IR 100", "ISO 2022 IR 100" and their misspellings -> 100; 0 when it is none of them.
int isoIrNumber(const std::string& letters)
{
    std::string_view rest = letters;
    for (const std::string_view prefix : {"ISO2022IR", "ISOIR"}) {
        if (rest.substr(0, prefix.size()) != prefix)
            continue;
        rest.remove_prefix(prefix.size());
        int number = 0;
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
        return error == std::errc{} && end == rest.data() + rest.size() ? number : 0;
    }
    return 0;
}

/// Capitals and digits only, so that ISO_IR 100, ISO IR 100 and ISO-IR-100 are one.
std::string lettersOf(std::string_view term)
{
    std::string letters;
    for (const char c : term) {
        if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
            letters += c;
        else if (c >= 'a' && c <= 'z')
            letters += static_cast<char>(c - 'a' + 'A');
    }
    return letters;
}

std::vector<std::string> split(std::string_view terms)
{
    std::vector<std::string> all(1);
    for (const char c : terms) {
        if (c == '\\')
            all.emplace_back();
        else
            all.back() += c;
    }
    for (auto& term : all)
        term = lettersOf(term);
    return all;
}

/// Reads ISO 2022: which set bytes below and from 0x80 mean changes with escape sequences and falls back at delimiters.
class Iso2022 {
public:
    Iso2022(int g0, int g1, bool extended, bool isPersonName)
        : m_startG0{g0}, m_startG1{g1}, m_extended{extended}, m_isPersonName{isPersonName}
    {
    }

    Decoded decode(std::string_view bytes)
    {
        reset();
        while (!bytes.empty())
            bytes.remove_prefix(step(bytes));
        return std::move(m_result);
    }

private:
    void reset()
    {
        m_g0 = m_startG0;
        m_g1 = m_startG1;
    }

    void put(char32_t code)
    {
        m_result.whole = m_result.whole && code != 0;
        appendUtf8(m_result.text, code != 0 ? code : replacement);
    }

    std::size_t step(std::string_view bytes)
    {
        const auto byte = static_cast<unsigned char>(bytes[0]);
        if (bytes[0] == escape)
            return designate(bytes);
        if (isControl(byte)) {
            reset();
            put(isLayout(byte) ? byte : 0);
            return 1;
        }
        return byte == ' ' ? putSpace() : character(bytes, byte >= 0x80 ? m_g1 : m_g0);
    }

    std::size_t putSpace()
    {
        put(' ');
        return 1;
    }

    std::size_t character(std::string_view bytes, int row)
    {
        const auto first = static_cast<unsigned char>(bytes[0]);
        if (row < 0) {
            put(0);
            return 1;
        }
        if (codedSets()[static_cast<std::size_t>(row)].bytes == 2)
            return pair(bytes, row);
        if (isDelimiter(bytes[0]))
            reset();
        // The tables know 0x20 to 0x7F only; what iconv would give for C1 controls is no text.
        put((first & 0x7FU) < 0x20 ? 0 : characterIn(row, first & 0x7FU, 0));
        return 1;
    }

    std::size_t pair(std::string_view bytes, int row)
    {
        const auto second = bytes.size() > 1 ? static_cast<unsigned char>(bytes[1]) : 0U;
        const bool sameHalf = ((static_cast<unsigned char>(bytes[0]) ^ second) & 0x80U) == 0;
        const auto code =
            sameHalf ? characterIn(row, static_cast<unsigned char>(bytes[0]) & 0x7FU, second & 0x7FU) : U'\0';
        put(code);
        return code != 0 ? 2 : 1;
    }

    bool isDelimiter(char c) const { return c == '\\' || (m_isPersonName && (c == '^' || c == '=')); }

    std::size_t designate(std::string_view bytes)
    {
        const auto& sets = codedSets();
        for (std::size_t row = 0; row < sets.size(); ++row) {
            if (bytes.substr(1, sets[row].escape.size()) != sets[row].escape)
                continue;
            (sets[row].isG1 ? m_g1 : m_g0) = static_cast<int>(row);
            m_result.whole = m_result.whole && m_extended;
            return 1 + sets[row].escape.size();
        }
        put(0);
        return 1;
    }

    int m_startG0, m_startG1;
    bool m_extended, m_isPersonName;
    int m_g0 = 0, m_g1 = -1;
    Decoded m_result;
};

Decoded decodeGb18030(std::string_view bytes)
{
    Decoded result;
    while (!bytes.empty()) {
        const auto byte = static_cast<unsigned char>(bytes[0]);
        auto character = gb18030Character(bytes);
        if (byte < 0x80)
            character = {isControl(byte) && !isLayout(byte) ? U'\0' : static_cast<char32_t>(byte), 1};
        result.whole = result.whole && character.code != 0;
        appendUtf8(result.text, character.code != 0 ? character.code : replacement);
        bytes.remove_prefix(std::min(character.length, bytes.size()));
    }
    return result;
}

Decoded decodeUtf8(std::string_view bytes)
{
    Decoded result{std::string{bytes}, isUtf8(bytes)};
    for (auto& c : result.text) {
        const auto byte = static_cast<unsigned char>(c);
        if (isControl(byte) && !isLayout(byte)) {
            result.whole = false;
            c = '?';
        }
    }
    return result;
}

bool isAscii(std::string_view bytes)
{
    for (const char c : bytes) {
        if (static_cast<unsigned char>(c) >= 0x80 ||
            (isControl(static_cast<unsigned char>(c)) && !isLayout(static_cast<unsigned char>(c))))
            return false;
    }
    return true;
}

/// What undeclared bytes most likely are: UTF-8 when they fit, else Latin-1. Never whole.
Decoded guess(std::string_view bytes)
{
    auto decoded = isUtf8(bytes) ? decodeUtf8(bytes) : Iso2022{asciiSet, g1SetOf(100), false, false}.decode(bytes);
    decoded.whole = false;
    return decoded;
}

}

Done loadCharacterSets()
{
    return loadTables();
}

CharacterSet::CharacterSet(std::string_view terms)
{
    const auto all = split(terms);
    m_extended = all.size() > 1 || all[0].rfind("ISO2022", 0) == 0;
    m_declared = !all[0].empty() || all.size() > 1;
    if (all[0] == "ISOIR192" || all[0] == "UTF8") {
        m_scheme = Scheme::Utf8;
    } else if (all[0] == "GB18030" || all[0] == "GBK") {
        m_scheme = Scheme::Gb18030;
    } else if (const int number = isoIrNumber(all[0]); number > 0) {
        m_g0 = number == 13 ? romajiSet : asciiSet;
        m_g1 = g1SetOf(number);
        const bool known = m_g1 >= 0 || number == 6 || number == 87 || number == 159;
        m_scheme = known ? Scheme::Iso2022 : Scheme::Unknown;
    } else if (!all[0].empty()) {
        m_scheme = Scheme::Unknown;
    }
    // The empty first value of several means ISO 2022 IR 6.
}

Decoded CharacterSet::decode(std::string_view bytes, bool isPersonName) const
{
    if (isAscii(bytes) && m_g0 == asciiSet)
        return {std::string{bytes}, true};
    switch (m_scheme) {
    case Scheme::Utf8: {
        auto decoded = decodeUtf8(bytes);
        return decoded.whole ? decoded : guess(bytes);
    }
    case Scheme::Gb18030:
        return decodeGb18030(bytes);
    case Scheme::Unknown:
        return guess(bytes);
    case Scheme::Iso2022:
        break;
    }
    auto decoded = Iso2022{m_g0, m_g1, m_extended, isPersonName}.decode(bytes);
    return decoded.whole || m_declared ? decoded : guess(bytes);
}

}
