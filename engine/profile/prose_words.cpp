// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/prose_words.h"

#include "engine/profile/fold.h"

#include <algorithm>

namespace engine::profile {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isSmall(char c)
{
    return c >= 'a' && c <= 'z';
}

/// Whether the letter at that place is no small one: by its folded form, which is a capital.
bool isCapitalAt(std::string_view text, std::size_t at)
{
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80)
        return !isSmall(text[at]);
    // U+00E0 to U+00FF are small; of U+0100 to U+017F most odd ones; Greek and Cyrillic by range.
    if (at + 1 >= text.size() || lead >= 0xE0)
        return true;
    const auto code = (lead & 0x1FU) << 6U | (static_cast<unsigned char>(text[at + 1]) & 0x3FU);
    if (code < 0x100)
        return code < 0xDF;
    if (code < 0x180)
        return code % 2 == 0;
    return !(code >= 0x3AC && code <= 0x3CE) && !(code >= 0x430 && code <= 0x45F);
}

int hexOf(char c)
{
    return isDigit(c) ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

void finish(Word& word, std::string_view text)
{
    const auto part = text.substr(word.begin, word.end - word.begin);
    word.isCapital = isCapitalAt(text, word.begin) && !isDigit(part.front());
    word.isAllCapital = word.isCapital && std::none_of(part.begin(), part.end(), isSmall);
    word.isPlain = std::none_of(part.begin(), part.end(), isDigit);
}

bool isPossessive(std::string_view text, const Word& before, const Word& word)
{
    const auto between = text.substr(before.end, word.begin - before.end);
    return word.folded == "S" && (between == "'" || between == "\xE2\x80\x99");
}

}

std::vector<Word> wordsIn(std::string_view utf8)
{
    std::vector<Word> words;
    const auto folded = foldLetters(utf8);
    for (std::size_t i = 0; i < folded.letters.size(); ++i) {
        if (folded.edges[i] == Folded::Edge::Gap)
            words.push_back({folded.begins[i], 0, {}});
        auto& word = words.back();
        word.folded += folded.letters[i];
        word.end = folded.ends[i];
        if (folded.edges[i + 1] != Folded::Edge::Gap)
            continue;
        finish(word, utf8);
        if (words.size() > 1 && isPossessive(utf8, words[words.size() - 2], word)) {
            words[words.size() - 2].end = word.end;
            words.pop_back();
        }
    }
    return words;
}

std::vector<std::string> partsOf(std::string_view word)
{
    std::vector<std::string> parts(1);
    for (std::size_t i = 0; i < word.size(); ++i) {
        const bool isHump = i > 0 && isSmall(word[i - 1]) && word[i] >= 'A' && word[i] <= 'Z';
        const bool isChange = i > 0 && isDigit(word[i - 1]) != isDigit(word[i]);
        if (isHump || isChange)
            parts.emplace_back();
        parts.back() += word[i];
    }
    for (auto& part : parts)
        part = fold(part);
    std::erase_if(parts, [](const std::string& part) { return part.empty(); });
    return parts;
}

bool isOneTypoApart(std::string_view a, std::string_view b)
{
    if (a.size() > b.size())
        std::swap(a, b);
    if (b.size() - a.size() > 1)
        return false;
    const auto same = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin());
    if (same == a.size())
        return true;
    if (a.size() != b.size())
        return a.substr(same) == b.substr(same + 1);
    if (a.substr(same + 1) == b.substr(same + 1))
        return true;
    return same + 1 < a.size() && a[same] == b[same + 1] && a[same + 1] == b[same] &&
           a.substr(same + 2) == b.substr(same + 2);
}

std::pair<std::size_t, std::size_t> tokenAround(std::string_view text, std::size_t place)
{
    constexpr std::string_view blanks = " \t\r\n";
    const auto before = text.find_last_of(blanks, place);
    return {before == text.npos ? 0 : before + 1, std::min(text.find_first_of(blanks, place), text.size())};
}

std::string percentDecoded(std::string_view text)
{
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isCode = text[i] == '%' && i + 2 < text.size() && hexOf(text[i + 1]) >= 0 && hexOf(text[i + 2]) >= 0;
        decoded += isCode ? static_cast<char>(hexOf(text[i + 1]) * 16 + hexOf(text[i + 2])) : text[i];
        i += isCode ? 2 : 0;
    }
    return decoded;
}

}
