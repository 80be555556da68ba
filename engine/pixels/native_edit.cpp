// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/native_edit.h"

#include "engine/dicom/dcmtk_access.h"

#include <algorithm>

namespace engine::pixels {

namespace {

bool isPaired(const ImageShape& shape)
{
    return shape.photometric == "YBR_FULL_422" && shape.samplesPerPixel == 3 && shape.bitsAllocated == 8;
}

/// The bytes of pixel data in the order of little endian samples.
class NativeBytes {
public:
    /// In big endian files the words are swapped one by one, so the halves of 32-bit samples are still in wrong order.
    NativeBytes(std::span<std::uint8_t> bytes, bool areHalvesSwapped)
        : m_bytes{bytes}, m_swap{areHalvesSwapped ? std::size_t{2} : std::size_t{0}}
    {
    }

    std::uint8_t& operator[](std::size_t at) const { return m_bytes[at ^ m_swap]; }

private:
    std::span<std::uint8_t> m_bytes;
    std::size_t m_swap;
};

/// One bit a pixel, the lowest first, frames not aligned to bytes (PS3.5 8.1.1).
void paintBits(const NativeBytes& bytes, const ImageShape& shape, const Box& box, int frame, bool isSet)
{
    const auto start = static_cast<std::size_t>(frame - 1) * shape.pixels();
    for (int y = box.y; y < box.y + box.height; ++y) {
        for (int x = box.x; x < box.x + box.width; ++x) {
            const auto bit = start + static_cast<std::size_t>(y) * static_cast<std::size_t>(shape.columns) +
                             static_cast<std::size_t>(x);
            const auto mask = static_cast<std::uint8_t>(1U << (bit % 8));
            auto& byte = bytes[bit / 8];
            byte = static_cast<std::uint8_t>(isSet ? byte | mask : byte & ~mask);
        }
    }
}

/// Y1 Y2 Cb Cr for each pair of pixels (PS3.3 C.7.6.3.1.2).
void paintPairs(const NativeBytes& bytes, const ImageShape& shape, const Box& box, int frame, const FlatValue& value)
{
    const std::uint32_t pair[] = {value[0], value[0], value[1], value[2]};
    const auto start = static_cast<std::size_t>(frame - 1) * shape.pixels() * 2;
    for (int y = box.y; y < box.y + box.height; ++y) {
        const auto line = start + static_cast<std::size_t>(y) * static_cast<std::size_t>(shape.columns) * 2;
        for (int i = box.x * 2; i < (box.x + box.width) * 2; ++i)
            bytes[line + static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(pair[i % 4]);
    }
}

void paintSamples(const NativeBytes& bytes, const SampleGrid& grid, const Box& box, int frame, const FlatValue& value)
{
    const auto start = static_cast<std::size_t>(frame - 1) * grid.bytes();
    for (int y = box.y; y < box.y + box.height; ++y) {
        for (int x = box.x; x < box.x + box.width; ++x) {
            for (int sample = 0; sample < grid.samplesPerPixel; ++sample) {
                auto rest = value[static_cast<std::size_t>(sample)];
                const auto at = start + grid.at(x, y, sample);
                for (int i = 0; i < grid.bytesPerSample; ++i, rest >>= 8U)
                    bytes[at + static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(rest);
            }
        }
    }
}

/// Bits of one frame as it is stored.
std::uint64_t frameBits(const ImageShape& shape)
{
    return isPaired(shape) ? shape.pixels() * 16 : shape.values() * static_cast<std::uint64_t>(shape.bitsAllocated);
}

}

SampleGrid nativeGridOf(const ImageShape& shape)
{
    return {shape.columns, shape.rows, shape.samplesPerPixel, shape.bitsAllocated / 8, shape.isPlanar};
}

Result<std::span<std::uint8_t>> nativeSamples(dicom::DataSet& dataSet)
{
    auto* pixels = dicom::pixelDataOf(dataSet.content());
    if (!pixels || dicom::fragmentsOf(dataSet.content()))
        return Error{ErrorCode::NotFound, "native pixel data"};
    Uint16* words = nullptr;
    Uint8* bytes = nullptr;
    // Asked for as they are: DCMTK would turn bytes into words and back at saving. Words are kept in the machine's
    // order, which is little endian on everything we build for.
    if (pixels->getVR() == EVR_OB)
        pixels->getUint8Array(bytes);
    else
        pixels->getUint16Array(words);
    auto* start = words ? reinterpret_cast<Uint8*>(words) : bytes;
    if (!start)
        return Error{ErrorCode::Damaged, "pixel data"};
    return std::span{start, pixels->getLengthField()};
}

Done paintNative(dicom::DataSet& dataSet, const ImageShape& shape, const std::vector<Box>& boxes,
                 const FlatValue& value)
{
    const auto samples = nativeSamples(dataSet);
    if (!samples)
        return samples.error();
    if ((frameBits(shape) * static_cast<std::uint64_t>(shape.frames) + 7) / 8 > samples->size())
        return Error{ErrorCode::Damaged, "pixel data"};
    const NativeBytes bytes{*samples,
                            shape.bitsAllocated == 32 && dataSet.content().presentedAs == EXS_BigEndianExplicit};
    const auto grid = nativeGridOf(shape);
    for (const auto& box : boxes) {
        for (int frame = box.firstFrame; frame <= box.lastFrame; ++frame) {
            if (shape.bitsAllocated == 1)
                paintBits(bytes, shape, box, frame, value[0] != 0);
            else if (isPaired(shape))
                paintPairs(bytes, shape, box, frame, value);
            else
                paintSamples(bytes, grid, box, frame, value);
        }
    }
    return done();
}

Box nativelyWidened(const Box& box, const ImageShape& shape)
{
    auto wide = box;
    if (!isPaired(shape))
        return wide;
    wide.x = box.x / 2 * 2;
    wide.width = std::min((box.x + box.width + 1) / 2 * 2, shape.columns) - wide.x;
    return wide;
}

}
