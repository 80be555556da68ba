// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/base/result.h"
#include "engine/pixels/box.h"

#include <vector>

namespace engine::pixels {

/// The grid on which an 8-bit DCT JPEG can be changed without touching its neighbours.
struct JpegGrid {
    int columns = 0, rows = 0, components = 0;
    int unitWidth = 8, unitHeight = 8; ///< pixels of one MCU
};

/// Whether libjpeg-turbo can edit it: 8-bit baseline, extended or progressive, Huffman or arithmetic coded.
bool isEditableJpeg(ByteView jpeg);
/// Damaged when the header cannot be read.
Result<JpegGrid> gridOf(ByteView jpeg);
/// The box widened to whole units, cut at the edge of the picture.
Box widened(const Box& box, const JpegGrid& grid);

/// Blanks the boxes (already widened) among the DCT coefficients; those of every other block are copied as they are,
/// not decoded. `levels` are the sample values to fill with, one a component. APPn and COM segments do not come along.
/// Damaged when the stream breaks off.
Result<Bytes> blankJpeg(ByteView jpeg, const std::vector<Box>& boxes, const std::vector<int>& levels);

/// Samples as coded, interleaved, without colour conversion, each chroma sample repeated rather than interpolated: what
/// a comparison block by block needs.
Result<Bytes> decodeJpegPlainly(ByteView jpeg);

}
