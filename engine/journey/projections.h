// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/steps.h"
#include "engine/pixels/projection.h"

namespace engine::journey {

/// One frame of an original.
struct FrameOf {
    study::Source source;
    int frame = 1; ///< 1-based
};

/// A stack of frames as a few pictures, 8 bits a sample, each from the full stored range.
struct Projections {
    int columns = 0, rows = 0, samplesPerPixel = 1;
    int frames = 0;  ///< that went in
    int without = 0; ///< that have another size or kind than the first, or cannot be decoded: not in the pictures
    std::array<Bytes, pixels::panels.size()> pictures; ///< by Panel; Change is black for a single frame
};

/// Decodes every frame once. Fails where not one can be shown, with the error of the first; Cancelled.
Result<Projections> projectionsOf(const std::vector<FrameOf>& frames, pool::Pool& pool, const Progress& progress);

/// The brightest of all frames of one instance as they will be once the boxes are blanked: what lies under a box in one
/// frame only and shows in another stays to be seen. In the window the file opens with. Fails on a frame that cannot be
/// decoded: nobody has seen it then.
Result<Projections> brightestOf(const study::Entry& entry, const std::vector<pixels::Box>& blanked, pool::Pool& pool,
                                const Progress& progress);

}
