// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/progress.h"
#include "engine/dicom/data_set.h"
#include "engine/pixels/box.h"

#include <optional>
#include <string>
#include <vector>

namespace engine::pixels {

/// How boxes were blanked.
struct Redaction {
    std::vector<Box> boxesUsed; ///< in the order asked for, widened to the codec's grid where it has one: a shape then
                                ///< to the blocks that it touches
    std::string method;         ///< "compressed-domain", "lossless" or "uncompressed": how the pixels are stored now
    bool wasLossy = false;      ///< the pixels left a lossy transfer syntax; the data set tells so
};

/// Overwrites every sample inside the boxes, in the frames they name; nothing of the old values survives, nor of what
/// overlay planes and the bits that no sample uses show there. Icons go whole, since they show the same picture. `fill`
/// is a stored value, or the grey of a colour image; without it black, which is the lowest value of signed images, the
/// highest of MONOCHROME1, the darkest colour of a palette.
///
/// 8-bit JPEG is changed among its coefficients, native pixels where they lie, all others as `recode` says.
/// OutsideImage when a box reaches outside the picture or its frames, BadArgument for a fill that does not fit,
/// Unsupported for pixels that we cannot decode and for floating-point ones. After an error the data set is to be
/// thrown away.
Result<Redaction> redact(dicom::DataSet& dataSet, const std::vector<Box>& boxes, std::optional<int> fill,
                         const Progress& progress);

/// Samples outside the used boxes that differ between two data sets with the same pictures. Damaged when a sample
/// inside a box is not as the others in it.
Result<std::uint64_t> countChangedOutside(const dicom::DataSet& before, const dicom::DataSet& after,
                                          const std::vector<Box>& boxesUsed, const Progress& progress);

}
