// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/fold.h"

#include "engine/dicom/utf8.h"

#include <map>

namespace engine::profile {

namespace {

/// U+00C0 to U+017F without their marks.
constexpr std::string_view latin = "AAAAAAACEEEEIIIIDNOOOOO OUUUUYTSAAAAAAACEEEEIIIIDNOOOOO OUUUUYTY"
                                   "AAAAAACCCCCCCCDDDDEEEEEEEEEEGGGGGGGGHHHHIIIIIIIIIIIIJJKKKLLLLLLLLLLNNNNNNNNNOOOOOOO"
                                   "ORRRRRRSSSSSSSSTTTTTTUUUUUUUUUUUUWWYYYZZZZZZS";
constexpr char32_t firstLatin = 0xC0, afterLatin = firstLatin + 192;
/// U+0180 to U+024F (Romanian, among others) and U+1E00 to U+1EFF (Vietnamese) likewise, by their decompositions in
/// Unicode 15; a full stop: no letter of A to Z.
constexpr std::string_view latinB =
    ".........DD.....................OO.............UU............................AAIIOOUUUUUUUUUU.AA"
    "AA....GGKKOOOO..J...GG..NNAA....AAAAEEEEIIIIOOOORRRRUUUUSSTT..HH......AAEEOOOOOOOOYY............"
    "................";
constexpr std::string_view latinAdditional =
    "AABBBBBBCCDDDDDDDDDDEEEEEEEEEEFFGGHHHHHHHHHHIIIIKKKKKKLLLLLLLLMMMMMMNNNNNNNNOOOOOOOOPPPPRRRRRRRR"
    "SSSSSSSSSSTTTTTTTTUUUUUUUUUUVVVVWWWWWWWWWWXXXXYYZZZZZZHTWYAS..S.AAAAAAAAAAAAAAAAAAAAAAAAEEEEEEEE"
    "EEEEEEEEIIIIOOOOOOOOOOOOOOOOOOOOOOOOUUUUUUUUUUUUUUYYYYYYYY......";
constexpr char32_t firstLatinB = 0x180, firstAdditional = 0x1E00, firstFullwidth = 0xFF01, lastFullwidth = 0xFF5E;

struct Letter {
    char32_t code = 0;
    std::size_t length = 1; ///< bytes it takes
};

/// Bytes that are no UTF-8 stand for themselves.
Letter letterAt(std::string_view text, std::size_t at)
{
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (length == 1 || at + length > text.size())
        return {lead, 1};
    auto code = static_cast<char32_t>(lead & (0x3FU >> (length - 1)));
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<unsigned char>(text[at + i]);
        if ((next & 0xC0U) != 0x80)
            return {lead, 1};
        code = code << 6U | (next & 0x3FU);
    }
    return {code < 0x110000 ? code : 0, length};
}

/// The capital of a small letter beyond ASCII, with its marks.
char32_t upperOf(char32_t code)
{
    constexpr char32_t finalSigma = 0x3C2, sharpS = 0xDF, division = 0xF7, yDiaeresis = 0xFF;
    if (code < 0x80)
        return code >= 'a' && code <= 'z' ? code - 32 : code;
    if (code >= 0xE0 && code < yDiaeresis && code != division)
        return code - 32;
    if (code == sharpS || code == division)
        return code;
    if (code >= 0x100 && code < 0x180) // small letters are odd, from U+0139 to U+0148 and from U+0179 even
        return ((code >= 0x139 && code <= 0x148) || code >= 0x179) ? code - (code % 2 == 0 ? 1 : 0)
                                                                   : code - (code % 2 == 1 ? 1 : 0);
    if (code == 0x3AC)
        return 0x386;
    if (code >= 0x3AD && code <= 0x3AF)
        return code - 37;
    if (code == 0x3CC)
        return 0x38C;
    if (code == 0x3CD || code == 0x3CE)
        return code - 63;
    if ((code >= 0x3B1 && code <= 0x3CB) || (code >= 0x430 && code <= 0x44F))
        return code == finalSigma ? 0x3A3 : code - 32;
    return code >= 0x450 && code <= 0x45F ? code - 80 : code;
}

/// Greek letters lose their accents when they become capitals.
char32_t withoutGreekAccent(char32_t code)
{
    switch (code) {
    case 0x386:
        return 0x391;
    case 0x388:
        return 0x395;
    case 0x389:
        return 0x397;
    case 0x38A:
    case 0x3AA:
        return 0x399;
    case 0x38C:
        return 0x39F;
    case 0x38E:
    case 0x3AB:
        return 0x3A5;
    case 0x38F:
        return 0x3A9;
    default:
        return code;
    }
}

/// The capital without marks of a letter of such a block; 0 for others.
char32_t bareLetter(char32_t code, char32_t first, std::string_view letters)
{
    const bool isThere = code >= first && code < first + letters.size() && letters[code - first] != '.';
    return isThere ? static_cast<char32_t>(letters[code - first]) : 0;
}

/// 0 for what separates words.
char32_t capital(char32_t code)
{
    if (code >= firstFullwidth && code <= lastFullwidth)
        code -= firstFullwidth - '!';
    if (code < 0x80) {
        if (code >= 'a' && code <= 'z')
            return code - 32;
        return (code >= 'A' && code <= 'Z') || (code >= '0' && code <= '9') ? code : 0;
    }
    if (code >= firstLatin && code < afterLatin)
        return latin[code - firstLatin] == ' ' ? 0 : static_cast<char32_t>(latin[code - firstLatin]);
    if (const auto bare = bareLetter(code, firstLatinB, latinB))
        return bare;
    if (const auto bare = bareLetter(code, firstAdditional, latinAdditional))
        return bare;
    const bool isMark = code < firstLatin || (code >= 0x300 && code <= 0x36F); // decomposed accents
    const bool isPunctuation = (code >= 0x2000 && code <= 0x206F) || (code >= 0x3000 && code <= 0x3003);
    return isMark || isPunctuation ? 0 : withoutGreekAccent(upperOf(code));
}

bool isDecomposedAccent(char32_t code)
{
    return code >= 0x300 && code <= 0x36F;
}

bool isDigit(char32_t code)
{
    return code >= '0' && code <= '9';
}

}

