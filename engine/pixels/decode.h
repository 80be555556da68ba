// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/dicom/data_set.h"
#include "engine/pixels/frame.h"

namespace engine::pixels {

/// Makes the codecs ready. Call once, before the first decode and before a worker is locked.
void prepare();

/// Decodes frame `frame` (1-based) into the start of `into`, laid out as the answer says.
/// NotFound without pixel data; BadArgument for a frame that is not there or an `into` too small; TooLarge;
/// Unsupported or Damaged, with the tag or frame, for what cannot be shown.
Result<Frame> decodeFrame(const dicom::DataSet& dataSet, int frame, std::span<std::uint8_t> into);

/// One of the frame's `strayBits` as a grey picture, 255 where the bit stands out. NotFound for any other bit.
Result<Frame> decodeStrayBit(const dicom::DataSet& dataSet, int frame, int bit, std::span<std::uint8_t> into);

/// What decoding would fill, without decoding: layout, colours, windows. Errors as above.
Result<Frame> describeFrame(const dicom::DataSet& dataSet, int frame);

/// In words of a list: why the pixels cannot be shown; empty when they can, or when there are none. Does not decode.
std::string whyNotShown(const dicom::DataSet& dataSet);

}
