// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pixels/codecs.h"

namespace engine::pixels {

/// What the main header of a code stream says of its samples (ITU-T T.800 A.5.1, A.6.1).
struct Jpeg2000Kind {
    int precision = 8;
    bool isSigned = false;
    bool isTransformed = false; ///< its colours are turned into luminance and chroma
    bool isReversible = true;   ///< the 5-3 wavelet: nothing was lost, unless its writer cut layers off

    bool operator==(const Jpeg2000Kind&) const = default;
};
/// Of a bare code stream or one in JP2 boxes. Damaged when the header makes no sense.
Result<Jpeg2000Kind> jpeg2000KindOf(ByteView stream);

/// One frame as a bare reversible code stream without comments. `raw` holds RGB where the kind is transformed.
/// Unsupported beyond 16 bits, which OpenJPEG cannot code without loss.
Result<Bytes> writeJpeg2000(const RawFrame& raw, const ImageShape& shape, const Jpeg2000Kind& kind);

}
