// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"
#include "engine/journey/steps.h"

namespace engine::journey {

/// Contours and segments that lie on a head: a tumour may be among them, inside what a cut takes. Such a head is never
/// cut at one click.
struct RegionFiles {
    std::vector<study::Entry> files;   ///< in a frame of reference of the series
    std::vector<study::Entry> unknown; ///< of its studies, and nobody knows where they lie

    bool empty() const { return files.empty() && unknown.empty(); }
};
/// By the UID of the frame of reference alone: a name that is spelled otherwise must not hide a tumour.
RegionFiles regionsOn(const std::vector<study::Entry>& head, const std::vector<const study::Entry*>& all);
RegionFiles regionsOn(const Project& project, const std::string& series);

/// Measures what of the regions a cut takes and adds it to what a check of the cut says, with the failure "regions"
/// where it is anything, or cannot be known. Outlines of the body do not count: a face always cuts them. Cancelled
/// only.
Done addRegions(const RegionFiles& regions, const face::Cut& cut, pool::Pool& pool, const Progress& progress,
                face::CheckCut::Answer& checked);

}
