// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pixels/codecs.h"
#include "engine/pixels/frame.h"
#include "engine/pixels/palette.h"

namespace engine::pixels {

/// Stored values as numbers: shifted, masked to the bits stored, sign-extended (PS3.5 8.1.1).
class StoredValues {
public:
    StoredValues(const RawFrame& raw, bool isSigned);

    std::int64_t at(std::size_t index) const;

private:
    const std::uint8_t* m_bytes;
    std::size_t m_step;
    int m_shift, m_bits;
    bool m_isSigned;
};

/// Which bits beside the samples hold something of their own: see Frame::strayBits. 0 where all bits are samples.
std::uint32_t strayBitsOf(const RawFrame& raw, bool isSigned);
/// One such bit as a picture of one byte a pixel: 255 where it stands out, else 0. Of grey and palette images.
void writeStrayBit(const RawFrame& raw, bool isSigned, int bit, std::span<std::uint8_t> into);

/// Each writes the layout's bytes at the start of `into`.
void writeGrey(const RawFrame& raw, const FrameLayout& layout, std::span<std::uint8_t> into);
void writePalette(const RawFrame& raw, const Palette& palette, bool isSigned, std::span<std::uint8_t> into);
/// `raw.photometric` RGB, YBR_FULL or YBR_FULL_422 (already of full resolution).
void writeColour(const RawFrame& raw, const FrameLayout& layout, std::span<std::uint8_t> into);
/// Floats are shown in 65,536 steps between the smallest and largest finite value: returns step and smallest value.
struct Quantised {
    double step = 1, smallest = 0;
};
Quantised writeFloats(const RawFrame& raw, std::span<std::uint8_t> into);

}
