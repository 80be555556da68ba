// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/review/finding.h"

#include <functional>

namespace engine::journey {

/// What a device or a person would write of somebody, of nobody: ASCII, capital letters.
struct InventedWords {
    review::Category category = review::Category::Name;
    std::string words;
};
/// `choose(n)` answers 0 to n - 1.
InventedWords inventWords(const std::function<std::size_t(std::size_t)>& choose);

}
