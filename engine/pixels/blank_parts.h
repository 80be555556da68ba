// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/progress.h"
#include "engine/dicom/data_set.h"
#include "engine/pixels/row_part.h"

#include <string>

namespace engine::pixels {

/// Overwrites parts of rows of grey frames; nothing of the old values survives, unused bits of the samples included.
/// Icons go, smallest and largest pixel value follow. Without a part nothing is touched, and the pixel data stay byte
/// for byte.
///
/// Native pixels are changed where they lie, all others as `recode` says: frames without a part keep their very bytes
/// where they can stand beside the others. OutsideImage for a part outside its frame, BadArgument for a fill that does
/// not fit, Unsupported for colour and for pixels that we cannot decode. After an error the data set is to be thrown
/// away.
struct PartsBlanked {
    std::string method; ///< "lossless" or "uncompressed"; empty when nothing was touched
    bool wasLossy = false;
};
Result<PartsBlanked> blankParts(dicom::DataSet& dataSet, const std::vector<FrameParts>& frames,
                                const Progress& progress);

/// Samples outside the parts that differ. Damaged when a sample inside one is not its fill.
Result<std::uint64_t> countChangedOutside(const dicom::DataSet& before, const dicom::DataSet& after,
                                          const std::vector<FrameParts>& frames, const Progress& progress);

}
