// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/dicom/data_set.h"

#include <span>

namespace engine::pixels {

/// Blanks what an ICC profile tells in words (ICC.1:2022 clause 10: desc, text, mluc, dict, pseq, psid) and its
/// creation time, in place: colours and length stay. The profile's ID becomes zero, "not computed". True when something
/// changed. Damaged when a tag reaches outside the profile.
Result<bool> blankIccTexts(std::span<std::uint8_t> profile);

/// The same for every ICC Profile (0028,2000) of the data set, at every depth. The error's place is the tag.
Result<bool> blankIccTexts(dicom::DataSet& dataSet);

}
