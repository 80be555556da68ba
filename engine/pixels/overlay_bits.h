// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/dicom/data_set.h"
#include "engine/pixels/box.h"

#include <vector>

namespace engine::pixels {

/// Retired overlays lie in bits of the pixel words that no sample uses (PS3.5 8.1.2 of 2004, (60xx,0102)), and anything
/// else may lie there unsaid: clears those bits of 8- and 16-bit words, so that nothing stays behind. Words that hold
/// only a sample, with or without sign extension, stay as they are. Frames coded without loss are coded anew where one
/// of their words is not clean (see `recode`). False when nothing was changed. Unsupported or Damaged when an overlay
/// is said to lie in pixels where it cannot be reached.
Result<bool> clearOverlayBits(dicom::DataSet& dataSet);

/// The same inside boxes alone, which must lie inside the image.
Done clearBits(dicom::DataSet& dataSet, const std::vector<Box>& boxes);

}
