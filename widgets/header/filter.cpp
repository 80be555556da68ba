// SPDX-License-Identifier: Apache-2.0
#include "widgets/header/filter.h"

#include "widgets/words/words.h"

#include <algorithm>
#include <array>

namespace widgets::header {

namespace {

constexpr std::size_t groupDigits = 4;

/// Where the steps of a path begin: "(0040,0275)[0].(0040,0007)" has two. A creator's name may hold anything.
std::vector<std::string_view> stepsOf(std::string_view path)
{
    std::vector<std::string_view> steps;
    int braces = 0;
    std::size_t start = 0;
    for (std::size_t i = 0; i < path.size(); ++i) {
        braces += path[i] == '{' ? 1 : path[i] == '}' ? -1 : 0;
        if (path[i] != '.' || braces > 0)
            continue;
        steps.push_back(path.substr(start, i - start));
        start = i + 1;
    }
    steps.push_back(path.substr(start));
    return steps;
}

bool isOdd(std::string_view step)
{
    constexpr std::string_view oddDigits = "13579BDF";
    return step.size() > groupDigits && oddDigits.find(step[groupDigits]) != std::string_view::npos;
}

bool isOfMeta(const PlannedElement& element)
{
    return element.path.rfind("(0002,", 0) == 0;
}

}

char letterOf(const PlannedElement& element)
{
    const auto& letter = element.outcome.empty() ? element.action : element.outcome;
    return letter.empty() ? 'K' : letter.front();
}

bool isChanged(const PlannedElement& element)
{
    const char letter = letterOf(element);
    return isOfMeta(element) || (letter != 'K' && (letter != 'C' || element.before != element.after));
}

bool isKeptText(const PlannedElement& element)
{
    constexpr std::array<std::string_view, 7> free{"LO", "LT", "SH", "ST", "UC", "UR", "UT"};
    const char letter = letterOf(element);
    const bool stays = (letter == 'K' || letter == 'C') && !element.after.empty();
    return element.needsReading || (stays && std::find(free.begin(), free.end(), element.vr) != free.end());
}

bool isPrivate(const PlannedElement& element)
{
    const auto steps = stepsOf(element.path);
    return std::any_of(steps.begin(), steps.end(), isOdd);
}

QString creatorOf(const PlannedElement& element)
{
    for (const auto step : stepsOf(element.path)) {
        if (!isOdd(step))
            continue;
        const auto open = step.find('{'), close = step.rfind('}');
        if (open != std::string_view::npos && close != std::string_view::npos)
            return words::text(std::string{step.substr(open + 1, close - open - 1)});
        const bool isOwner = step.size() >= 11 && step.substr(6, 2) == "00"; // (gggg,0010-00FF) names the owner
        return isOwner ? words::text(element.before).trimmed() : QString{};
    }
    return {};
}

bool isIn(Scope scope, const PlannedElement& element)
{
    switch (scope) {
    case Scope::All:
        return true;
    case Scope::Changed:
        return isChanged(element);
    case Scope::KeptText:
        return isKeptText(element);
    case Scope::Private:
        return isPrivate(element);
    }
    return true;
}

bool Filter::takes(const PlannedElement& element) const
{
    if (!isIn(scope, element) || (!letters.empty() && !letters.contains(letterOf(element))))
        return false;
    if (owner && (!isPrivate(element) || creatorOf(element) != *owner))
        return false;
    if (words.isEmpty())
        return true;
    const auto has = [this](const std::string& text) { return words::text(text).contains(words, Qt::CaseInsensitive); };
    // "0010,0020" finds a tag, "(0010,0020)" too, and so does a name written with spaces.
    auto unspaced = words;
    unspaced.remove(QLatin1Char(' '));
    return has(element.keyword) || has(element.path) || has(element.before) || has(element.after) ||
           words::text(element.keyword).contains(unspaced, Qt::CaseInsensitive);
}

Counts countsOf(const std::vector<PlannedElement>& elements)
{
    Counts counts;
    for (const auto& element : elements) {
        ++counts.letters[letterOf(element)];
        for (const auto scope : {Scope::All, Scope::Changed, Scope::KeptText, Scope::Private})
            counts.scopes[scope] += isIn(scope, element) ? 1 : 0;
    }
    return counts;
}

}
