// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/base/result.h"

#include <string>
#include <vector>

namespace engine::pixels {

/// A compressed frame without what says nothing about its pixels.
struct CleanBitstream {
    Bytes bytes;
    std::vector<std::string> removed; ///< "jpeg:APP1", "jpeg:COM", "j2k:COM", "jp2", "trailing"; empty: as it was
};

/// JPEG and JPEG-LS lose APPn segments (but not Adobe's APP14 and HP's APP8 "mrfx", which decide the colours, nor JFIF
/// without its thumbnail), COM segments and what follows the end marker; JPEG 2000 loses COM segments, JP2 boxes round
/// the codestream and what follows it. Entropy-coded bytes are copied as they are. Anything else (RLE, video) comes
/// back unchanged. Damaged when segments do not follow one another as the formats say.
Result<CleanBitstream> withoutMetadata(ByteView frame);

/// Whether `withoutMetadata` knows the format.
bool isKnownBitstream(ByteView frame);

}
