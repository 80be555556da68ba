// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"

namespace engine::pixels {

/// A rectangle of stored pixels in a range of frames: x and y count from 0 at the top left, frames from 1, both ends
/// included.
struct Box {
    int x = 0, y = 0, width = 0, height = 0;
    int firstFrame = 1, lastFrame = 1;

    bool operator==(const Box&) const = default;
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Box, x, y, width, height, firstFrame, lastFrame)

}
