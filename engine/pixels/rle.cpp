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

/// One row as literal runs and replicate runs (G.3.1).
void packRow(ByteView row, Bytes& into)
{
    constexpr std::size_t longest = 128, worthwhile = 3;
    const auto runAt = [&](std::size_t at) {
        std::size_t length = 1;
        while (at + length < row.size() && length < longest && row[at + length] == row[at])
            ++length;
        return length;
    };
    for (std::size_t at = 0; at < row.size();) {
        if (const auto run = runAt(at); run >= worthwhile || (run == 2 && at + 2 == row.size())) {
            into.push_back(static_cast<std::uint8_t>(257 - run));
            into.push_back(row[at]);
            at += run;
            continue;
        }
        const auto start = at;
        while (at < row.size() && at - start < longest && runAt(at) < worthwhile)
            ++at;
        into.push_back(static_cast<std::uint8_t>(at - start - 1));
        into.insert(into.end(), row.begin() + static_cast<std::ptrdiff_t>(start),
                    row.begin() + static_cast<std::ptrdiff_t>(at));
    }
}

void putNumber(Bytes& into, std::size_t at, std::size_t number)
{
    for (std::size_t i = 0; i < 4; ++i, number >>= 8U)
        into[at + i] = static_cast<std::uint8_t>(number);
}

/// The bytes of segment `index`: one of the bytes of one sample of each pixel, the most significant first.
Bytes plane(const RawFrame& raw, const ImageShape& shape, std::size_t index)
{
    const auto bytes = static_cast<std::size_t>(raw.bitsAllocated) / 8;
    const auto samples = static_cast<std::size_t>(shape.samplesPerPixel);
    const auto sample = index / bytes;
    const auto byte = bytes - 1 - index % bytes;
    Bytes values(shape.pixels());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto at = raw.isPlanar ? sample * shape.pixels() + i : i * samples + sample;
        values[i] = raw.samples[at * bytes + byte];
    }
    return values;
}

Bytes packedBits(const RawFrame& raw)
{
    Bytes packed((raw.samples.size() + 7) / 8);
    for (std::size_t i = 0; i < raw.samples.size(); ++i)
        packed[i / 8] = static_cast<std::uint8_t>(packed[i / 8] | (raw.samples[i] & 1U) << (i % 8));
    return packed;
}

}

Result<Bytes> writeRle(const RawFrame& raw, const ImageShape& shape)
{
    const bool isBits = shape.bitsAllocated == 1;
    const auto segments = static_cast<std::size_t>(raw.bitsAllocated / 8 * shape.samplesPerPixel);
    if (segments > mostSegments ||
        raw.samples.size() != shape.values() * static_cast<std::size_t>(raw.bitsAllocated) / 8)
        return Error{ErrorCode::Unsupported, "sample layout"};
    Bytes stream(headerLength);
    putNumber(stream, 0, segments);
    for (std::size_t i = 0; i < segments; ++i) {
        putNumber(stream, 4 + 4 * i, stream.size());
        const auto values = isBits ? packedBits(raw) : plane(raw, shape, i);
        // Rows of bits need not begin with a byte.
        const auto width = isBits ? values.size() : static_cast<std::size_t>(shape.columns);
        for (std::size_t row = 0; row < values.size(); row += width)
            packRow(ByteView{values}.subspan(row, width), stream);
        if (stream.size() % 2 != 0)
            stream.push_back(0);
    }
    return stream;
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
