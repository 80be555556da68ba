// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/base/result.h"

namespace engine::photo {

/// What a decoder wrote, as a photograph that stands upright: a program that turned the picture may still have copied
/// the old orientation from the file (ISO/IEC 23008-12 6.2 and ISO/IEC 18181-2 9.5 have readers ignore that of EXIF).
/// Everything else stays as it was written. Damaged; Unsupported when it moves.
Result<Bytes> uprightPng(ByteView png);

/// PNGs of 8 bits one behind another as the pages of one TIFF, packed without loss; `dotsPerInch` goes into each.
/// Damaged when there are not exactly `pages` of them, or bytes follow; TooLarge beyond what a TIFF can hold, and for
/// a page that was too large for the program.
Result<Bytes> tiffOfPages(ByteView pngs, std::size_t pages, int dotsPerInch);

}
