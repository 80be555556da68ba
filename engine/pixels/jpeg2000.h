// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pixels/codecs.h"

namespace engine::pixels {

/// One JPEG 2000 or HTJ2K code stream, bare or wrapped as JP2, by OpenJPEG. Colours come interleaved; the component
/// transforms (RCT, ICT) are undone. Damaged when it is broken or its picture is not of that shape.
Result<RawFrame> readJpeg2000(ByteView stream, const ImageShape& shape);

}
