// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/dicom/data_set.h"
#include "engine/pixels/frame.h"

namespace engine::pixels {

/// Rescale, windows and polarity of one frame, from the data set or, in enhanced multi-frame objects, from its
/// functional groups (those of the frame win over the shared ones).
Presentation presentationOf(const dicom::DataSet& dataSet, int frame);

}
