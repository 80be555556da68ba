// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace engine::statistics {

/// The first number in [low, high] for which `holds`, which turns from false to true once; `high` if none before it.
template <class Holds>
std::int64_t firstWhere(std::int64_t low, std::int64_t high, const Holds& holds)
{
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        if (holds(middle))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

}
