// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/photo/raster.h"

namespace engine::photo {

/// Whether bytes lie behind the last block of a scan, where no decoder shows them. Reads the codes of all blocks and
/// calculates nothing. Damaged where it breaks off.
Result<bool> hidesBytesInJpeg(ByteView file);

/// Decodes a JPEG as shown. Damaged also where libjpeg only warns: it makes up what is missing.
Result<Raster> decodeJpegStream(ByteView stream, int samples, const Page& page);

}
