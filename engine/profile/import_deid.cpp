// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/dictionary.h"
#include "engine/profile/site_importing.h"
#include "engine/profile/site_names.h"

#include <algorithm>
#include <map>

namespace engine::profile {

namespace {

std::string_view cutWord(std::string_view& rest)
{
    rest = trimmedBlanks(rest);
    const auto end = std::min(rest.find_first_of(" \t"), rest.size());
    const auto word = rest.substr(0, end);
    rest = trimmedBlanks(rest.substr(end));
    return word;
}

struct Line {
    int number = 0;
    std::string_view whole;
    std::string action;
    std::string_view field, value;
};

/// Which command beats which for one field (the user documentation of deid, "Recipe Headers").
int rankOf(const std::string& action)
{
    const std::vector<std::string> order{"KEEP", "ADD", "REPLACE", "JITTER", "REMOVE", "BLANK"};
    return static_cast<int>(std::find(order.begin(), order.end(), action) - order.begin());
}

/// The selectors a field stands for, or why none.
Result<std::vector<SiteSelector>> selectorsOf(std::string_view field,
                                              const std::map<std::string, std::vector<std::string>>& groups)
{
    const auto wrong = [](std::string words) { return Error{ErrorCode::Unsupported, std::move(words)}; };
    const auto colon = field.find(':');
    const auto kind = asciiLowered(field.substr(0, colon));
    const std::string rest{colon == std::string_view::npos ? std::string_view{} : field.substr(colon + 1)};
    auto selector = everything();
    if (colon == std::string_view::npos) {
        if (kind == "all")
            return std::vector{selector};
        auto named = selectorFromText(field);
        if (!named)
            return named.error();
        return std::vector{std::move(*named)};
    }
    if (kind == "contains" || kind == "startswith" || kind == "endswith") {
        const bool isGroup = rest.size() == 4 && rest.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
        if (isGroup && rest.find_first_of("0123456789") != std::string::npos)
            return std::vector{*selectorFromText("(" + rest + ",xxxx)")};
        selector.keyword = (kind == "startswith" ? "^(?:" : "(?:") + rest + (kind == "endswith" ? ")$" : ")");
        return std::vector{selector};
    }
    if (kind == "select" && asciiLowered(rest).starts_with("group:")) {
        auto digits = rest.substr(6);
        digits.insert(0, digits.size() < 4 ? 4 - digits.size() : 0, '0');
        auto group = selectorFromText("(" + digits + ",xxxx)");
        if (!group)
            return group.error();
        return std::vector{std::move(*group)};
    }
    if (kind == "select" && asciiLowered(rest).starts_with("vr:")) {
        selector.vr = rest.substr(3);
        return std::vector{selector};
    }
    if (kind != "fields")
        return wrong(kind == "values"   ? "a group of values is looked for in all fields, which cleaning does here"
                     : kind == "except" ? "everything but some fields: select what is meant"
                                        : "the expander " + kind + " has nothing like it here");
    const auto group = groups.find(rest);
    if (group == groups.end())
        return wrong("no group of fields of that name");
    std::vector<SiteSelector> all;
    for (const auto& each : group->second) {
        auto some = selectorsOf(each, {});
        if (!some)
            return some.error();
        all.insert(all.end(), some->begin(), some->end());
    }
    return all;
}

class Recipe {
public:
    Imported run(std::string_view text)
    {
        std::string section;
        for (int number = 1; !text.empty(); ++number) {
            const auto end = std::min(text.find('\n'), text.size());
            const auto line = trimmedBlanks(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
            if (!line.empty() && line.front() != '#')
                read(number, line, section);
        }
        std::stable_sort(m_commands.begin(), m_commands.end(),
                         [](const Line& one, const Line& other) { return rankOf(one.action) < rankOf(other.action); });
        for (const auto& command : m_commands)
            take(command);
        return m_importing.finish();
    }

private:
    void note(int number, std::string_view line, ImportOutcome outcome, std::string words)
    {
        m_importing.note(number, line, outcome, std::move(words));
    }

    void read(int number, std::string_view line, std::string& section)
    {
        auto rest = line.substr(0, line.find('#'));
        if (line.front() == '%') {
            rest.remove_prefix(1);
            section = asciiLowered(cutWord(rest));
            m_group = rest;
            if (section != "filter")
                return note(number, line, ImportOutcome::Inactive, "a heading");
            return note(number, line, ImportOutcome::NotTranslated,
                        "which images to set aside or blank is found by `text`, and decided by a person");
        }
        Line command{number, line, {}, {}, {}};
        command.action = cutWord(rest);
        std::transform(command.action.begin(), command.action.end(), command.action.begin(),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
        command.field = cutWord(rest);
        command.value = rest;
        if (command.action == "FORMAT")
            return note(number, line, command.field == "dicom" ? ImportOutcome::Inactive : ImportOutcome::NotTranslated,
                        command.field == "dicom" ? "the format" : "only the format dicom");
        readIn(section, command);
    }

    void readIn(const std::string& section, const Line& command)
    {
        if (section == "labels")
            return note(command.number, command.whole, ImportOutcome::Inactive, "a remark of the recipe");
        if (section == "filter")
            return note(command.number, command.whole, ImportOutcome::NotTranslated, "part of a filter of images");
        if (section == "fields" && command.action == "FIELD") {
            m_groups[m_group].emplace_back(command.field);
            return note(command.number, command.whole, ImportOutcome::Inactive,
                        "a field of a group, put in where it is used");
        }
        if (section == "values")
            return note(command.number, command.whole, ImportOutcome::NotTranslated,
                        "values to look for everywhere: cleaning takes this person's from every text");
        if (section == "header" && rankOf(command.action) < 6)
            m_commands.push_back(command);
        else
            note(command.number, command.whole, ImportOutcome::NotTranslated,
                 section.empty() ? "stands under no heading" : "not a command of deid");
    }

    void take(const Line& command)
    {
        if (command.field.empty())
            return refuse(command, "names no field");
        const auto selectors = selectorsOf(command.field, m_groups);
        if (!selectors)
            return refuse(command, selectors.error().where);
        SiteRule rule;
        rule.select = *selectors;
        std::string difference;
        const auto refusal = setAction(command, rule, difference);
        if (!refusal.empty())
            return refuse(command, refusal);
        m_importing.add(command.number, command.whole, {std::move(rule)}, difference);
    }

    void refuse(const Line& command, std::string why)
    {
        note(command.number, command.whole, ImportOutcome::NotTranslated, std::move(why));
    }

    static std::string setAction(const Line& command, SiteRule& rule, std::string& difference)
    {
        if (command.action == "KEEP")
            rule.action = SiteAction::Keep;
        else if (command.action == "BLANK")
            rule.action = SiteAction::Empty;
        else if (command.action == "REMOVE")
            return setRemoval(command.value, rule);
        else if (command.action == "JITTER")
            setShift(rule, difference);
        else
            return setValue(command, rule, difference);
        return {};
    }

    static void setShift(SiteRule& rule, std::string& difference)
    {
        rule.action = SiteAction::ShiftDate;
        difference = "days are shifted by the key, per person, not by the number given";
        // Named by a part of the keyword, more than dates is meant only in name.
        std::vector<SiteSelector> dates;
        for (const auto& selector : rule.select) {
            const bool isOne = selector.keyword.empty() && selector.vr.empty() && selector.steps.back().isOneTag();
            for (const auto* vr : {"DA", "DT"}) {
                dates.push_back(selector);
                if (isOne || !selector.vr.empty())
                    break;
                dates.back().vr = vr;
            }
        }
        rule.select = std::move(dates);
    }

    /// REMOVE FIELD, or only where the value is so.
    static std::string setRemoval(std::string_view condition, SiteRule& rule)
    {
        rule.action = SiteAction::Remove;
        if (condition.empty())
            return {};
        const auto colon = condition.find(':');
        const auto kind = asciiLowered(condition.substr(0, colon));
        const std::string value{colon == std::string_view::npos ? std::string_view{} : condition.substr(colon + 1)};
        SiteTest test;
        test.ofThis = true;
        test.negated = kind.starts_with("not");
        if (kind != "contains" && kind != "notcontains" && kind != "equals" && kind != "notequals")
            return "a function of one's own cannot be read";
        test.kind = kind.ends_with("contains") ? SiteTestKind::Matches : SiteTestKind::Equals;
        test.values = {test.kind == SiteTestKind::Matches ? "(?i)" + value : value};
        rule.when = {std::move(test)};
        return {};
    }

    static std::string setValue(const Line& command, SiteRule& rule, std::string& difference)
    {
        const auto value = asciiLowered(command.value);
        if (command.value.empty())
            return "no value";
        if (command.action == "ADD")
            difference = "an element that is not there is not added";
        if (value.starts_with("deid_func:jitter")) {
            setShift(rule, difference);
            return {};
        }
        if (value.starts_with("var:") || value.starts_with("func:") || value.starts_with("deid_func:")) {
            const bool makesUid = value.find("uid") != std::string::npos && !value.starts_with("var:");
            for (auto& selector : rule.select) {
                if (vrOf(selector).empty())
                    selector.vr = "UI";
            }
            const bool areUids = std::all_of(rule.select.begin(), rule.select.end(),
                                             [](const SiteSelector& each) { return vrOf(each) == "UI"; });
            if (!makesUid || !areUids)
                return "a variable or function of the calling program cannot be read";
            rule.action = SiteAction::NewUid;
            difference = "the new UID is made by the key";
            return {};
        }
        rule.action = SiteAction::Replace;
        rule.with = command.value;
        return {};
    }

    Importing m_importing{"deid", "From a recipe of deid"};
    std::vector<Line> m_commands;
    std::map<std::string, std::vector<std::string>> m_groups;
    std::string m_group;
};

}

Result<Imported> importDeid(std::string_view text)
{
    const auto format = text.find("FORMAT");
    if (format == std::string_view::npos && asciiLowered(text).find("%header") == std::string::npos)
        return Error{ErrorCode::Damaged, "1:1: neither FORMAT nor %header: no recipe of deid"};
    return Recipe{}.run(text);
}

}
