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

/// A box on what lies in a file beside its pixels. Last frame 0: all frames of the layer.
struct LayerBox {
    std::string layer; ///< "overlay:6000", "bits" (of the frames' pixels, with or without ":12"), "icon"
    Box box;           ///< in the layer's own pixels and frames

    bool operator==(const LayerBox&) const = default;
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(LayerBox, layer, box)

}
