// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/photo/raster.h"

namespace engine::photo {

/// Decodes a JPEG as shown. Damaged also where libjpeg only warns: it makes up what is missing.
Result<Raster> decodeJpegStream(ByteView stream, int samples, const Page& page);

}
