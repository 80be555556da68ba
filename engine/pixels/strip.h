// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/dicom/data_set.h"

#include <string>
#include <vector>

namespace engine::pixels {

/// What was taken out of compressed pixel data, each kind once, as `CleanBitstream::removed` names it.
struct Stripped {
    std::vector<std::string> removed;
    bool isSearched = true; ///< false: a format (video) whose metadata nobody here can find
};

/// Takes metadata out of every compressed frame; the offset tables are made anew, entropy-coded bytes stay as they are.
/// Nothing is touched when there is nothing to take. Damaged, with the frame, when a bitstream breaks its format.
Result<Stripped> stripMetadata(dicom::DataSet& dataSet);

}
