// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/head.h"

namespace engine::journey {

/// Objects that follow a head (`followsHead`): contours, segments and doses in its frame of reference. What is cut out
/// of the head goes from them too, or they stay behind.

/// Which files of one can be cut, and with what: nothing (0) where each frame lies; contours have no frames. The others
/// go into `cannotCut`.
void orderFollower(const std::string& rule, const std::vector<study::Entry>& series, pool::Pool& pool,
                   const Progress& progress, HeadRecord& record);

/// One that was written.
struct WrittenFollower {
    std::string rule;
    std::vector<study::Entry> entries;
    std::vector<std::vector<face::FrameCut>> frameCuts; ///< by number of entry
    std::vector<std::string> paths;                     ///< of the written files; empty where there is none
    face::Cut cut;
    bool hasBoxes = false; ///< a person blanked something else too
};

/// Whether the written files hold something inside the cut, or lost something outside it, as workers see it that had no
/// part in writing them. Failures are "contours" and "outside"; pixels left inside the cut are Damaged.
Result<face::CheckCut::Answer> checkFollower(const WrittenFollower& written, pool::Pool& pool,
                                             const Progress& progress);

}
