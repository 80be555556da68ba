// SPDX-License-Identifier: Apache-2.0
#include "engine/release/method.h"

#include "engine/profile/rules.h"

#include <tuple>

namespace engine::release {

namespace {

/// PS3.16 CID 7050; the pixel options claim nothing by themselves.
constexpr std::array<std::array<std::string_view, 2>, 10> codes{{{"retain-uids", "113110"},
                                                                 {"retain-device-identity", "113109"},
                                                                 {"retain-institution-identity", "113112"},
                                                                 {"retain-patient-characteristics", "113108"},
                                                                 {"retain-full-dates", "113106"},
                                                                 {"retain-modified-dates", "113107"},
                                                                 {"clean-descriptors", "113105"},
                                                                 {"clean-structured-content", "113104"},
                                                                 {"clean-graphics", "113103"},
                                                                 {"retain-safe-private", "113111"}}};

std::string codeOf(std::string_view name)
{
    for (const auto& [option, code] : codes) {
        if (option == name)
            return std::string{code};
    }
    return {};
}

std::string datesInWords(const Method& method)
{
    if (method.dates == "UNMODIFIED")
        return "Dates and times were kept as they were (UNMODIFIED).";
    if (method.dates == "MODIFIED")
        return "Dates were moved back (MODIFIED), all dates of one person by the same number of days between " +
               std::to_string(method.fewestDaysBack) + " and " + std::to_string(method.mostDaysBack) +
               "; times of day and intervals stay. The numbers are not in the release.";
    return "Dates and times were removed or replaced by dummies (REMOVED).";
}

std::string privateInWords(const Method& method)
{
    if (method.privateElements == "removed")
        return "Private elements were removed.";
    std::string lists;
    for (std::size_t i = 0; i < method.safeLists.size(); ++i)
        lists += (i == 0 ? "" : " or ") + method.safeLists[i];
    return "Private elements were removed, except those that are safe by " + lists + '.';
}

}

void to_json(Json& json, const Method& method)
{
    json = {{"options", method.options},
            {"dates", method.dates},
            {"private_elements", method.privateElements},
            {"uids", method.uids},
            {"free_text", method.freeText},
            {"safe_lists", method.safeLists},
            {"has_site_rules", method.hasSiteRules}};
    if (method.mostDaysBack > 0)
        json["days_back"] = {method.fewestDaysBack, method.mostDaysBack};
}

void from_json(const Json& json, Method& method)
{
    json.at("options").get_to(method.options);
    json.at("dates").get_to(method.dates);
    json.at("private_elements").get_to(method.privateElements);
    json.at("uids").get_to(method.uids);
    json.at("free_text").get_to(method.freeText);
    json.at("safe_lists").get_to(method.safeLists);
    json.at("has_site_rules").get_to(method.hasSiteRules);
    if (json.contains("days_back"))
        std::tie(method.fewestDaysBack, method.mostDaysBack) = json.at("days_back").get<std::pair<int, int>>();
}

Method methodOf(const profile::Rules& rules)
{
    const auto choice = profile::choiceOf(rules);
    Method method;
    for (const auto& option : choice.options)
        method.options.push_back({std::string{option.name}, codeOf(option.name)});
    if (choice.has("rtn_long_full_dates"))
        method.dates = "UNMODIFIED";
    if (choice.has("rtn_long_modif_dates")) {
        method.dates = "MODIFIED";
        method.fewestDaysBack = rules.fewestDaysBack;
        method.mostDaysBack = rules.mostDaysBack;
    }
    if (choice.has("rtn_safe_private")) {
        method.privateElements = "safe-listed";
        method.safeLists.emplace_back("PS3.15 Table E.3.10-1");
        if (!rules.siteRules.safePrivate.empty())
            method.safeLists.emplace_back("the list of the site");
        if (choice.trustsSafeClaims)
            method.safeLists.emplace_back("what the source says in (0008,0303)");
    }
    method.freeText = choice.has("clean_desc") ? "cleaned" : "removed";
    method.uids = choice.has("rtn_uids") ? "kept" : "replaced";
    method.hasSiteRules = !rules.siteRules.isEmpty();
    return method;
}

std::string methodInWords(const Method& method)
{
    auto words = privateInWords(method) + ' ' + datesInWords(method) + ' ';
    words += method.uids == "kept" ? "UIDs were kept, except those of files whose pixels were changed. "
                                   : "UIDs were replaced under a key that stays with the project. ";
    words += method.freeText == "cleaned"
                 ? "Descriptions and comments stay, cleaned of what points to a person, a place or a day. "
                 : "Descriptions and comments that may name a person were removed, emptied or replaced. ";
    if (method.hasSiteRules)
        words += "Rules of the site came before those of the profile, for single elements also where a sentence here "
                 "says otherwise; each file states what became of its dates in (0028,0303). ";
    words.pop_back();
    return words;
}

}
