// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pixels/codecs.h"

namespace engine::pixels {

/// The most that edited pixels may take in memory once decoded.
constexpr std::size_t mostNativeBytes = 800'000'000;

/// Puts edited frames in place of all pixel data: in the transfer syntax `uid` where that is native or loses nothing
/// and we can write it, else as explicit VR little endian. Photometric interpretation, planar configuration and bits
/// follow the frames; a lossy past stays stated. Returns "lossless" where they are compressed again, else
/// "uncompressed".
Result<std::string> storeFrames(dicom::DataSet& dataSet, const std::vector<RawFrame>& frames, std::string_view uid);

/// Makes DCMTK's encoders ready. Once, before the first `storeFrames`.
void registerEncoders();

}
