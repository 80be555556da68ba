// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/head.h"
#include "engine/journey/project.h"
#include "engine/journey/regions.h"
#include "engine/pool/pool.h"

namespace engine::journey {

/// Series of a project that could show a face, and the steps between them and a release. The long ones work on copies.

/// The entries below a series, in the order of the tree.
std::vector<study::Entry> entriesOf(const Project& project, const std::string& series);

/// Series that by their geometry could show a face, as they are now, about which nobody was asked yet: nothing is
/// signed while there are some.
std::vector<std::string> facesToAskAbout(const Project& project);
/// Those with a Face finding that nobody assessed as they are.
std::vector<HeadQuestion> headsToExamine(const Project& project);
/// Those without a sure anchor in whose coordinates (`coordinatesOf`) other series have one, and where it lies; and,
/// without one, those that were given an anchor which series that came later contradict (`surestOf`).
std::vector<HeadQuestion> headsToAnchor(const Project& project);

/// Everything needed to look at the files of a cut series.
struct CutCheckOrder {
    std::string series, candidates; ///< as in CutCheck
    std::vector<study::Entry> entries;
    std::string rule; ///< of an object that follows a head (`followsHead`); empty of a head
    face::AssessFace::Answer seen;
    face::Cut cut;
    std::vector<std::vector<face::FrameCut>> frameCuts; ///< by number of entry, of an object that follows a head
    RegionFiles regions;                                ///< that lie on it
    bool hasBoxes = false;                              ///< a person blanked something else too
    std::vector<std::string> paths; ///< of the candidates, by number of entry; empty where there is none
};
/// Of the series whose candidates are written and were not looked at since, or could not be.
std::vector<CutCheckOrder> cutsToCheck(const Project& project);
/// Only Cancelled is an Error.
Result<CutCheck> performCheck(const CutCheckOrder& order, pool::Pool& pool, const Progress& progress);

}
