// SPDX-License-Identifier: Apache-2.0
#include "engine/text/triage.h"

#include "engine/text/plain.h"

#include <algorithm>
#include <regex>

namespace engine::text {

namespace {

constexpr double sure = 0.9;
/// Longer than any line that a reader gives; keeps the recursion of std::regex small.
constexpr std::size_t longest = 400;

struct Pattern {
    std::string_view name, category;
    std::regex expression;
};

std::regex compiled(const char* expression)
{
    return std::regex{expression, std::regex::ECMAScript | std::regex::icase | std::regex::optimize};
}

const std::vector<Pattern>& patterns()
{
    static const std::string month = "(JAN|FEB|MAR|MRZ|APR|MAY|MAI|JUN|JUL|AUG|SEP|OCT|OKT|NOV|DEC|DEZ)[A-Z]{0,6}";
    static const std::vector<Pattern> all = [] {
        std::vector<Pattern> list;
        list.push_back(
            {"date", "D", compiled(R"((^|[^0-9])[0-9]{1,2}([-./])[0-9]{1,2}\2([0-9]{4}|[0-9]{2})([^0-9]|$))")});
        list.push_back({"date", "D", compiled(R"([0-9]{4}[-./ ][0-9]{1,2}[-./ ][0-9]{1,2})")});
        list.push_back({"date", "D", compiled(("[0-9]{1,2}[-./ ]{0,2}" + month + "[-./, ]{0,2}[0-9]{2,4}").c_str())});
        list.push_back({"date", "D", compiled((month + "[-./ ]{0,2}[0-9]{1,2}[-./, ]{1,2}[0-9]{2,4}").c_str())});
        list.push_back({"date", "D", compiled((month + "[-./, ]{0,2}[0-9]{4}").c_str())});
        list.push_back({"time", "D", compiled(R"((^|[^0-9])[0-2]?[0-9] ?[:;] ?[0-5][0-9]([^0-9]|$))")});
        list.push_back(
            {"phone", "O", compiled(R"([+(]?[0-9]{1,4}[-) ]{1,2}[0-9]{2,4}[-) ]{1,2}[0-9]{2,}([- ][0-9]{2,})*)")});
        list.push_back({"age", "O",
                        compiled(R"((^|[^0-9A-Z])[0-9]{1,3} ?(Y|YR|YRS|YEARS?|YO|MONTHS|WEEKS|JAHRE|ANS)([^A-Z]|$))")});
        list.push_back({"age", "O", compiled(R"((^|[^0-9A-Z])[0-9]{3}[YMWD]([^A-Z0-9]|$))")});
        list.push_back({"many-digits", "I", compiled(R"([0-9]{5})")});
        return list;
    }();
    return all;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// A word that may well be a number: digits for the most part, or two letters that both look like digits ("IO"; not the
/// decibels of every ultrasound screen).
bool looksLikeNumber(std::string_view word)
{
    if (plainOf(word) == "DB")
        return false;
    const auto digits = static_cast<std::size_t>(std::count_if(word.begin(), word.end(), isDigit));
    const auto mended = lookAlikeOf(plainOf(word));
    return (digits > 0 && 2 * digits >= word.size()) ||
           (word.size() == 2 && std::all_of(mended.begin(), mended.end(), isDigit));
}

/// Letters that stand for digits, in such words: "O3", "2O17", "l8".
std::string withDigits(std::string_view text)
{
    std::string mended;
    for (std::size_t at = 0; at < text.size();) {
        auto end = at;
        while (end < text.size() && std::isalnum(static_cast<unsigned char>(text[end])))
            ++end;
        const auto word = text.substr(at, end - at);
        mended += looksLikeNumber(word) ? lookAlikeOf(plainOf(word)) : std::string{word};
        if (end < text.size())
            mended += text[end++];
        at = end;
    }
    return mended;
}

struct Hit {
    std::string reason, category;
};

std::vector<Hit> patternHits(std::string_view text)
{
    std::vector<Hit> hits;
    const std::string asRead{text.substr(0, longest)};
    const auto mended = withDigits(asRead);
    for (const auto& pattern : patterns()) {
        const bool isNew =
            std::none_of(hits.begin(), hits.end(), [&](const Hit& h) { return h.reason == pattern.name; });
        if (isNew && (std::regex_search(asRead, pattern.expression) || std::regex_search(mended, pattern.expression)))
            hits.push_back({std::string{pattern.name}, std::string{pattern.category}});
    }
    return hits;
}

std::vector<Hit> hitsIn(std::string_view text, const Identity& identity, const Vocabulary& vocabulary)
{
    std::vector<Hit> hits;
    if (const auto match = identity.findIn(text))
        hits.push_back({"matches-header:" + match->keyword, match->category});
    if (const auto label = vocabulary.labelIn(text))
        hits.push_back({"label", *label});
    for (auto& hit : patternHits(text))
        hits.push_back(std::move(hit));
    return hits;
}

Judgement phi(const std::vector<Hit>& hits)
{
    Judgement judgement{Verdict::Phi, hits.front().category, {}};
    for (const auto& hit : hits) {
        if (std::find(judgement.reasons.begin(), judgement.reasons.end(), hit.reason) == judgement.reasons.end())
            judgement.reasons.push_back(hit.reason);
    }
    return judgement;
}

bool agree(const Opinion& first, const Opinion& second)
{
    return compactOf(plainOf(first.text)) == compactOf(plainOf(second.text));
}

}

Judgement judge(const Opinion& first, const Opinion& second, const Identity& identity, const Vocabulary& vocabulary)
{
    auto hits = hitsIn(first.text, identity, vocabulary);
    for (auto& hit : hitsIn(second.text, identity, vocabulary))
        hits.push_back(std::move(hit));
    if (!hits.empty())
        return phi(hits);
    if (plainOf(first.text).empty() && plainOf(second.text).empty())
        return {Verdict::Unknown, "", {"unread"}};
    const bool isCertain = first.confidence >= sure || first.isConfirmed || agree(first, second);
    if (isCertain && !first.hasUnread && first.text.size() <= longest && vocabulary.isSafe(first.text))
        return {Verdict::Safe, "", {"vocabulary"}};
    return {};
}

std::vector<std::string> patternsIn(std::string_view text)
{
    std::vector<std::string> names;
    for (const auto& hit : patternHits(text))
        names.push_back(hit.reason);
    return names;
}

}
