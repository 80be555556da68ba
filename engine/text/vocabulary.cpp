// SPDX-License-Identifier: Apache-2.0
#include "engine/text/vocabulary.h"

#include "engine/base/atomic_file.h"
#include "engine/text/plain.h"

#include <algorithm>
#include <functional>
#include <vector>

namespace engine::text {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::string_view nextPart(std::string_view& rest, char separator)
{
    const auto end = std::min(rest.find(separator), rest.size());
    const auto part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

/// Calls `take(first column, second column)` for each row that is neither empty nor a comment.
Done forEachRow(std::string_view table, std::string_view name,
                const std::function<bool(std::string_view, std::string_view)>& take)
{
    for (int line = 1; !table.empty(); ++line) {
        auto row = nextPart(table, '\n');
        if (row.empty() || row.front() == '#')
            continue;
        const auto first = nextPart(row, '\t'), second = nextPart(row, '\t');
        if (first.empty() || !take(first, second))
            return Error{ErrorCode::Damaged, std::string{name} + ", line " + std::to_string(line)};
    }
    return done();
}

/// Where a number ends that starts at `at`: digits with one decimal sign in them.
std::size_t endOfNumber(std::string_view text, std::size_t at)
{
    auto end = at;
    bool hasSign = false;
    while (end < text.size()) {
        const bool isDecimal =
            (text[end] == '.' || text[end] == ',') && !hasSign && end + 1 < text.size() && isDigit(text[end + 1]);
        if (!isDigit(text[end]) && !isDecimal)
            break;
        hasSign = hasSign || isDecimal;
        ++end;
    }
    return end;
}

constexpr std::string_view separators = " \t,;:=()[]*+|<>~";
/// Stand for a number of one or two digits before the decimal sign, and for a longer one.
constexpr char small = '#', large = '&';

/// A unit or parameter of so many letters is nobody's name, and may stand without its number.
constexpr std::size_t longName = 5;

bool isNumberSign(char c)
{
    return c == small || c == large;
}

bool isPunctuation(std::string_view token)
{
    return std::all_of(token.begin(), token.end(),
                       [](char c) { return std::ispunct(static_cast<unsigned char>(c)); }) &&
           token.find_first_of("%#&") == token.npos;
}

/// Upper-case words with a sign for every number: "L12-5 4.5cm 1024" becomes "L#-#", "#CM", "&".
std::vector<std::string> tokensOf(std::string_view text)
{
    std::vector<std::string> tokens{""};
    for (std::size_t at = 0; at < text.size();) {
        if (isDigit(text[at])) {
            const auto end = endOfNumber(text, at);
            const auto whole = std::min(text.substr(at, end - at).find_first_of(".,"), end - at);
            tokens.back() += whole <= 2 ? small : large;
            at = end;
            continue;
        }
        const char c = text[at++];
        if (separators.find(c) != separators.npos)
            tokens.emplace_back();
        else
            tokens.back() += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    for (auto& token : tokens) {
        while (token.size() > 1 && (token.back() == '.' || token.back() == '-'))
            token.pop_back();
        if (token.size() > 1 && token[0] == '-' && isNumberSign(token[1]))
            token.erase(0, 1);
    }
    std::erase_if(tokens, isPunctuation);
    return tokens;
}

}

Result<Vocabulary> Vocabulary::load(const std::string& resourceFolder)
{
    constexpr std::size_t limit = 1 << 20;
    const auto labels = readFile(resourceFolder + "/text/label_words.tsv", limit);
    if (!labels)
        return Error{labels.error().code, "label_words.tsv"};
    const auto safe = readFile(resourceFolder + "/text/safe_vocabulary.tsv", limit);
    if (!safe)
        return Error{safe.error().code, "safe_vocabulary.tsv"};
    return parse(textOf(*labels), textOf(*safe));
}

Result<Vocabulary> Vocabulary::parse(std::string_view labels, std::string_view safeWords)
{
    Vocabulary vocabulary;
    const auto labelsDone =
        forEachRow(labels, "label_words.tsv", [&](std::string_view word, std::string_view category) {
            vocabulary.m_labels.emplace(plainOf(word), category);
            return category.size() == 1 && std::string_view{"NIDPO"}.find(category) != std::string_view::npos;
        });
    if (!labelsDone)
        return labelsDone.error();
    const auto safeDone =
        forEachRow(safeWords, "safe_vocabulary.tsv", [&](std::string_view kind, std::string_view word) {
            const auto tokens = tokensOf(word);
            if (tokens.size() != 1 || (kind != "word" && kind != "measure"))
                return false;
            vocabulary.m_safe.emplace(tokens[0], kind == "word" ? Kind::Word : Kind::Measure);
            return true;
        });
    if (!safeDone)
        return safeDone.error();
    return vocabulary;
}

std::optional<std::string> Vocabulary::labelIn(std::string_view text) const
{
    for (const auto& word : wordsOf(plainOf(text))) {
        if (const auto found = m_labels.find(word); found != m_labels.end())
            return found->second;
    }
    return {};
}

std::optional<Vocabulary::Kind> Vocabulary::kindOf(const std::string& token) const
{
    if (const auto found = m_safe.find(token); found != m_safe.end())
        return found->second;
    // A value with its unit, without a space between.
    if (token.size() > 1 && isNumberSign(token[0])) {
        const auto unit = m_safe.find(token.substr(1));
        if (unit != m_safe.end() && unit->second == Kind::Measure)
            return Kind::Word;
    }
    // Two words with a stroke between.
    const auto stroke = token.find('/');
    if (stroke == token.npos || stroke == 0)
        return {};
    const bool areKnown = kindOf(token.substr(0, stroke)) && kindOf(token.substr(stroke + 1));
    return areKnown ? std::optional{Kind::Word} : std::nullopt;
}

bool Vocabulary::isSafe(std::string_view text) const
{
    // Our own signs for numbers, were they in the text, would pass for numbers.
    if (text.find(small) != text.npos || text.find(large) != text.npos)
        return false;
    const auto tokens = tokensOf(text);
    const auto isMeasure = [&](std::size_t at) { return at < tokens.size() && kindOf(tokens[at]) == Kind::Measure; };
    bool saysSomething = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].size() == 1 && isNumberSign(tokens[i][0])) {
            if (!isMeasure(i + 1) && (i == 0 || !isMeasure(i - 1)))
                return false;
            saysSomething = true;
            continue;
        }
        const auto kind = kindOf(tokens[i]);
        if (!kind)
            return false;
        saysSomething = saysSomething || *kind == Kind::Word || tokens[i].size() >= longName;
    }
    return saysSomething;
}

}