Folded foldLetters(std::string_view utf8)
{
    Folded folded;
    folded.letters.reserve(utf8.size());
    folded.begins.reserve(utf8.size());
    folded.ends.reserve(utf8.size());
    folded.edges.reserve(utf8.size() + 1);
    auto edge = Folded::Edge::Gap;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto letter = letterAt(utf8, at);
        const auto code = capital(letter.code);
        if (code != 0) {
            const bool wasDigit = !folded.letters.empty() && isDigit(static_cast<unsigned char>(folded.letters.back()));
            if (edge == Folded::Edge::Inside && wasDigit != isDigit(code))
                edge = Folded::Edge::Change;
            constexpr char32_t sharpS = 0xDF;
            if (letter.code == sharpS)
                folded.letters += "SS";
            else if (code < 0x80)
                folded.letters += static_cast<char>(code);
            else
                dicom::appendUtf8(folded.letters, code);
            while (folded.begins.size() < folded.letters.size()) {
                folded.begins.push_back(static_cast<std::uint32_t>(at));
                folded.ends.push_back(static_cast<std::uint32_t>(at + letter.length));
                folded.edges.push_back(edge);
                edge = Folded::Edge::Inside;
            }
        } else if (!isDecomposedAccent(letter.code)) {
            edge = Folded::Edge::Gap;
        }
        at += letter.length;
    }
    folded.edges.push_back(Folded::Edge::Gap);
    return folded;
}

std::string fold(std::string_view utf8)
{
    const auto folded = foldLetters(utf8);
    std::string text;
    for (std::size_t i = 0; i < folded.letters.size(); ++i) {
        if (i > 0 && folded.edges[i] == Folded::Edge::Gap)
            text += ' ';
        text += folded.letters[i];
    }
    return text;
}

std::string upperOf(std::string_view utf8)
{
    std::string text;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto letter = letterAt(utf8, at);
        dicom::appendUtf8(text, upperOf(letter.code));
        at += letter.length;
    }
    return text;
}

std::string lowerOf(std::string_view utf8)
{
    // The small letters of the Latin, Greek and Cyrillic blocks by their capitals: 0x180 to 0x370 has none of ours.
    static const auto small = [] {
        std::map<char32_t, char32_t> letters;
        for (char32_t code = 0x60; code < 0x460; ++code) {
            if (upperOf(code) != code)
                letters.emplace(upperOf(code), code);
        }
        return letters;
    }();
    std::string text;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto letter = letterAt(utf8, at);
        const auto found = small.find(letter.code);
        dicom::appendUtf8(text, found == small.end() ? letter.code : found->second);
        at += letter.length;
    }
    return text;
}

std::size_t countLetters(std::string_view utf8)
{
    std::size_t count = 0;
    for (const char c : utf8)
        count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80 ? 1 : 0;
    return count;
}

bool isUnspaced(std::string_view utf8)
{
    for (std::size_t at = 0; at < utf8.size();) {
        const auto letter = letterAt(utf8, at);
        if ((letter.code >= 0x0E00 && letter.code <= 0x0E7F) || letter.code >= 0x2E80)
            return true;
        at += letter.length;
    }
    return false;
}

}
