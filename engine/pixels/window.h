// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/pixels/frame.h"

namespace engine::pixels {

/// The smallest and largest stored value after rescaling. {0, 0} for colour.
struct Range {
    double low = 0, high = 0;
};
Range rangeOf(const Frame& frame, ByteView samples);

/// The window a viewer opens with: the file's first one, else the full stored range.
Window defaultWindow(const Frame& frame, ByteView samples);

/// 8-bit pixels for the screen: grey (rows x columns bytes) or RGB (3 bytes a pixel), as
/// `frame.layout.samplesPerPixel`. Colour ignores the window. `samples` must hold `frame.layout.bytes()`; fewer is
/// BadArgument.
Result<Bytes> render(const Frame& frame, ByteView samples, const Window& window);

}
