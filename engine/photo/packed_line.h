// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"

#include <array>

namespace engine::photo {

/// A pixel as it lies packed in a line: one value a sample, of 1, 2, 4 bits (high bits first), 8, 16 or 32.
struct PackedPixel {
    int bits = 8;
    bool isLittle = true; ///< of 16 and 32 bits
    std::vector<std::uint32_t> samples;
};

/// Writes the pixel at columns `from` to before `to`. A line that is too short is written as far as it goes.
void paintLine(std::span<std::uint8_t> line, int from, int to, const PackedPixel& pixel);

/// One sample of a line; 0 beyond its end.
std::uint32_t sampleAt(ByteView line, std::size_t index, int bits, bool isLittle);

/// The colour of a table of RGB triples (BGR and wider where `stride` and `isBgr` say so) nearest to grey `level`.
struct ColourTable {
    ByteView bytes;
    std::size_t stride = 3;
    bool isBgr = false;

    std::size_t size() const { return bytes.size() / stride; }
    std::array<std::uint8_t, 3> at(std::size_t index) const; ///< black beyond its end
};
std::uint32_t nearestGrey(const ColourTable& table, int level);

}
