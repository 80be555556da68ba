// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace engine::pixels {

/// Part of a row of pixels: `from` is in it, `to` is not.
struct RowPart {
    int row = 0, from = 0, to = 0;
};

/// What is blanked in one frame, row by row from the top, left to right.
struct FrameParts {
    int frame = 1; ///< 1-based
    int fill = 0;  ///< stored value
    std::vector<RowPart> parts;
    std::vector<RowPart> besides; ///< blanked before, by boxes: not compared
};

}
