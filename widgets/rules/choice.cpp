// SPDX-License-Identifier: Apache-2.0
#include "widgets/rules/choice.h"

#include "engine/profile/site_rules_yaml.h"

#include <algorithm>

namespace widgets::rules {

using engine::profile::Rules;

namespace {

constexpr const char *fullDates = "retain-full-dates", *modifiedDates = "retain-modified-dates";

bool holds(const std::vector<std::string>& names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// In the order of the contract, so that the same choice is always the same value.
std::vector<std::string> inOrder(const std::vector<std::string>& names)
{
    std::vector<std::string> sorted;
    for (const auto name : engine::profile::optionNames()) {
        if (holds(names, name))
            sorted.emplace_back(name);
    }
    return sorted;
}

std::vector<std::string> without(std::vector<std::string> names, std::string_view name)
{
    std::erase(names, name);
    return names;
}

/// Of the profile, and of the site's file where there is one.
std::vector<std::string> brought(const Rules& rules)
{
    auto names = engine::profile::optionNames(shipped(rules.profile));
    names.insert(names.end(), rules.siteRules.options.begin(), rules.siteRules.options.end());
    return names;
}

/// The rules with exactly these options in force, all of which `brought` does not bring are chosen besides.
Rules withBesides(Rules rules, const std::vector<std::string>& besides)
{
    rules.options = rules.siteRules.options;
    for (const auto& name : inOrder(besides))
        rules.options.push_back(name);
    return rules;
}

/// A profile that these rules are, said in another way.
Rules named(const Rules& rules)
{
    const auto inForce = inOrder(engine::profile::optionNames(rules));
    for (const auto name : engine::profile::shippedProfileNames()) {
        const auto profile = shipped(std::string{name});
        if (inOrder(engine::profile::optionNames(profile)) == inForce &&
            engine::profile::capsAges(profile) == engine::profile::capsAges(rules))
            return profile;
    }
    return rules;
}

Rules turnedOff(const Rules& rules, const std::string& option)
{
    if (!holds(brought(rules), option))
        return withBesides(rules, without(optionsBesides(rules), option));
    return withBesides(shipped("basic"), without(engine::profile::optionNames(rules), option));
}

bool isOfPixels(std::string_view option)
{
    return option == "clean-pixel-data" || option == "clean-recognizable-visual-features";
}

}

Rules shipped(const std::string& profile)
{
    return {profile, {}};
}

bool hasSite(const Rules& rules)
{
    return !(rules.siteRules == engine::profile::SiteRules{});
}

bool has(const Rules& rules, std::string_view option)
{
    return holds(engine::profile::optionNames(rules), option);
}

std::vector<std::string> optionsBesides(const Rules& rules)
{
    const auto given = brought(rules);
    std::vector<std::string> besides;
    for (const auto& name : rules.options) {
        if (!holds(given, name))
            besides.push_back(name);
    }
    return inOrder(besides);
}

Lock lockOf(const Rules& rules, const std::string& option)
{
    if (isOfPixels(option))
        return Lock::Elsewhere;
    if (hasSite(rules) && holds(brought(rules), option))
        return Lock::BySite;
    const auto excludes = option == fullDates ? modifiedDates : option == modifiedDates ? fullDates : "";
    return has(rules, excludes) ? Lock::Excluded : Lock::None;
}

Lock lockOf(const Rules& rules, Dates dates)
{
    const bool isFixed = hasSite(rules) && (holds(brought(rules), fullDates) || holds(brought(rules), modifiedDates));
    return isFixed && dates != datesOf(rules) ? Lock::BySite : Lock::None;
}

Rules withOption(const Rules& rules, const std::string& option, bool isOn)
{
    if (has(rules, option) == isOn || lockOf(rules, option) != Lock::None)
        return rules;
    if (isOn) {
        auto besides = optionsBesides(rules);
        besides.push_back(option);
        const auto more = withBesides(rules, besides);
        return hasSite(rules) ? more : named(more);
    }
    const auto less = turnedOff(rules, option);
    return hasSite(rules) ? less : named(less);
}

Dates datesOf(const Rules& rules)
{
    if (has(rules, fullDates))
        return Dates::Stay;
    return has(rules, modifiedDates) ? Dates::Move : Dates::Go;
}

Rules withDates(const Rules& rules, Dates dates)
{
    if (dates == datesOf(rules) || lockOf(rules, dates) != Lock::None)
        return rules;
    const auto none = withOption(withOption(rules, fullDates, false), modifiedDates, false);
    if (dates == Dates::Go)
        return none;
    return withOption(none, dates == Dates::Stay ? fullDates : modifiedDates, true);
}

}
