// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/pixels/frame.h"

namespace engine::pixels {

/// 8-bit pixels as `render` gives them, each by how far it stands out from the 17 x 17 pixels round it, in their own
/// standard deviation: text shows that no window shows, a few grey levels deep or beyond black and white. Made of the
/// stored values; colours each by itself. BadArgument for fewer samples than the layout says.
Result<Bytes> renderLocalContrast(const Frame& frame, ByteView samples);

}
