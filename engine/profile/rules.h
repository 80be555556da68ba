// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/requests.h"

#include <optional>
#include <string>
#include <vector>

namespace engine::profile {

/// An option of PS3.15 Table E.1-1 by its name in `cli.md`, and the column it turns on (empty for the pixel options,
/// which claim nothing by themselves).
struct Option {
    std::string_view name, column;
};

/// Null for a name nobody knows.
const Option* findOption(std::string_view name);

/// What the rules come to.
struct Choice {
    std::vector<Option> options; ///< of the profile and those chosen besides, each once
    bool capsAges = false;       ///< the rule `age-over-89`
    bool trustsSafeClaims = false;

    bool has(std::string_view column) const;
};
/// Call after `check`.
Choice choiceOf(const Rules& rules);

}
