// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/vector.h"

#include <vector>

namespace engine::face {

/// Height below which nothing of the brain is, by place: a ball of the protective margin rolled under the brain.
/// Columns of the template (x right, y in front), mm.
struct FloorShape {
    static constexpr int none = 999; ///< no brain above
    static constexpr int pitch = 4, left = -90, back = -126, columns = 46, rows = 56;
};

inline bool isAboveFloor(const std::vector<int>& heights, const Vector& place)
{
    const int x = static_cast<int>(std::floor((place[0] - FloorShape::left) / FloorShape::pitch));
    const int y = static_cast<int>(std::floor((place[1] - FloorShape::back) / FloorShape::pitch));
    const auto index = static_cast<std::size_t>(y) * FloorShape::columns + static_cast<std::size_t>(x);
    if (x < 0 || y < 0 || x >= FloorShape::columns || y >= FloorShape::rows || index >= heights.size())
        return false;
    return place[2] >= heights[index];
}

}
