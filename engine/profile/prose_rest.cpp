// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/prose_rest.h"

#include "engine/profile/fold.h"

#include <algorithm>
#include <array>

namespace engine::profile {

namespace {

constexpr std::string_view blanks = " \t", loose = " \t,;:-_/#&^=+.|@*~'\"";
constexpr std::size_t longNumber = 5, shortestName = 3, shortestPart = 3;

/// Lead to a name or a place.
constexpr auto connecting = std::to_array<std::string_view>(
    {"AM", "AN", "AT", "AUF", "BEI", "BY",  "CHEZ", "DE",  "DES", "DU",  "FOR", "FROM", "FUER", "FUR",
     "IM", "IN", "OF", "ON",  "PAR", "PER", "POUR", "THE", "TO",  "VOM", "VON", "ZU",   "ZUM"});

std::string_view withoutEdges(std::string_view text, bool isAfterGap, bool isBeforeGap)
{
    constexpr std::string_view opening = "([{<", closing = ")]}>";
    if (isAfterGap) {
        const auto first = text.find_first_not_of(std::string{loose} + std::string{closing});
        text.remove_prefix(std::min(first, text.size()));
    }
    if (isBeforeGap) {
        const auto last = text.find_last_not_of(std::string{loose} + std::string{opening});
        const auto length = last == text.npos ? 0 : last + 1;
        // "Report." before a gap keeps the end of its sentence.
        text = text.substr(0, length < text.size() && text[length] == '.' && length > 0 ? length + 1 : length);
    }
    return text;
}

/// Without a last word that leads to what is gone.
std::string_view withoutLead(std::string_view text)
{
    const auto space = text.find_last_of(" \n\t,;(");
    const auto last = space == text.npos ? text : text.substr(space + 1);
    if (!std::binary_search(connecting.begin(), connecting.end(), fold(last)))
        return text;
    const auto rest = text.substr(0, text.size() - last.size());
    const auto end = rest.find_last_not_of(loose);
    return rest.substr(0, end == rest.npos ? 0 : end + 1);
}

void dropLoneBrackets(std::string& text)
{
    std::vector<std::size_t> open;
    std::vector<std::size_t> lone;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '(')
            open.push_back(i);
        else if (text[i] == ')' && open.empty())
            lone.push_back(i);
        else if (text[i] == ')')
            open.pop_back();
    }
    lone.insert(lone.end(), open.begin(), open.end());
    std::sort(lone.rbegin(), lone.rend());
    for (const auto place : lone)
        text.erase(place, 1);
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Two or three safe words written as one.
bool isCompound(const std::string& part, const TextTables& tables, int depth = 2)
{
    if (tables.isSafe(part))
        return true;
    for (auto at = shortestPart; depth > 0 && at + shortestPart <= part.size(); ++at) {
        if (tables.isSafe(part.substr(0, at)) && isCompound(part.substr(at), tables, depth - 1))
            return true;
    }
    return false;
}

}

std::string withoutGaps(std::string_view text, const std::vector<bool>& isGone, const Rewritten& rewritten)
{
    std::string result;
    bool isAfterGap = false;
    std::string_view gap;
    for (std::size_t at = 0; at < text.size();) {
        const bool gone = isGone[at];
        auto end = at;
        std::string kept;
        while (end < text.size() && isGone[end] == gone) {
            const auto other = rewritten.find(end);
            kept += other == rewritten.end() ? std::string{text[end]} : other->second.second;
            end = other == rewritten.end() ? end + 1 : other->second.first;
        }
        if (!gone) {
            const auto rest = withoutEdges(kept, isAfterGap, end < text.size());
            const auto cut = kept.substr(0, static_cast<std::size_t>(rest.data() - kept.data()));
            const auto core = end < text.size() ? withoutLead(rest) : rest;
            const bool isLine = cut.find('\n') != std::string::npos || gap.find('\n') != gap.npos;
            if (!core.empty() && !result.empty())
                result += isLine ? "\r\n" : cut.rfind('_', 0) == 0 ? "_" : " ";
            result += core;
        } else {
            gap = text.substr(at, end - at);
        }
        isAfterGap = gone;
        at = end;
    }
    dropLoneBrackets(result);
    const auto last = result.find_last_not_of(std::string{blanks} + "\r\n");
    result.resize(last == std::string::npos ? 0 : last + 1);
    return fold(result).empty() ? std::string{} : result;
}

bool isUncertain(const Word& word, std::string_view written, const TextTables& tables)
{
    std::size_t digits = 0;
    for (const char c : written) {
        digits = isDigit(c) ? digits + 1 : 0;
        if (digits >= longNumber)
            return true;
    }
    if (tables.isSafe(word.folded))
        return false;
    if (!word.isCapital && !tables.names.contains(word.folded))
        return !fold(written).empty() && isUnspaced(written);
    for (const auto& part : partsOf(written)) {
        const bool isNumber = isDigit(part.front());
        const bool isShort =
            part.size() < shortestName && !(word.isPlain && !word.isAllCapital) && !tables.names.contains(part);
        if (!isNumber && !isShort && !isCompound(part, tables))
            return true;
    }
    return false;
}

}
