// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/site_rules_yaml.h"

#include "engine/dicom/dictionary.h"
#include "engine/profile/site_names.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace engine::profile {

namespace {

/// A text in quotation marks that a reader of YAML takes back letter by letter.
std::string quotedText(std::string_view text)
{
    const bool isPlain = text.find_first_of("\n\r\t\f") == std::string_view::npos;
    if (isPlain) {
        std::string written = "'";
        for (const char c : text)
            written += c == '\'' ? std::string{"''"} : std::string{c};
        return written + "'";
    }
    std::string written = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            written += '\\';
            written += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            std::array<char, 8> code{};
            std::snprintf(code.data(), code.size(), "\\x%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
            written += code.data();
        } else {
            written += c;
        }
    }
    return written + "\"";
}

/// Without quotation marks where a word is only letters, so that no reader takes it for a number, a truth or a date.
std::string word(std::string_view text)
{
    const auto isLetter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-'; };
    const bool isPlain = text.size() > 1 && text.front() != '-' && std::all_of(text.begin(), text.end(), isLetter);
    constexpr std::array<std::string_view, 7> special{"true", "false", "null", "yes", "no", "on", "off"};
    std::string lowered{text};
    std::transform(lowered.begin(), lowered.end(), lowered.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    const bool isSpecial = std::find(special.begin(), special.end(), lowered) != special.end();
    return isPlain && !isSpecial ? std::string{text} : quotedText(text);
}

template <class List, class Write>
std::string inBrackets(const List& list, const Write& write)
{
    std::string text;
    for (const auto& each : list)
        text += (text.empty() ? "" : ", ") + write(each);
    return "[" + text + "]";
}

std::string written(const SiteSelector& selector)
{
    const auto shortly = toText(selector);
    if (!shortly.empty())
        return word(shortly);
    auto place = selector;
    place.vr.clear();
    place.keyword.clear();
    place.onlyPrivate = false;
    std::string text;
    const auto add = [&](const std::string& key, const std::string& value) {
        text += (text.empty() ? "" : ", ") + key + ": " + value;
    };
    if (!(place == everything()))
        add("element", word(toText(place)));
    if (!selector.vr.empty())
        add("vr", word(selector.vr));
    if (!selector.keyword.empty())
        add("keyword-matches", quotedText(selector.keyword));
    if (selector.onlyPrivate)
        add("private", "true");
    return "{" + text + "}";
}

/// One line for all, or a line each where that would be too long to read.
std::string writtenSelection(const std::vector<SiteSelector>& select)
{
    constexpr std::size_t widest = 100;
    if (select.size() == 1)
        return " " + written(select.front()) + "\n";
    const auto inOne = inBrackets(select, written);
    if (inOne.size() < widest)
        return " " + inOne + "\n";
    std::string text = "\n";
    for (const auto& selector : select)
        text += "      - " + written(selector) + "\n";
    return text;
}

std::string writtenElement(const SiteTest& test)
{
    if (test.ofThis)
        return "this";
    const auto name = toText(test.element);
    constexpr std::array<std::array<std::string_view, 2>, 4> words{{{"Modality", "modality"},
                                                                    {"SOPClassUID", "sop-class"},
                                                                    {"Manufacturer", "manufacturer"},
                                                                    {"ManufacturerModelName", "model"}}};
    for (const auto& [keyword, key] : words) {
        if (name == keyword)
            return std::string{key};
    }
    return word(name);
}

std::string writtenTest(const SiteTest& test)
{
    const auto values = test.values.size() == 1 ? quotedText(test.values.front()) : inBrackets(test.values, quotedText);
    const std::string truth = test.negated ? "false" : "true";
    const std::string negation = test.negated ? "not-" : "";
    switch (test.kind) {
    case SiteTestKind::Equals:
        return negation + "equals: " + values;
    case SiteTestKind::Contains:
        return negation + "contains: " + values;
    case SiteTestKind::Matches:
        return negation + "matches: " + values;
    case SiteTestKind::Exists:
        return "exists: " + truth;
    case SiteTestKind::Empty:
        return "empty: " + truth;
    }
    return {};
}

/// Conditions on one element stand together: a key may be there only once.
std::string writtenConditions(const std::vector<SiteTest>& when)
{
    std::vector<std::pair<std::string, std::string>> byElement;
    for (const auto& test : when) {
        const auto element = writtenElement(test);
        const auto found =
            std::find_if(byElement.begin(), byElement.end(), [&](const auto& each) { return each.first == element; });
        if (found == byElement.end())
            byElement.emplace_back(element, writtenTest(test));
        else
            found->second += ", " + writtenTest(test);
    }
    std::string text;
    for (const auto& [element, tests] : byElement)
        text += "      " + element + ": {" + tests + "}\n";
    return text;
}

std::string written(const SiteRule& rule)
{
    std::string text = "  - ";
    if (!rule.name.empty())
        text += "name: " + quotedText(rule.name) + "\n    ";
    text += "select:" + writtenSelection(rule.select);
    if (!rule.when.empty())
        text += "    when:\n" + writtenConditions(rule.when);
    if (rule.action == SiteAction::Replace)
        return text + "    replace: " + quotedText(rule.with) + "\n";
    if (rule.action == SiteAction::Regex)
        return text + "    regex: {find: " + quotedText(rule.find) + ", with: " + quotedText(rule.with) + "}\n";
    return text + "    do: " + std::string{nameOf(rule.action)} + "\n";
}

}

std::string toYaml(const SiteRules& rules)
{
    std::string text = "name: " + quotedText(rules.name) + "\nbased-on: " + rules.basedOn + "\n";
    if (!rules.options.empty())
        text += "options: " + inBrackets(rules.options, [](const std::string& name) { return name; }) + "\n";
    if (rules.trustSafeClaims)
        text += "trust-safe-claims: true\n";
    if (rules.fewestDaysBack != SiteRules{}.fewestDaysBack || rules.mostDaysBack != SiteRules{}.mostDaysBack)
        text +=
            "days-back: [" + std::to_string(rules.fewestDaysBack) + ", " + std::to_string(rules.mostDaysBack) + "]\n";
    if (!rules.safePrivate.empty()) {
        text += "safe-private:\n";
        for (const auto& step : rules.safePrivate)
            text += "  - " + quotedText(toText(step)) + "\n";
    }
    if (!rules.rules.empty())
        text += "rules:\n";
    for (const auto& rule : rules.rules)
        text += written(rule);
    return text;
}

}
