// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/identity.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <functional>

namespace engine::profile {

namespace {

constexpr std::size_t shortestName = 3, shortestOther = 4, shortestInside = 6, shortestInBytes = 6;

/// U+00C0 to U+017F without their marks.
constexpr std::string_view latin = "AAAAAAACEEEEIIIIDNOOOOO OUUUUYTSAAAAAAACEEEEIIIIDNOOOOO OUUUUYTY"
                                   "AAAAAACCCCCCCCDDDDEEEEEEEEEEGGGGGGGGHHHHIIIIIIIIIIIIJJKKKLLLLLLLLLLNNNNNNNNNOOOOOOO"
                                   "ORRRRRRSSSSSSSSTTTTTTUUUUUUUUUUUUWWYYYZZZZZZS";

bool isDigits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); });
}

bool isPlain(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string withoutSpaces(std::string text)
{
    std::erase(text, ' ');
    return text;
}

/// Calls `use` for the parts of `text` between any of `separators`, empty ones left out.
void eachPart(std::string_view text, std::string_view separators, const std::function<void(std::string_view)>& use)
{
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(separators), text.size());
        if (end > 0)
            use(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\0'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\0'))
        text.remove_suffix(1);
    return text;
}

/// Digits on both sides would make it another number.
bool standsAlone(std::string_view text, std::size_t at, std::size_t length)
{
    const auto isDigit = [&](std::size_t i) { return std::isdigit(static_cast<unsigned char>(text[i])) != 0; };
    const bool startsFree = at == 0 || !isDigit(at) || !isDigit(at - 1);
    const auto end = at + length;
    return startsFree && (end >= text.size() || !isDigit(end - 1) || !isDigit(end));
}

bool contains(std::string_view text, std::string_view piece)
{
    for (auto at = text.find(piece); at != std::string_view::npos; at = text.find(piece, at + 1)) {
        if (standsAlone(text, at, piece.size()))
            return true;
    }
    return false;
}

/// As 16-bit units in that byte order, or as Latin-1; empty when it cannot be written so.
std::string encoded(std::string_view utf8, bool wide, bool bigEndian)
{
    std::string bytes;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (length == 4 || i + length > utf8.size())
            return {};
        unsigned code = length == 1 ? lead : lead & (0x3FU >> (length - 1));
        for (std::size_t k = 1; k < length; ++k)
            code = code << 6U | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
        i += length;
        const auto high = static_cast<char>(code >> 8U), low = static_cast<char>(code & 0xFFU);
        if (!wide && code > 0xFF)
            return {};
        if (wide && bigEndian)
            bytes += high;
        bytes += low;
        if (wide && !bigEndian)
            bytes += high;
    }
    return bytes;
}

}

std::string fold(std::string_view utf8)
{
    std::string text;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        if (byte >= 0xC3 && byte <= 0xC5 && i + 1 < utf8.size()) {
            const auto next = static_cast<unsigned char>(utf8[++i]);
            const auto letter = static_cast<std::size_t>((byte & 0x1FU) << 6U | (next & 0x3FU)) - 0xC0;
            text += letter < latin.size() ? latin[letter] : ' ';
        } else if (byte >= 0x80 || std::isalnum(byte)) {
            text += static_cast<char>(byte < 0x80 ? std::toupper(byte) : byte);
        } else if (!text.empty() && text.back() != ' ') {
            text += ' ';
        }
    }
    while (!text.empty() && text.back() == ' ')
        text.pop_back();
    return text;
}

void Identity::add(std::string_view kind, std::string_view value)
{
    eachPart(value, "\\", [&](std::string_view part) {
        part = trimmed(part);
        if (kind == "name")
            addName(part);
        else if (kind == "date")
            addDate(part);
        else if (withoutSpaces(fold(part)).size() >= shortestOther)
            addPiece(kind, part);
    });
    if (kind == "place" || kind == "contact")
        eachPart(value, ",;\r\n\\", [&](std::string_view part) {
            if (withoutSpaces(fold(part)).size() >= shortestInside)
                addPiece(kind, trimmed(part));
        });
}

void Identity::addName(std::string_view name)
{
    eachPart(name, "^= ,.-_/", [&](std::string_view component) {
        if (withoutSpaces(fold(component)).size() >= shortestName)
            addPiece("name", component);
    });
}

void Identity::addDate(std::string_view date)
{
    const auto day = date.substr(0, 8);
    if (day.size() < 8 || !isDigits(day))
        return;
    const std::string year{day.substr(0, 4)}, month{day.substr(4, 2)}, dayOfMonth{day.substr(6, 2)};
    addPiece("date", day);
    addPiece("date", dayOfMonth + month + year);
    addPiece("date", month + dayOfMonth + year);
}

void Identity::addPiece(std::string_view kind, std::string_view text)
{
    auto words = fold(text);
    auto joined = withoutSpaces(words);
    if (!joined.empty())
        m_pieces.insert({std::string{kind}, std::string{text}, std::move(words), std::move(joined)});
}

void Identity::forget(std::string_view value)
{
    const auto words = fold(value);
    std::erase_if(m_pieces, [&](const Piece& piece) { return piece.words == words; });
}

bool Identity::Piece::isIn(const std::string& valueWords, const std::string& valueJoined) const
{
    const bool isAnywhere = joined.size() >= shortestInside || !isPlain(joined);
    return isAnywhere ? contains(valueJoined, joined) : contains(valueWords, ' ' + words + ' ');
}

void Identity::exempt(std::string_view value)
{
    const auto valueWords = ' ' + fold(value) + ' ';
    const auto valueJoined = withoutSpaces(valueWords);
    std::erase_if(m_pieces, [&](const Piece& piece) { return piece.isIn(valueWords, valueJoined); });
}

std::optional<std::string> Identity::foundIn(std::string_view value) const
{
    const auto valueWords = ' ' + fold(value) + ' ';
    const auto valueJoined = withoutSpaces(valueWords);
    for (const auto& piece : m_pieces) {
        if (piece.isIn(valueWords, valueJoined))
            return piece.kind;
    }
    return std::nullopt;
}

bool Identity::isId(std::string_view value) const
{
    const auto number = trimmed(value);
    return number.size() >= shortestInside && std::any_of(m_pieces.begin(), m_pieces.end(), [&](const Piece& piece) {
               return piece.text == number && piece.kind != "date";
           });
}

std::optional<std::string> Identity::foundInBytes(ByteView bytes) const
{
    const auto haystack = textOf(bytes);
    for (const auto& piece : m_pieces) {
        if (piece.text.size() < shortestInBytes)
            continue;
        for (const auto& needle : {piece.text, encoded(piece.text, false, false), encoded(piece.text, true, false),
                                   encoded(piece.text, true, true)}) {
            if (!needle.empty() && contains(haystack, needle))
                return piece.kind;
        }
    }
    return std::nullopt;
}

}
