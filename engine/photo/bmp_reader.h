// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/photo/dissection.h"

namespace engine::photo {

/// Where the parts of a BMP lie; sizes in bytes.
struct Bitmap {
    int columns = 0, rows = 0, bits = 0;
    bool isTopDown = false;
    std::uint32_t compression = 0; ///< 0 none, 3 and 6 masks
    std::size_t headerSize = 0, coloursAt = 0, coloursSize = 0, pixelsAt = 0, lineSize = 0;
    int colourSize = 4;                   ///< bytes of a colour: 3 in the oldest kind
    std::array<std::uint32_t, 3> masks{}; ///< red, green, blue of 16 and 32 bits
    std::uint32_t rest = 0; ///< bits of 16 and 32 that are no colour: opacity, for programs that take it so
};
/// Damaged, or Unsupported for packed ones.
Result<Bitmap> readBitmap(ByteView file);

}
