// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/charset_tables.h"

#include <iconv.h>

#include <cstring>
#include <string>

namespace engine::dicom {

namespace {

constexpr unsigned planeSize = 94 * 94;

/// One direction, one character a call.
class Converter {
public:
    explicit Converter(const char* from) : m_handle{iconv_open("UTF-32LE", from)} {}
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;
    ~Converter()
    {
        if (works())
            iconv_close(m_handle);
    }

    bool works() const { return m_handle != reinterpret_cast<iconv_t>(-1); }
    /// 0 when the bytes are not exactly one character.
    char32_t convert(std::string bytes) const
    {
        std::array<char, 16> out{};
        char* from = bytes.data();
        char* to = out.data();
        std::size_t left = bytes.size();
        std::size_t room = out.size();
        iconv(m_handle, nullptr, nullptr, nullptr, nullptr);
        const auto converted = iconv(m_handle, &from, &left, &to, &room);
        char32_t code = 0;
        if (converted == 0 && left == 0 && out.size() - room == sizeof code)
            std::memcpy(&code, out.data(), sizeof code);
        return code;
    }

private:
    iconv_t m_handle;
};

struct Tables {
    std::vector<std::vector<char32_t>> sets; ///< by row of codedSets
    std::vector<char32_t> gbTwo, gbFour;
    std::string missing;
};

std::vector<char32_t> singleBytes(const CodedSet& set, const Converter& converter)
{
    std::vector<char32_t> codes(128);
    for (unsigned byte = 0x21; byte < 0x80; ++byte)
        codes[byte] = converter.convert(std::string(1, static_cast<char>(byte | (set.isG1 ? 0x80U : 0U))));
    // 0xA0 is the no-break space of the ISO 8859 family; the katakana have nothing there.
    if (set.isG1 && set.bytes == 1)
        codes[0x20] = converter.convert("\xA0");
    return codes;
}

std::vector<char32_t> doubleBytes(const CodedSet& set, const Converter& converter)
{
    std::vector<char32_t> codes(planeSize);
    for (unsigned i = 0; i < planeSize; ++i) {
        std::string bytes{set.prefix};
        bytes += static_cast<char>(0xA1 + i / 94);
        bytes += static_cast<char>(0xA1 + i % 94);
        codes[i] = converter.convert(bytes);
    }
    return codes;
}

std::vector<char32_t> katakana()
{
    std::vector<char32_t> codes(128);
    for (unsigned byte = 0x21; byte <= 0x5F; ++byte)
        codes[byte] = 0xFF61 + byte - 0x21;
    return codes;
}

/// JIS X 0201 romaji: ASCII but for the overline. 0x5C stays a backslash: DICOM's delimiter, whatever it looks like.
std::vector<char32_t> romaji()
{
    std::vector<char32_t> codes(128);
    for (unsigned byte = 0x20; byte < 0x7E; ++byte)
        codes[byte] = byte;
    codes[0x7E] = 0x203E;
    return codes;
}

std::vector<char32_t> ascii()
{
    auto codes = romaji();
    codes[0x7E] = '~';
    return codes;
}

std::vector<char32_t> gbTwoBytes(const Converter& converter)
{
    std::vector<char32_t> codes(126 * 191);
    for (unsigned i = 0; i < codes.size(); ++i) {
        const char bytes[] = {static_cast<char>(0x81 + i / 191), static_cast<char>(0x40 + i % 191)};
        codes[i] = converter.convert(std::string(bytes, 2));
    }
    return codes;
}

/// The four-byte characters of the basic plane, 81308130 to 84339FFF.
std::vector<char32_t> gbFourBytes(const Converter& converter)
{
    std::vector<char32_t> codes(4 * 12600);
    for (unsigned i = 0; i < codes.size(); ++i) {
        const char bytes[] = {static_cast<char>(0x81 + i / 12600), static_cast<char>(0x30 + i / 1260 % 10),
                              static_cast<char>(0x81 + i / 10 % 126), static_cast<char>(0x30 + i % 10)};
        codes[i] = converter.convert(std::string(bytes, 4));
    }
    return codes;
}

Tables makeTables()
{
    Tables tables;
    tables.sets = {ascii(), romaji(), katakana()};
    for (std::size_t row = tables.sets.size(); row < codedSets().size(); ++row) {
        const auto& set = codedSets()[row];
        const Converter converter{set.iconv};
        if (!converter.works())
            tables.missing = set.iconv;
        tables.sets.push_back(!converter.works() ? std::vector<char32_t>(planeSize)
                              : set.bytes == 1   ? singleBytes(set, converter)
                                                 : doubleBytes(set, converter));
    }
    const Converter gb{"GB18030"};
    if (!gb.works())
        tables.missing = "GB18030";
    tables.gbTwo = gb.works() ? gbTwoBytes(gb) : std::vector<char32_t>(126 * 191);
    tables.gbFour = gb.works() ? gbFourBytes(gb) : std::vector<char32_t>(4 * 12600);
    return tables;
}

const Tables& tables()
{
    static const Tables made = makeTables();
    return made;
}

}

const std::vector<CodedSet>& codedSets()
{
    // PS3.3 Tables C.12-2 to C.12-4, escape sequences as in C.12-3 and C.12-4.
    static const std::vector<CodedSet> sets{
        {6, "(B", false, 1, nullptr},        {14, "(J", false, 1, nullptr},
        {13, ")I", true, 1, nullptr},        {100, "-A", true, 1, "ISO-8859-1"},
        {101, "-B", true, 1, "ISO-8859-2"},  {109, "-C", true, 1, "ISO-8859-3"},
        {110, "-D", true, 1, "ISO-8859-4"},  {144, "-L", true, 1, "ISO-8859-5"},
        {127, "-G", true, 1, "ISO-8859-6"},  {126, "-F", true, 1, "ISO-8859-7"},
        {138, "-H", true, 1, "ISO-8859-8"},  {148, "-M", true, 1, "ISO-8859-9"},
        {203, "-b", true, 1, "ISO-8859-15"}, {166, "-T", true, 1, "TIS-620"},
        {87, "$B", false, 2, "EUC-JP"},      {159, "$(D", false, 2, "EUC-JP", "\x8F"},
        {149, "$)C", true, 2, "EUC-KR"},     {58, "$)A", true, 2, "GB2312"},
    };
    return sets;
}

int g1SetOf(int isoIr)
{
    const auto& sets = codedSets();
    for (std::size_t row = 0; row < sets.size(); ++row) {
        if (sets[row].isoIr == isoIr && sets[row].isG1)
            return static_cast<int>(row);
    }
    return -1;
}

char32_t characterIn(int row, unsigned first, unsigned second)
{
    const auto& codes = tables().sets[static_cast<std::size_t>(row)];
    if (codedSets()[static_cast<std::size_t>(row)].bytes == 1)
        return codes[first & 0x7FU];
    const bool inside = first >= 0x21 && first <= 0x7E && second >= 0x21 && second <= 0x7E;
    return inside ? codes[(first - 0x21) * 94 + second - 0x21] : 0;
}

WideCharacter gb18030Character(std::string_view bytes)
{
    const auto at = [bytes](std::size_t i) -> unsigned {
        return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0;
    };
    if (at(0) < 0x81 || at(0) > 0xFE)
        return {};
    if (at(1) >= 0x40 && at(1) <= 0xFE)
        return {tables().gbTwo[(at(0) - 0x81) * 191 + at(1) - 0x40], 2};
    const bool four =
        at(1) >= 0x30 && at(1) <= 0x39 && at(2) >= 0x81 && at(2) <= 0xFE && at(3) >= 0x30 && at(3) <= 0x39;
    if (!four)
        return {};
    const auto index = (at(0) - 0x81) * 12600 + (at(1) - 0x30) * 1260 + (at(2) - 0x81) * 10 + at(3) - 0x30;
    if (index < tables().gbFour.size())
        return {tables().gbFour[index], 4};
    // 90308130 is U+10000, linear from there.
    constexpr unsigned supplementary = (0x90 - 0x81) * 12600;
    const bool legal = index >= supplementary && index - supplementary < 0x100000;
    return {legal ? 0x10000 + index - supplementary : 0, 4};
}

Done loadTables()
{
    if (!tables().missing.empty())
        return Error{ErrorCode::Unsupported, "character set " + tables().missing};
    return done();
}

}
