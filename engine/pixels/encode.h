// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pixels/codecs.h"

namespace engine::pixels {

/// Codes one decoded frame without loss in RLE, JPEG lossless (4.57, 4.70), JPEG-LS (4.80) or reversible JPEG 2000
/// (4.90, 4.91). `before` is the frame as it was coded: where it is JPEG 2000 too, depth, sign and colour transform
/// stay as they were. Unsupported for any other syntax, and for samples that it cannot hold.
Result<Bytes> encodeFrame(const RawFrame& raw, const ImageShape& shape, std::string_view uid, ByteView before);

/// Whether a frame coded anew may stand beside one that stayed: some readers take depth from the first frame for all.
bool isSameKind(ByteView before, ByteView after);

/// Makes DCMTK's encoders ready. Once, before the first `encodeFrame`.
void registerEncoders();

}
