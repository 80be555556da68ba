// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/dicom/data_set.h"

namespace engine::dicom {

/// The bytes of a binary element (OB, OW, UN and the like), words in little endian. NotFound when there is no such
/// element; Unsupported for text, sequences and pixel data.
Result<Bytes> rawValue(const DataSet& dataSet, const TagPath& path);

}
