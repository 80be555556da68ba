// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/dicom/data_set.h"

namespace engine::pixels {

/// Retired overlays lie in bits of the pixel words that no sample uses (PS3.5 8.1.2 of 2004, (60xx,0102)): clears those
/// bits, so that no overlay stays behind when its group goes. False when there were none.
/// Unsupported when they lie in compressed pixels, where they cannot be cleared without coding anew.
Result<bool> clearOverlayBits(dicom::DataSet& dataSet);

}
