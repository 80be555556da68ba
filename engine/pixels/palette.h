// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/dicom/data_set.h"

#include <array>

namespace engine::pixels {

/// The colours of a PALETTE COLOR image, reduced to 8 bit.
struct Palette {
    std::int64_t first = 0; ///< stored value of entry 0; what lies outside gets the nearest end
    std::array<Bytes, 3> colours;

    std::array<std::uint8_t, 3> at(std::int64_t stored) const;
};

/// Reads plain and segmented tables (PS3.3 C.7.6.3.1.5 and C.7.9.2). Damaged, with the tag, when one makes no sense.
Result<Palette> paletteOf(const dicom::DataSet& dataSet, bool isSigned);

}
