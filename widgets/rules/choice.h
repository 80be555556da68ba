// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/requests.h"

namespace widgets::rules {

/// What becomes of dates and times. PS3.15 has two options for it that exclude each other, so it is one question with
/// three answers and nothing illegal can be chosen.
enum class Dates { Go, Move, Stay };

/// Why an option stands as it does and cannot be turned here.
enum class Lock {
    None,
    BySite,    ///< the file of site rules, or the profile it is based on, brings it
    Excluded,  ///< another option in force excludes it
    Elsewhere, ///< not a matter of rules in a project: pixels and faces are decided by looking
};

/// Rules as a person changes them, one answer at a time. All results pass `engine::profile::check` when what went in
/// did.

engine::profile::Rules shipped(const std::string& profile);
bool hasSite(const engine::profile::Rules& rules);
bool has(const engine::profile::Rules& rules, std::string_view option);

Lock lockOf(const engine::profile::Rules& rules, const std::string& option);
Lock lockOf(const engine::profile::Rules& rules, Dates dates);

/// Turned on or off; unchanged where that is locked. What a shipped profile stands for cannot be taken from it: the
/// Basic Profile with the options that are left takes its place. Options that make up a shipped profile become it.
engine::profile::Rules withOption(const engine::profile::Rules& rules, const std::string& option, bool isOn);

Dates datesOf(const engine::profile::Rules& rules);
engine::profile::Rules withDates(const engine::profile::Rules& rules, Dates dates);

/// Chosen besides what the profile (and the site's file) brings, in the order of the contract.
std::vector<std::string> optionsBesides(const engine::profile::Rules& rules);

}
