// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pixels/paint.h"

#include <span>

namespace engine::pixels {

/// Blanks boxes in native pixel data where they lie, so that nothing else can change: the bits that no sample uses, the
/// padding, the transfer syntax. `value` is what `flatValue` gives for the shape. Colours that two neighbours share
/// (YBR_FULL_422) widen a box to even columns: see `nativelyWidened`. Damaged when the pixel data are shorter than the
/// frames.
Done paintNative(dicom::DataSet& dataSet, const ImageShape& shape, const std::vector<Box>& boxes,
                 const FlatValue& value);

/// How native samples lie, of 8 bits and more.
SampleGrid nativeGridOf(const ImageShape& shape);
/// All native pixel data in memory, words in little endian, for changes in place. Damaged when they cannot be read.
Result<std::span<std::uint8_t>> nativeSamples(dicom::DataSet& dataSet);

/// The box as `paintNative` will blank it.
Box nativelyWidened(const Box& box, const ImageShape& shape);

}
