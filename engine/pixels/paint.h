// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pixels/box.h"
#include "engine/pixels/codecs.h"

#include <optional>

namespace engine::pixels {

/// How the samples of one decoded or native frame lie in memory (little endian).
struct SampleGrid {
    int columns = 0, rows = 0, samplesPerPixel = 1, bytesPerSample = 1;
    bool isPlanar = false; ///< all of one colour, then the next

    std::size_t pixels() const { return static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows); }
    std::size_t bytes() const
    {
        return pixels() * static_cast<std::size_t>(samplesPerPixel) * static_cast<std::size_t>(bytesPerSample);
    }
    /// Byte offset of one sample.
    std::size_t at(int x, int y, int sample) const;
};

SampleGrid gridOf(const ImageShape& shape, const RawFrame& frame);

/// One value a sample, as it is stored (shifted to its high bit).
using FlatValue = std::vector<std::uint32_t>;

/// The flat value for images of that kind: `fill` where one is given, else black. `lowest` is what counts as black of
/// signed images, `darkest` of palette ones. BadArgument when the fill does not fit the bits stored.
struct Black {
    std::int64_t lowest = 0;
    int darkest = 0;
};
Result<FlatValue> flatValue(const ImageShape& shape, const RawFrame& frame, std::optional<int> fill,
                            const Black& black);
/// The smallest stored value of a frame of signed samples.
std::int64_t lowestIn(const ImageShape& shape, const RawFrame& frame);

void paint(std::span<std::uint8_t> frame, const SampleGrid& grid, const Box& box, const FlatValue& value);

bool isInside(const Box& box, const ImageShape& shape);

}
