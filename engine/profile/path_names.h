// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/text_tables.h"

#include <array>

namespace engine::profile {

/// What names of files and folders say about somebody: pairs of kind and value for `Identity::add`. Words of four
/// letters and more that the vocabulary does not know, shorter ones that are often a name, numbers from five digits on,
/// days. `path` as it lies in the input, folders included.
std::vector<std::array<std::string, 2>> identityInPath(std::string_view path, const TextTables& tables);

}
