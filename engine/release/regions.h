// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/requests.h"

namespace engine::release {

/// How much of each region of interest a cut takes: of the contours of an RT structure set (by area), or of the
/// segments of a segmentation (by pixels). Attachment: the file. Unsupported for contours that are no list of places,
/// for pixels that are no segments, and where `places` are not as many as the frames.
struct RegionsInCut {
    static constexpr std::string_view kind = "regions-in-cut";
    struct Answer {
        std::vector<face::RegionTaken>
            regions; ///< those that the cut touches, in the file's order; none that outlines a body
    };
    face::Cut cut;
    std::vector<face::FrameCut> places; ///< of a segmentation, one for each of its frames; what they fill is not used
};
WIRE_FIELDS(RegionsInCut::Answer, regions)
WIRE_FIELDS(RegionsInCut, cut, places)

/// In the file worker.
Result<RegionsInCut::Answer> regionsInCut(const RegionsInCut& request, int file);

}
