// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/dicom/data_set.h"
#include "engine/face/cut.h"

namespace engine::release {

/// Takes the points of all contours (RT structure sets, PS3.3 C.8.8.6) that a cut takes out of them, whatever their
/// region is called: names may be wrong. A contour that has too few points left for its kind goes as a whole. Points
/// that stay keep their very digits. Returns how many went. Unsupported for contours that are no list of places.
Result<std::uint64_t> clipContours(dicom::DataSet& dataSet, const face::Cut& cut);

/// How many points a cut would take: none of a file that was clipped. Unsupported as above.
Result<std::uint64_t> pointsIn(const dicom::DataSet& dataSet, const face::Cut& cut);

}
