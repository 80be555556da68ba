// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/requests.h"

#include <array>
#include <string>
#include <vector>

namespace engine::release {

/// How headers were cleaned, as manifest and report tell it: what profile, options and site rules come to together. A
/// rule of a site can leave or move single dates besides; each file says its own in (0028,0303).
struct Method {
    std::vector<std::array<std::string, 2>> options; ///< of the profile and besides: name, code of PS3.16 CID 7050
    std::string dates = "REMOVED";                   ///< (0028,0303): REMOVED | UNMODIFIED | MODIFIED
    int fewestDaysBack = 0, mostDaysBack = 0;        ///< where dates are MODIFIED
    std::string privateElements = "removed";         ///< removed | safe-listed
    std::vector<std::string> safeLists;              ///< what vouches for those that stay
    std::string freeText = "removed";                ///< removed | cleaned
    std::string uids = "replaced";                   ///< replaced | kept
    bool hasSiteRules = false;
};
void to_json(Json& json, const Method& method);
void from_json(const Json& json, Method& method);

/// Rules that `profile::check` has passed.
Method methodOf(const profile::Rules& rules);
/// For a reader, one sentence a subject.
std::string methodInWords(const Method& method);

}
