// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/rules.h"

#include <algorithm>
#include <array>

namespace engine::profile {

namespace {

/// Built are the options whose column holds nothing but K; C needs cleaning or date shifts that are still to come. The
/// two pixel options claim nothing by themselves (`cli.md`), so there is nothing to refuse.
constexpr std::array<Option, 12> options{{{"retain-uids", "rtn_uids", true},
                                          {"retain-device-identity", "rtn_device_id", false},
                                          {"retain-institution-identity", "rtn_institution_id", true},
                                          {"retain-patient-characteristics", "rtn_patient_chars", false},
                                          {"retain-full-dates", "rtn_long_full_dates", true},
                                          {"retain-modified-dates", "rtn_long_modif_dates", false},
                                          {"clean-descriptors", "clean_desc", false},
                                          {"clean-structured-content", "clean_struct_cont", false},
                                          {"clean-graphics", "clean_graph", false},
                                          {"clean-pixel-data", "", true},
                                          {"clean-recognizable-visual-features", "", true},
                                          {"retain-safe-private", "rtn_safe_private", false}}};

struct Profile {
    std::string_view name;
    std::vector<std::string_view> options;
};

const std::vector<Profile>& profiles()
{
    static const std::vector<Profile> shipped{
        {"basic", {}},
        {"public",
         {"clean-descriptors", "clean-structured-content", "clean-graphics", "retain-modified-dates",
          "retain-patient-characteristics", "retain-device-identity", "retain-safe-private"}},
        {"keep-most",
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

std::vector<Option> optionsOf(const Rules& rules)
{
    std::vector<Option> chosen;
    const auto choose = [&](std::string_view name) {
        if (const auto* option = findOption(name); option && !isChosen(chosen, name))
            chosen.push_back(*option);
    };
    if (const auto* profile = findProfile(rules.profile)) {
        for (const auto name : profile->options)
            choose(name);
    }
    for (const auto& name : rules.options)
        choose(name);
    return chosen;
}

Done check(const Rules& rules)
{
    if (!findProfile(rules.profile))
        return Error{ErrorCode::BadArgument, "profile " + rules.profile};
    for (const auto& name : rules.options) {
        if (!findOption(name))
            return Error{ErrorCode::BadArgument, "option " + name};
    }
    const auto chosen = optionsOf(rules);
    if (isChosen(chosen, "retain-full-dates") && isChosen(chosen, "retain-modified-dates"))
        return Error{ErrorCode::BadArgument, "retain-full-dates with retain-modified-dates"};
    for (const auto& option : chosen) {
        if (!option.isBuilt)
            return Error{ErrorCode::NotBuilt, "option " + std::string{option.name}};
    }
    return done();
}

}
