// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/pixels/image_shape.h"

#include <span>

namespace engine::pixels {

/// One frame as the codec gives it: little endian, not yet masked, still in its colour model.
struct RawFrame {
    Bytes samples;
    int bitsAllocated = 8;
    int bitsStored = 8, highBit = 7;
    bool isPlanar = false;
    std::string photometric; ///< after decoding: codecs turn YBR into RGB
};

using Decode = Result<RawFrame> (*)(const dicom::DataSet& dataSet, const ImageShape& shape, int frame);

/// One row a transfer syntax. Adding a codec is adding its rows.
struct Codec {
    std::string_view transferSyntaxUid;
    std::string_view name;
    Decode decode;
    bool isNative = false;
};

std::span<const Codec> codecs();
/// Null for a syntax that we cannot decode.
const Codec* codecFor(std::string_view transferSyntaxUid);

/// Makes DCMTK's codecs ready. Once, before the first decode.
void registerCodecs();

}
