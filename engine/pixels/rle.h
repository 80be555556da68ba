// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pixels/codecs.h"

namespace engine::pixels {

/// One frame of RLE lossless (PS3.5 Annex G). Our own: DCMTK 3.6.7 reads beyond the end of damaged segments.
/// Colours come interleaved. Damaged when a segment lies outside the stream or holds too little.
Result<RawFrame> readRle(ByteView stream, const ImageShape& shape);

/// The same the other way round, each row for itself (G.3.1). Also of one bit a pixel, and of 32-bit samples.
Result<Bytes> writeRle(const RawFrame& raw, const ImageShape& shape);

}
