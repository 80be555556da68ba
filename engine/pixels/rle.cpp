// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/rle.h"

#include <algorithm>
#include <optional>

namespace engine::pixels {

namespace {

constexpr std::size_t headerLength = 64;
constexpr std::size_t mostSegments = 15;

std::size_t numberAt(ByteView bytes, std::size_t at)
{
    return bytes[at] | bytes[at + 1] << 8U | bytes[at + 2] << 16U | std::size_t{bytes[at + 3]} << 24U;
}

/// Writes every `step`-th byte from `first` on, `count` of them; false when the segment ends before (G.3.2).
bool unpack(ByteView segment, Bytes& into, std::size_t first, std::size_t step, std::size_t count)
{
    std::size_t at = 0;
    std::size_t done = 0;
    const auto put = [&](std::uint8_t byte) { into[first + step * done++] = byte; };
    while (done < count && at < segment.size()) {
        const unsigned control = segment[at++];
        if (control == 128)
            continue;
        const bool isRun = control > 128;
        const std::size_t length = std::min<std::size_t>(isRun ? 257 - control : control + 1, count - done);
        if (segment.size() - at < (isRun ? 1 : length))
            return false;
        for (std::size_t i = 0; i < length; ++i)
            put(segment[isRun ? at : at + i]);
        at += isRun ? 1 : length;
    }
    return done == count;
}

/// Segment `index` reaches to the next one or to the end.
std::optional<ByteView> segmentAt(ByteView stream, std::size_t index, std::size_t count)
{
    const auto begin = numberAt(stream, 4 + 4 * index);
    const auto end = index + 1 < count ? numberAt(stream, 8 + 4 * index) : stream.size();
    if (begin < headerLength || end < begin || end > stream.size())
        return {};
    return stream.subspan(begin, end - begin);
}

/// The most significant byte of each sample comes first.
bool unpackAll(ByteView stream, const ImageShape& shape, RawFrame& raw)
{
    const auto bytes = static_cast<std::size_t>(raw.bitsAllocated) / 8;
    const auto pixelBytes = bytes * static_cast<std::size_t>(shape.samplesPerPixel);
    for (std::size_t i = 0; i < pixelBytes; ++i) {
        const auto segment = segmentAt(stream, i, pixelBytes);
        const auto place = i / bytes * bytes + (bytes - 1 - i % bytes);
        if (!segment || !unpack(*segment, raw.samples, place, pixelBytes, shape.pixels()))
            return false;
    }
    return true;
}

/// Eight pixels of one bit in a byte, the lowest bit first.
bool unpackBits(ByteView stream, const ImageShape& shape, RawFrame& raw)
{
    Bytes packed((shape.pixels() + 7) / 8);
    const auto segment = segmentAt(stream, 0, 1);
    if (!segment || !unpack(*segment, packed, 0, 1, packed.size()))
        return false;
    for (std::size_t i = 0; i < shape.pixels(); ++i)
        raw.samples[i] = (packed[i / 8] >> (i % 8)) & 1U;
    return true;
}

}

Result<RawFrame> readRle(ByteView stream, const ImageShape& shape)
{
    const Error broken{ErrorCode::Damaged, "RLE segments"};
    const bool isBits = shape.bitsAllocated == 1;
    RawFrame raw;
    raw.bitsAllocated = isBits ? 8 : shape.bitsAllocated;
    raw.bitsStored = shape.bitsStored;
    raw.highBit = shape.highBit;
    raw.photometric = shape.photometric;
    const auto bytes = static_cast<std::size_t>(raw.bitsAllocated) / 8;
    const auto segments = bytes * static_cast<std::size_t>(shape.samplesPerPixel);
    if (segments > mostSegments || stream.size() < headerLength || numberAt(stream, 0) != segments)
        return broken;
    raw.samples.resize(shape.values() * bytes);
    const bool isWhole = isBits ? unpackBits(stream, shape, raw) : unpackAll(stream, shape, raw);
    return isWhole ? Result<RawFrame>{std::move(raw)} : broken;
}

}
