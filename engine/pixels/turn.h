// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/pixels/box.h"
#include "engine/pixels/frame.h"

namespace engine::pixels {

/// How a photograph's stored picture stands upright: `Frame::orientation`, 1 to 8 (Exif 2.32, tag 274). Boxes are of
/// stored pixels everywhere; who looks for something, or shows it, turns.

/// The frame as it is once turned: sides may change places, orientation is 1.
Frame uprightOf(const Frame& stored);
/// Samples of `stored` turned, into `into`, which holds as many bytes.
void turnUpright(ByteView samples, const Frame& stored, std::span<std::uint8_t> into);
/// A box of the stored picture in the upright one, and the other way round.
Box toUpright(const Box& box, const Frame& stored);
Box toStored(const Box& box, const Frame& stored);

}
