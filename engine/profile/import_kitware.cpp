// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/site_importing.h"
#include "engine/profile/site_names.h"
#include "engine/profile/yaml_tree.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace engine::profile {

namespace {

/// "(0x0010, 0x0020)", with masks "(0x6000, 0x3000, 0xFF00, 0xFFFF)", or with a creator "(0x0029, 0x10, 'ACME')".
std::optional<SiteSelector> selectorOfKey(std::string_view key)
{
    key = trimmedBlanks(key);
    if (key.size() < 2 || (key.front() != '(' && key.front() != '[') || (key.back() != ')' && key.back() != ']'))
        return std::nullopt;
    key = key.substr(1, key.size() - 2);
    std::vector<std::uint32_t> numbers;
    std::string creator;
    while (!key.empty()) {
        const auto end = std::min(key.find(','), key.size());
        const auto part = trimmedBlanks(key.substr(0, end));
        key.remove_prefix(std::min(end + 1, key.size()));
        const bool isQuoted = part.size() > 2 && (part.front() == '\'' || part.front() == '"');
        if (isQuoted && numbers.size() == 2 && creator.empty()) {
            creator = part.substr(1, part.size() - 2);
            continue;
        }
        const bool isHexadecimal = part.starts_with("0x") || part.starts_with("0X");
        const auto digits = part.substr(isHexadecimal ? 2 : 0);
        std::uint32_t number = 0;
        const auto [stop, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), number, isHexadecimal ? 16 : 10);
        if (error != std::errc{} || stop != digits.data() + digits.size() || number > 0xFFFFU)
            return std::nullopt;
        numbers.push_back(number);
    }
    if (numbers.size() != 2 && numbers.size() != 4)
        return std::nullopt;
    auto selector = selectorOf({static_cast<std::uint16_t>(numbers[0]), static_cast<std::uint16_t>(numbers[1])});
    auto& step = selector.steps.front();
    if (numbers.size() == 4)
        step.mask = numbers[2] << 16U | numbers[3];
    if (!creator.empty()) {
        step.creator = creator;
        step.mask &= 0xFFFF00FFU;
    }
    step.value &= step.mask;
    return selector;
}

/// Underscores and case do not matter: older versions wrote deleteOrEmpty, newer ones delete_or_empty.
std::string actionName(std::string_view name)
{
    auto lowered = asciiLowered(name);
    lowered.erase(std::remove(lowered.begin(), lowered.end(), '_'), lowered.end());
    return lowered;
}

struct Action {
    SiteAction action;
    const char* difference = "";
};

const std::map<std::string, Action>& actions()
{
    static const std::map<std::string, Action> all{
        {"replace", {SiteAction::Dummy}},
        {"replaceelement", {SiteAction::Dummy}},
        {"replaceelementdate", {SiteAction::Dummy, "a dummy of ours, not the first day of the year 1"}},
        {"replaceelementdatetime", {SiteAction::Dummy, "a dummy of ours, not the first day of the year 1"}},
        {"empty", {SiteAction::Empty}},
        {"emptyelement", {SiteAction::Empty}},
        {"delete", {SiteAction::Remove}},
        {"deleteelement", {SiteAction::Remove}},
        {"keep", {SiteAction::Keep}},
        {"clean", {SiteAction::Clean}},
        {"replaceuid", {SiteAction::NewUid}},
        {"replaceelementuid", {SiteAction::NewUid}},
        {"emptyorreplace", {SiteAction::Dummy}},
        {"deleteorempty", {SiteAction::Empty}},
        {"deleteorreplace", {SiteAction::Dummy}},
        {"deleteoremptyorreplace", {SiteAction::Dummy}},
        {"deleteoremplyorreplace", {SiteAction::Dummy}}, // as its list of actions spells it
    };
    return all;
}

class Dictionary {
public:
    Imported run(const YamlNode& root)
    {
        for (const auto& [key, value] : root.pairs)
            take(key, value);
        return m_importing.finish();
    }

private:
    void take(const YamlNode& key, const YamlNode& value)
    {
        const auto* action = &value;
        std::map<std::string, std::string> settings;
        for (const auto& [name, setting] : value.pairs) {
            if (name.text == "action")
                action = &setting;
            else
                settings[name.text] = setting.text;
        }
        const auto source = key.text + ": " + action->text;
        const auto selector = selectorOfKey(key.text);
        if (!selector)
            return m_importing.note(key.line, source, ImportOutcome::NotTranslated, "not a tag (0xgggg, 0xeeee)");
        SiteRule rule;
        rule.select = {*selector};
        if (const auto refusal = setAction(actionName(action->text), settings, rule); !refusal.empty())
            return m_importing.note(key.line, source, ImportOutcome::NotTranslated, refusal);
        const auto known = actions().find(actionName(action->text));
        m_importing.add(key.line, source, {std::move(rule)}, known == actions().end() ? "" : known->second.difference);
    }

    static std::string setAction(const std::string& name, const std::map<std::string, std::string>& settings,
                                 SiteRule& rule)
    {
        const auto setting = [&](const char* key) {
            const auto found = settings.find(key);
            return found == settings.end() ? std::string{} : found->second;
        };
        if (name == "regexp") {
            const auto with = rewriteFromPython(setting("replace"));
            if (setting("find").empty() || !with)
                return setting("find").empty() ? "regexp without find" : "a replacement that RE2 has not";
            rule.action = SiteAction::Regex;
            rule.find = setting("find");
            rule.with = *with;
            return {};
        }
        if (name == "replacewithvalue") {
            rule.with = setting("value");
            rule.action = rule.with.empty() ? SiteAction::Empty : SiteAction::Replace;
            return {};
        }
        if (name == "deleteoremptyorreplaceuid") {
            rule.action = vrOf(rule.select.front()) == "UI" ? SiteAction::NewUid : SiteAction::Empty;
            return {};
        }
        const auto known = actions().find(name);
        if (known == actions().end())
            return "no action of dicom-anonymizer; a function of one's own cannot be read";
        rule.action = known->second.action;
        return {};
    }

    Importing m_importing{"kitware", "From a dictionary of dicom-anonymizer"};
};

}

Result<Imported> importKitware(std::string_view text)
{
    if (!parseJson(text))
        return Error{ErrorCode::Damaged, "not JSON, which a dictionary of dicom-anonymizer is"};
    std::string withoutTabs{text};
    std::replace(withoutTabs.begin(), withoutTabs.end(), '\t', ' ');
    const auto json = readYaml(withoutTabs); // JSON is YAML, and this reader knows the lines
    if (!json.faults.empty())
        return Error{ErrorCode::BadArgument, std::to_string(json.faults[0].line) + ':' +
                                                 std::to_string(json.faults[0].column) + ": " + json.faults[0].words};
    if (json.root.kind != YamlNode::Kind::Map)
        return Error{ErrorCode::Damaged, "1:1: a dictionary of tags is needed"};
    return Dictionary{}.run(json.root);
}

}
