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

/// Calls `take` with the first three columns of each row that is neither empty nor a comment.
Done forEachRow(std::string_view table, std::string_view name,
                const std::function<bool(std::string_view, std::string_view, std::string_view)>& take)
{
    for (int line = 1; !table.empty(); ++line) {
        auto row = nextPart(table, '\n');
        if (row.empty() || row.front() == '#')
            continue;
        const auto first = nextPart(row, '\t'), second = nextPart(row, '\t'), third = nextPart(row, '\t');
        if (first.empty() || !take(first, second, third))
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
/// One of so few letters never may ("Hu", "Ma"), one between them only beside words of more: "R. Min" may be somebody.
constexpr std::size_t shortName = 2;

bool isNumberSign(char c)
{
    return c == small || c == large;
}

bool isCapital(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool isPunctuation(std::string_view token)
{
    return std::all_of(token.begin(), token.end(),
                       [](char c) { return std::ispunct(static_cast<unsigned char>(c)); }) &&
           token.find_first_of("%#&") == token.npos;
}

/// "3l76" is no probe 3L76 but a number.
std::string withOnesBetweenDigits(std::string_view text)
{
    std::string mended{text};
    for (std::size_t at = 1; at + 1 < mended.size(); ++at) {
        if ((mended[at] == 'l' || mended[at] == 'I') && isDigit(mended[at - 1]) && isDigit(mended[at + 1]))
            mended[at] = '1';
    }
    return mended;
}

/// Upper-case words with a sign for every number: "L12-5 4.5cm 1024" becomes "L#-#", "#CM", "&".
std::vector<std::string> tokensOf(std::string_view text)
{
    std::vector<std::string> tokens{""};
    const auto mended = withOnesBetweenDigits(text);
    text = mended;
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

/// Without spaces, every number alike but one that begins: as phrases are compared. Before a phrase a long number could
/// be somebody's.
std::string joined(const std::vector<std::string>& tokens, std::size_t first, std::size_t end)
{
    std::string all;
    for (auto at = first; at < end; ++at)
        all += tokens[at];
    std::replace(all.begin() + (all.empty() ? 0 : 1), all.end(), large, small);
    return all;
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
    const auto labelsDone = forEachRow(labels, "label_words.tsv",
                                       [&](std::string_view word, std::string_view category, std::string_view beside) {
                                           const auto label = labelFrom(category, beside);
                                           if (label)
                                               vocabulary.m_labels.emplace(plainOf(word), *label);
                                           return label.has_value();
                                       });
    if (!labelsDone)
        return labelsDone.error();
    const auto safeDone =
        forEachRow(safeWords, "safe_vocabulary.tsv", [&](std::string_view kind, std::string_view words, auto) {
            return vocabulary.takeSafe(kind, words);
        });
    if (!safeDone)
        return safeDone.error();
    return vocabulary;
}

std::optional<Vocabulary::Label> Vocabulary::labelFrom(std::string_view category, std::string_view beside)
{
    if (category.size() != 1 || std::string_view{"NIDPO"}.find(category) == std::string_view::npos)
        return {};
    if (beside.empty())
        return Label{std::string{category}};
    if (beside != "no-number-before" && beside != "no-number-behind")
        return {};
    return Label{std::string{category}, beside == "no-number-before" ? Beside::NoNumberBefore : Beside::NoNumberBehind};
}

bool Vocabulary::takeSafe(std::string_view kind, std::string_view words)
{
    const auto tokens = tokensOf(words);
    if (kind == "phrase" && tokens.size() > 1)
        m_phrases.insert(joined(tokens, 0, tokens.size()));
    else if ((kind == "word" || kind == "measure") && tokens.size() == 1)
        m_safe.emplace(tokens[0], kind == "word" ? Kind::Word : Kind::Measure);
    else
        return false;
    return true;
}

std::optional<std::string> Vocabulary::labelIn(std::string_view text) const
{
    constexpr std::size_t shortNumber = 3;
    const auto words = wordsOf(plainOf(text));
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto found = m_labels.find(words[i]);
        if (found == m_labels.end())
            continue;
        const auto& label = found->second;
        const bool isUnit = label.beside == Beside::NoNumberBefore && i > 0 && isDigit(words[i - 1].back());
        const bool isParameter = label.beside == Beside::NoNumberBehind && i + 1 < words.size() &&
                                 words[i + 1].size() <= shortNumber &&
                                 std::all_of(words[i + 1].begin(), words[i + 1].end(), isDigit);
        if (!isUnit && !isParameter)
            return label.category;
    }
    return {};
}

std::optional<Vocabulary::Kind> Vocabulary::kindOf(const std::string& token) const
{
    if (const auto found = m_safe.find(token); found != m_safe.end())
        return found->second;
    if (isMeasured(token) || isJoined(token))
        return Kind::Word;
    // Two words with a stroke between.
    const auto stroke = token.find('/');
    if (stroke == token.npos || stroke == 0)
        return {};
    const bool areKnown = kindOf(token.substr(0, stroke)) && kindOf(token.substr(stroke + 1));
    return areKnown ? std::optional{Kind::Word} : std::nullopt;
}

/// "FOV&MM", "#CM", "TE#": numbers with what they measure, without a space between.
bool Vocabulary::isMeasured(const std::string& token) const
{
    bool hasNumber = false, wasMeasure = false, wasNumber = false;
    for (std::size_t at = 0; at < token.size();) {
        if (isNumberSign(token[at])) {
            const auto next = std::min(token.find_first_of("#&", at + 1), token.size());
            const bool isBefore = next > at + 1; // its measure stands behind it
            if (wasNumber || (!wasMeasure && !isBefore))
                return false;
            hasNumber = wasNumber = true;
            wasMeasure = false;
            ++at;
            continue;
        }
        const auto end = std::min(token.find_first_of("#&", at), token.size());
        const auto found = m_safe.find(token.substr(at, end - at));
        if (found == m_safe.end() || found->second != Kind::Measure)
            return false;
        wasMeasure = true;
        wasNumber = false;
        at = end;
    }
    return hasNumber;
}

/// "LOBELIVER", "RTOVARY": safe words without the spaces between them.
bool Vocabulary::isJoined(std::string_view letters) const
{
    constexpr std::size_t shortestWhole = 8, shortestPart = 3;
    // No name begins with these two letters.
    if (letters.starts_with("RT") || letters.starts_with("LT")) {
        const auto found = m_safe.find(letters.substr(2));
        if (found != m_safe.end() && found->first.size() >= longName && found->second == Kind::Word)
            return true;
    }
    if (letters.size() < shortestWhole || !std::all_of(letters.begin(), letters.end(), isCapital))
        return false;
    std::vector<bool> isReached(letters.size() + 1);
    isReached[0] = true;
    for (std::size_t start = 0; start < letters.size(); ++start) {
        for (auto end = start + shortestPart; isReached[start] && end <= letters.size(); ++end) {
            if (m_safe.contains(letters.substr(start, end - start)))
                isReached[end] = true;
        }
    }
    return isReached[letters.size()];
}

std::size_t Vocabulary::phraseAt(const Tokens& tokens, std::size_t at) const
{
    constexpr std::size_t longestPhrase = 6;
    for (auto end = std::min(tokens.size(), at + longestPhrase); end > at; --end) {
        if (m_phrases.contains(joined(tokens, at, end)))
            return end - at;
    }
    return 0;
}

/// "TR&" with letters and a long number could be a name for somebody, unless its unit stands behind it.
bool Vocabulary::isSafeAt(const Tokens& tokens, std::size_t at) const
{
    const auto& token = tokens[at];
    const auto isMeasure = [&](std::size_t i) { return i < tokens.size() && kindOf(tokens[i]) == Kind::Measure; };
    if (token.size() == 1 && isNumberSign(token[0]))
        return isMeasure(at + 1) || (at > 0 && isMeasure(at - 1));
    if (token.back() == large && !isMeasure(at + 1))
        return false;
    return kindOf(token).has_value();
}

/// A short unit or parameter with no number beside it. "2D" is a word, no number.
bool Vocabulary::isWithoutNumber(const Tokens& tokens, std::size_t at) const
{
    const auto& token = tokens[at];
    const auto hasNumber = [&](std::size_t i) {
        return i < tokens.size() && tokens[i].find_first_of("#&") != std::string::npos && !m_safe.contains(tokens[i]);
    };
    return token.size() < longName && !hasNumber(at) && !hasNumber(at + 1) && (at == 0 || !hasNumber(at - 1)) &&
           kindOf(token) == Kind::Measure;
}

bool Vocabulary::isSafe(std::string_view text) const
{
    // Our own signs for numbers, were they in the text, would pass for numbers.
    if (text.find(small) != text.npos || text.find(large) != text.npos)
        return false;
    const auto tokens = tokensOf(text);
    bool saysSomething = false, saysMore = false, isMoreWanted = false;
    for (std::size_t at = 0; at < tokens.size();) {
        if (const auto length = phraseAt(tokens, at)) {
            saysSomething = saysMore = true;
            at += length;
            continue;
        }
        const auto& token = tokens[at];
        const bool isAlone = isWithoutNumber(tokens, at);
        if (!isSafeAt(tokens, at) || (isAlone && token.size() <= shortName))
            return false;
        saysSomething = saysSomething || !isAlone;
        saysMore = saysMore || (!isAlone && (token.size() > shortName || isNumberSign(token[0])));
        isMoreWanted = isMoreWanted || isAlone;
        ++at;
    }
    return saysSomething && (saysMore || !isMoreWanted);
}

}
