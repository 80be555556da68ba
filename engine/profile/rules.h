// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/requests.h"

#include <optional>
#include <string>
#include <vector>

namespace engine::profile {

/// An option of PS3.15 Table E.1-1 by its name in `cli.md`, and the column it turns on.
struct Option {
    std::string_view name, column;
    bool isBuilt = false;
};

/// Null for a name nobody knows.
const Option* findOption(std::string_view name);
/// The options that the profile stands for and those chosen besides, each once. Call after `check`.
std::vector<Option> optionsOf(const Rules& rules);

}
