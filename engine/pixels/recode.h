// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/progress.h"
#include "engine/pixels/codecs.h"

#include <functional>

namespace engine::pixels {

/// Which frames of encapsulated pixel data change, and how.
struct Recoding {
    const ImageShape& shape;
    std::function<bool(int)> isTouched;             ///< frames from 1
    std::function<Done(RawFrame& raw, int)> change; ///< of touched frames
};

/// Decodes, changes and codes anew without loss. What was coded without loss keeps its transfer syntax, HTJ2K excepted;
/// and as long as frames of both kinds fit together, frames that are not touched keep their very bytes. JPEG 2000 and
/// HTJ2K with loss become reversible JPEG 2000, near-lossless JPEG-LS becomes lossless, other JPEG becomes JPEG
/// lossless, all with their lossy past stated (PS3.3 C.7.6.1.1.5). What no encoder can hold is stored as explicit VR
/// little endian. Returns "lossless" or "uncompressed". TooLarge beyond 800 MB of coded frames. After an error the data
/// set is to be thrown away.
struct Recoded {
    std::string method; ///< "lossless" or "uncompressed"
    bool wasLossy = false;
};
Result<Recoded> recode(dicom::DataSet& dataSet, const Recoding& recoding, const Progress& progress);

}
