// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/paint.h"

#include <algorithm>

namespace engine::pixels {

namespace {

bool isLuminance(std::string_view photometric)
{
    return photometric.rfind("YBR", 0) == 0;
}

std::int64_t blackOf(const ImageShape& shape, const RawFrame& frame, const Black& black)
{
    if (frame.photometric == "PALETTE COLOR")
        return black.darkest;
    if (frame.photometric == "MONOCHROME1")
        return (std::int64_t{1} << (shape.isSigned ? frame.bitsStored - 1 : frame.bitsStored)) - 1;
    return shape.isSigned ? black.lowest : 0;
}

}

std::size_t SampleGrid::at(int x, int y, int sample) const
{
    const auto pixel = static_cast<std::size_t>(y) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(x);
    const auto count = static_cast<std::size_t>(samplesPerPixel), index = static_cast<std::size_t>(sample);
    return (isPlanar ? index * pixels() + pixel : pixel * count + index) * static_cast<std::size_t>(bytesPerSample);
}

SampleGrid gridOf(const ImageShape& shape, const RawFrame& frame)
{
    return {shape.columns, shape.rows, shape.samplesPerPixel, frame.bitsAllocated / 8, frame.isPlanar};
}

Result<FlatValue> flatValue(const ImageShape& shape, const RawFrame& frame, std::optional<int> fill, const Black& black)
{
    const int bits = frame.bitsStored;
    const std::int64_t low = shape.isSigned ? -(std::int64_t{1} << (bits - 1)) : 0;
    const std::int64_t high = low + (std::int64_t{1} << bits) - 1;
    const std::int64_t value = fill ? *fill : blackOf(shape, frame, black);
    if (value < low || value > high)
        return Error{ErrorCode::BadArgument, "fill " + std::to_string(value) + ", stored values go from " +
                                                 std::to_string(low) + " to " + std::to_string(high)};
    const int shift = frame.highBit + 1 - bits;
    const auto stored = [shift](std::int64_t sample) { return static_cast<std::uint32_t>(sample << shift); };
    FlatValue flat(static_cast<std::size_t>(shape.samplesPerPixel), stored(value));
    if (flat.size() == 3 && isLuminance(frame.photometric))
        flat[1] = flat[2] = stored(std::int64_t{1} << (bits - 1));
    return flat;
}

std::int64_t lowestIn(const ImageShape& shape, const RawFrame& frame)
{
    const auto bytes = static_cast<std::size_t>(frame.bitsAllocated / 8);
    const int shift = frame.highBit + 1 - frame.bitsStored, unused = 64 - frame.bitsStored;
    std::int64_t lowest = shape.isSigned ? (std::int64_t{1} << (frame.bitsStored - 1)) - 1 : 0;
    for (std::size_t i = 0; i + bytes <= frame.samples.size(); i += bytes) {
        std::uint64_t sample = 0;
        for (std::size_t k = bytes; k-- > 0;)
            sample = sample << 8U | frame.samples[i + k];
        lowest = std::min(lowest, static_cast<std::int64_t>(sample >> shift << unused) >> unused);
    }
    return lowest;
}

void paint(std::span<std::uint8_t> frame, const SampleGrid& grid, const Box& box, const FlatValue& value)
{
    for (int y = box.y; y < box.y + box.height; ++y) {
        for (int x = box.x; x < box.x + box.width; ++x) {
            for (int sample = 0; sample < grid.samplesPerPixel; ++sample) {
                auto at = grid.at(x, y, sample);
                auto rest = value[static_cast<std::size_t>(sample)];
                for (int i = 0; i < grid.bytesPerSample; ++i, rest >>= 8U)
                    frame[at++] = static_cast<std::uint8_t>(rest);
            }
        }
    }
}

bool isInside(const Box& box, const ImageShape& shape)
{
    // Compared by subtraction: a box may hold any number.
    return box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0 && box.x < shape.columns && box.y < shape.rows &&
           box.width <= shape.columns - box.x && box.height <= shape.rows - box.y && box.firstFrame >= 1 &&
           box.lastFrame >= box.firstFrame && box.lastFrame <= shape.frames;
}

}
