// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/dicom/data_set.h"

namespace engine::pixels {

/// What the image pixel module (PS3.3 C.7.6.3) says about the pictures of a data set, checked for sense.
struct ImageShape {
    enum class Samples { Integer, Float, Double };

    int columns = 0, rows = 0, frames = 1;
    int samplesPerPixel = 1; ///< 1 or 3
    int bitsAllocated = 8;   ///< 1, 8, 16 or 32; 64 of Double
    int bitsStored = 8, highBit = 7;
    bool isSigned = false;
    bool isPlanar = false; ///< all of one colour, then the next
    Samples samples = Samples::Integer;
    std::string photometric;

    std::size_t pixels() const { return static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows); }
    std::size_t values() const { return pixels() * static_cast<std::size_t>(samplesPerPixel); }
};

/// Frames beyond this many bytes are refused before anything is allocated.
constexpr std::size_t largestFrame = 512'000'000;

/// NotFound without pixel data; TooLarge; Unsupported or Damaged with the tag that makes no sense.
Result<ImageShape> shapeOf(const dicom::DataSet& dataSet);

}
