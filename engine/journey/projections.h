// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/steps.h"
#include "engine/pixels/lettering.h"
#include "engine/pixels/projection.h"

#include <memory>

namespace engine::journey {

/// One frame of an original, or of a written file.
struct FrameOf {
    study::Source source;
    int frame = 1;                                        ///< 1-based
    std::string file{};                                   ///< of a candidate: `source` is then not looked at
    std::shared_ptr<const pixels::Lettering> lettering{}; ///< of a known case: written into the samples in memory
};
Result<DecodedFrame> decodeFrame(const FrameOf& wanted, pool::Pool& pool, const Progress& progress);

/// A stack of frames as a few pictures, 8 bits a sample, each from the full stored range.
struct Projections {
    int columns = 0, rows = 0, samplesPerPixel = 1;
    int frames = 0; ///< that went in
    /// Of those given, counted from 0: they have another size or kind than the first, or cannot be decoded, and are not
    /// in the pictures.
    std::vector<std::size_t> without;
    std::array<Bytes, pixels::panels.size()> pictures; ///< by Panel; Change is black for a single frame
    Bytes odd;                                         ///< the frame most unlike its neighbours
    std::size_t oddFrame = 0;                          ///< which of those given
};

/// Decodes every frame once. Fails where not one can be shown, with the error of the first; Cancelled.
Result<Projections> projectionsOf(const std::vector<FrameOf>& frames, pool::Pool& pool, const Progress& progress);

/// The brightest of all frames of one instance as they will be once the boxes are blanked: what lies under a box in one
/// frame only and shows in another stays to be seen. In the window the file opens with. Fails on a frame that cannot be
/// decoded: nobody has seen it then.
Result<Projections> brightestOf(const study::Entry& entry, const std::vector<pixels::Box>& blanked, pool::Pool& pool,
                                const Progress& progress);

}
