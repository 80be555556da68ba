// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pixels/box.h"
#include "engine/pixels/frame.h"

#include <cstdint>

namespace engine::pixels {

/// Of the rectangles round the boxes, whatever their shapes and frames. In pixels.
std::int64_t areaOf(const Box& box);
std::int64_t sharedArea(const Box& a, const Box& b);
/// The smallest rectangle over both, from the first frame of either to the last one.
Box around(const Box& a, const Box& b);
/// Not empty, and nowhere outside the frame.
bool isInside(const Box& box, const FrameLayout& layout);

}
