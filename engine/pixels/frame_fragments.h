// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/dicom/data_set.h"

namespace engine::pixels {

/// The fragments of one frame: `first` counts from 0 without the offset table.
struct FragmentRange {
    std::size_t first = 0, count = 0;
};

/// Which fragments belong to which frame of encapsulated pixel data: by their number, the basic or extended offset
/// table, or by where a new code stream begins. Unsupported when none of them tells.
Result<std::vector<FragmentRange>> fragmentsByFrame(const dicom::DataSet& dataSet, int frames);

/// The fragments joined.
Result<Bytes> codeStream(const dicom::DataSet& dataSet, FragmentRange range);

}
