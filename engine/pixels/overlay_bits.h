// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/dicom/data_set.h"

namespace engine::pixels {

/// Retired overlays lie in bits of the pixel words that no sample uses (PS3.5 8.1.2 of 2004, (60xx,0102)), and anything
/// else may lie there unsaid: clears those bits of native 16-bit words, so that nothing stays behind. Words that hold
/// only a sample, with or without sign extension, stay as they are. False when nothing was changed.
/// Unsupported when an overlay is said to lie in compressed pixels, where it cannot be cleared without coding anew.
Result<bool> clearOverlayBits(dicom::DataSet& dataSet);

}
