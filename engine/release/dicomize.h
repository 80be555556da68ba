// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/base/result.h"

namespace engine::release {

/// New names of a photograph that becomes DICOM. None of them is the patient's.
struct DicomNames {
    std::string patient, study, series, instance;
};

struct DicomPicture {
    Bytes bytes;
    std::string sopClass, transferSyntax;
    bool isRecoded = false; ///< decoded, and stored without loss
};

/// A cleaned photograph as VL Photographic Image (8 bits) or Secondary Capture (more bits; several pages, as frames). A
/// baseline JPEG that stands upright is kept as it is, bit by bit; anything else is decoded, turned upright and stored
/// native, without its opacity. Unsupported for pages that are not alike, and for several with colours of 16 bits.
Result<DicomPicture> dicomFrom(ByteView photograph, const DicomNames& names);

}
