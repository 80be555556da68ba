// SPDX-License-Identifier: Apache-2.0
#include "engine/score/words.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace engine::score {

namespace {

constexpr std::string_view stopWords =
    " i me my myself we our ours ourselves you you're you've you'll you'd your yours yourself yourselves he him his "
    "himself she she's her hers herself it it's its itself they them their theirs themselves what which who whom this "
    "that that'll these those am is are was were be been being have has had having do does did doing a an the and but "
    "if or because as until while of at by for with about against between into through during before after above below "
    "to from up down in out on off over under again further then once here there when where why how all any both each "
    "few more most other some such no nor not only own same so than too very s t can will just don don't should "
    "should've now d ll m o re ve y ain aren aren't couldn couldn't didn didn't doesn doesn't hadn hadn't hasn hasn't "
    "haven haven't isn isn't ma mightn mightn't mustn mustn't needn needn't shan shan't shouldn shouldn't wasn wasn't "
    "weren weren't won won't wouldn wouldn't ";

constexpr std::string_view separators = " \t\r\n\v\f,;:@#$%&?!|^=\"'()[]{}<>\\`";
constexpr std::array<std::string_view, 5> typographic{"\u201C", "\u201D", "\u2018", "\u2019", "\u2022"};

bool isStopWord(const std::string& word)
{
    return stopWords.find(' ' + word + ' ') != std::string_view::npos;
}

/// Initials: they name nobody, and are part of anything.
bool isLetter(const std::string& word)
{
    return word.size() == 1 && word[0] >= 'a' && word[0] <= 'z';
}

bool isPunctuation(const std::string& word)
{
    return std::all_of(word.begin(), word.end(), [](unsigned char c) { return c < 0x80 && std::ispunct(c); });
}

bool isNumber(std::string_view text)
{
    const auto dots = std::count(text.begin(), text.end(), '.');
    const auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits > 0 && dots <= 1 && static_cast<std::size_t>(digits + dots) == text.size();
}

double numberFrom(std::string_view text)
{
    return std::strtod(std::string{text}.c_str(), nullptr);
}

}

std::string inSmallLetters(std::string_view text)
{
    std::string result{text};
    std::transform(result.begin(), result.end(), result.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    return result;
}

std::vector<std::string> wordsOf(std::string_view text)
{
    auto small = inSmallLetters(text);
    for (const auto mark : typographic) {
        for (auto at = small.find(mark); at != std::string::npos; at = small.find(mark))
            small.replace(at, mark.size(), " ");
    }
    std::vector<std::string> words;
    std::size_t at = 0;
    while ((at = small.find_first_not_of(separators, at)) != std::string::npos) {
        const auto end = std::min(small.find_first_of(separators, at), small.size());
        auto word = small.substr(at, end - at);
        while (word.ends_with('.'))
            word.pop_back();
        if (!word.empty() && !isStopWord(word) && !isLetter(word) && !isPunctuation(word))
            words.push_back(std::move(word));
        at = end;
    }
    return words;
}

bool isRetained(std::string_view value, std::string_view text)
{
    if (isNumber(value) && isNumber(text))
        return numberFrom(value) == numberFrom(text);
    const auto small = inSmallLetters(value);
    if (small.find(inSmallLetters(text)) != std::string::npos)
        return true;
    const auto words = wordsOf(text);
    return !words.empty() && std::all_of(words.begin(), words.end(), [&](const std::string& word) {
        return small.find(word) != std::string::npos;
    });
}

bool isRemoved(std::string_view value, std::string_view text)
{
    if (value.empty() || text.empty())
        return true;
    if (isNumber(value) && isNumber(text))
        return numberFrom(value) != numberFrom(text);
    const auto small = inSmallLetters(value);
    const auto words = wordsOf(text);
    return small.find(inSmallLetters(text)) == std::string::npos &&
           std::none_of(words.begin(), words.end(),
                        [&](const std::string& word) { return small.find(word) != std::string::npos; });
}

}
