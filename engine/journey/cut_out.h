// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/steps.h"

#include <optional>

namespace engine::journey {

/// Places of a frame with what lies round them, one below the other in a small picture: a search for text need not look
/// at the rest. Where they would fill more than the frame, the frame itself.
struct CutOut {
    struct Piece {
        pixels::Box inFrame; ///< in pixels of the frame
        int top = 0;         ///< in the picture, where all begin at the left
    };
    DecodedFrame picture;
    std::vector<Piece> pieces;

    /// Where a box of the picture lies in the frame; nothing where it spreads over no piece.
    std::optional<pixels::Box> placeInFrame(const pixels::Box& box) const;
};
/// OutOfMemory.
Result<CutOut> cutOut(const DecodedFrame& frame, const std::vector<pixels::Box>& places);

}
