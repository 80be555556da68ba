// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pixels/bitstream.h"

namespace engine::pixels {

/// A codestream (ITU-T T.800 Annex A), or one in JP2 boxes (Annex I).
bool isJpeg2000(ByteView frame);
/// Only the codestream, as PS3.5 A.4.4 wants it, without COM segments in its main and tile-part headers.
Result<CleanBitstream> jpeg2000WithoutMetadata(ByteView frame);

}
