// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/overlap.h"

#include <algorithm>

namespace engine::pixels {

std::int64_t areaOf(const Box& box)
{
    return std::int64_t{box.width} * box.height;
}

std::int64_t sharedArea(const Box& a, const Box& b)
{
    const std::int64_t width = std::min(a.x + a.width, b.x + b.width) - std::max(a.x, b.x);
    const std::int64_t height = std::min(a.y + a.height, b.y + b.height) - std::max(a.y, b.y);
    return width > 0 && height > 0 ? width * height : 0;
}

Box around(const Box& a, const Box& b)
{
    const int left = std::min(a.x, b.x), top = std::min(a.y, b.y);
    return {left,
            top,
            std::max(a.x + a.width, b.x + b.width) - left,
            std::max(a.y + a.height, b.y + b.height) - top,
            std::min(a.firstFrame, b.firstFrame),
            std::max(a.lastFrame, b.lastFrame)};
}

bool isInside(const Box& box, const FrameLayout& layout)
{
    return box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0 && box.width <= layout.columns - box.x &&
           box.height <= layout.rows - box.y;
}

}
