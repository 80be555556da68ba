// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/rules.h"

#include <algorithm>
#include <array>

namespace engine::profile {

namespace {

constexpr int fewestDaysOfRange = 60; // plus or minus 30

constexpr std::array<Option, 12> options{{{"retain-uids", "rtn_uids"},
                                          {"retain-device-identity", "rtn_device_id"},
                                          {"retain-institution-identity", "rtn_institution_id"},
                                          {"retain-patient-characteristics", "rtn_patient_chars"},
                                          {"retain-full-dates", "rtn_long_full_dates"},
                                          {"retain-modified-dates", "rtn_long_modif_dates"},
                                          {"clean-descriptors", "clean_desc"},
                                          {"clean-structured-content", "clean_struct_cont"},
                                          {"clean-graphics", "clean_graph"},
                                          {"clean-pixel-data", ""},
                                          {"clean-recognizable-visual-features", ""},
                                          {"retain-safe-private", "rtn_safe_private"}}};

struct Profile {
    std::string_view name;
    bool capsAges = true;
    std::vector<std::string_view> options;
};

const std::vector<Profile>& profiles()
{
    static const std::vector<Profile> shipped{
        {"basic", true, {}},
        {"public",
         true,
         {"clean-descriptors", "clean-structured-content", "clean-graphics", "retain-modified-dates",
          "retain-patient-characteristics", "retain-device-identity", "retain-safe-private"}},
        {"keep-most",
         false,
         {"retain-uids", "retain-device-identity", "retain-institution-identity", "retain-patient-characteristics",
          "retain-full-dates", "retain-safe-private", "clean-descriptors", "clean-structured-content",
          "clean-graphics"}}};
    return shipped;
}

const Profile* findProfile(std::string_view name)
{
    const auto& all = profiles();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Profile& profile) { return profile.name == name; });
    return found == all.end() ? nullptr : &*found;
}

template <class All>
std::string namesOf(const All& all)
{
    std::string names;
    for (const auto& one : all)
        names += (names.empty() ? "" : ", ") + std::string{one.name};
    return names;
}

bool isChosen(const std::vector<Option>& chosen, std::string_view name)
{
    return std::any_of(chosen.begin(), chosen.end(), [&](const Option& option) { return option.name == name; });
}

}

const Option* findOption(std::string_view name)
{
    const auto found =
        std::find_if(options.begin(), options.end(), [&](const Option& option) { return option.name == name; });
    return found == options.end() ? nullptr : &*found;
}

bool Choice::has(std::string_view column) const
{
    return std::any_of(options.begin(), options.end(), [&](const Option& option) { return option.column == column; });
}

Choice choiceOf(const Rules& rules)
{
    Choice choice;
    const auto choose = [&](std::string_view name) {
        if (const auto* option = findOption(name); option && !isChosen(choice.options, name))
            choice.options.push_back(*option);
    };
    if (const auto* profile = findProfile(rules.profile)) {
        choice.capsAges = profile->capsAges;
        for (const auto name : profile->options)
            choose(name);
    }
    for (const auto& name : rules.options)
        choose(name);
    choice.trustsSafeClaims = rules.trustsSafeClaims;
    return choice;
}

bool retainsUids(const Rules& rules)
{
    return choiceOf(rules).has("rtn_uids");
}

Rules rulesWith(SiteRules site, const std::vector<std::string>& options)
{
    Rules rules{site.basedOn, site.options};
    for (const auto& option : options) {
        if (std::find(rules.options.begin(), rules.options.end(), option) == rules.options.end())
            rules.options.push_back(option);
    }
    rules.trustsSafeClaims = site.trustSafeClaims;
    rules.fewestDaysBack = site.fewestDaysBack;
    rules.mostDaysBack = site.mostDaysBack;
    rules.siteRules = std::move(site);
    return rules;
}

std::vector<std::string> optionNames(const Rules& rules)
{
    std::vector<std::string> names;
    for (const auto& option : choiceOf(rules).options)
        names.emplace_back(option.name);
    return names;
}

bool capsAges(const Rules& rules)
{
    return choiceOf(rules).capsAges;
}

Done check(const Rules& rules)
{
    if (!findProfile(rules.profile))
        return Error{ErrorCode::BadArgument,
                     "no profile is called \"" + rules.profile + "\": there are " + namesOf(profiles())};
    for (const auto& name : rules.options) {
        if (!findOption(name))
            return Error{ErrorCode::BadArgument, "no option is called \"" + name + "\": there are " + namesOf(options)};
    }
    const auto choice = choiceOf(rules);
    if (choice.has("rtn_long_full_dates") && choice.has("rtn_long_modif_dates"))
        return Error{ErrorCode::BadArgument, "retain-full-dates with retain-modified-dates: choose one of them"};
    if (rules.fewestDaysBack < 1 || rules.mostDaysBack > 3650 ||
        rules.mostDaysBack - rules.fewestDaysBack + 1 < fewestDaysOfRange)
        return Error{ErrorCode::BadArgument, "dates moved by " + std::to_string(rules.fewestDaysBack) + " to " +
                                                 std::to_string(rules.mostDaysBack) + " days"};
    return done();
}

}
