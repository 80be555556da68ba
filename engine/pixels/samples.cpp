// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/samples.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace engine::pixels {

namespace {

/// Full-range YCbCr of PS3.3 C.7.6.3.1.2 turned round, around the middle of the range.
std::array<double, 3> toRgb(double y, double cb, double cr)
{
    return {y + 1.402 * cr, y - 0.344136 * cb - 0.714136 * cr, y + 1.772 * cb};
}

void putSample(std::uint8_t* at, std::int64_t value, int bytes)
{
    std::memcpy(at, &value, static_cast<std::size_t>(bytes));
}

double floatAt(const RawFrame& raw, std::size_t index)
{
    if (raw.bitsAllocated == 64) {
        double value = 0;
        std::memcpy(&value, raw.samples.data() + index * sizeof value, sizeof value);
        return value;
    }
    float value = 0;
    std::memcpy(&value, raw.samples.data() + index * sizeof value, sizeof value);
    return value;
}

}

StoredValues::StoredValues(const RawFrame& raw, bool isSigned)
    : m_bytes{raw.samples.data()}, m_step{static_cast<std::size_t>(raw.bitsAllocated) / 8},
      m_shift{raw.highBit + 1 - raw.bitsStored}, m_bits{raw.bitsStored}, m_isSigned{isSigned}
{
}

std::int64_t StoredValues::at(std::size_t index) const
{
    std::uint64_t value = 0;
    std::memcpy(&value, m_bytes + index * m_step, m_step);
    value = (value >> m_shift) & ((std::uint64_t{1} << m_bits) - 1);
    if (!m_isSigned)
        return static_cast<std::int64_t>(value);
    const auto sign = std::uint64_t{1} << (m_bits - 1);
    return static_cast<std::int64_t>(value ^ sign) - static_cast<std::int64_t>(sign);
}

namespace {

/// Reads words and tells what lies in them beside the sample.
class BesideSamples {
public:
    BesideSamples(const RawFrame& raw, bool isSigned)
        : m_bytes{raw.samples.data()}, m_step{static_cast<std::size_t>(raw.bitsAllocated) / 8}
    {
        const auto shift = static_cast<unsigned>(raw.highBit + 1 - raw.bitsStored);
        const auto all = (std::uint64_t{1} << raw.bitsAllocated) - 1;
        const auto used = ((std::uint64_t{1} << raw.bitsStored) - 1) << shift;
        const auto above = all & ~((std::uint64_t{2} << raw.highBit) - 1);
        m_unused = static_cast<std::uint32_t>(all & ~used);
        m_sign = isSigned ? static_cast<std::uint32_t>(std::uint64_t{1} << raw.highBit) : 0;
        m_extension = isSigned ? static_cast<std::uint32_t>(above) : 0;
    }

    bool areNone() const { return m_unused == 0; }

    std::uint32_t at(std::size_t index) const
    {
        std::uint32_t word = 0;
        std::memcpy(&word, m_bytes + index * m_step, m_step);
        const auto beside = word & m_unused;
        return (word & m_sign) != 0 && beside == m_extension ? 0 : beside;
    }

private:
    const std::uint8_t* m_bytes;
    std::size_t m_step;
    std::uint32_t m_unused = 0, m_sign = 0, m_extension = 0;
};

std::size_t wordsIn(const RawFrame& raw)
{
    return raw.samples.size() / (static_cast<std::size_t>(raw.bitsAllocated) / 8);
}

}

std::uint32_t strayBitsOf(const RawFrame& raw, bool isSigned)
{
    const BesideSamples beside{raw, isSigned};
    if (raw.bitsAllocated > 32 || beside.areNone())
        return 0;
    std::uint32_t any = 0;
    std::uint32_t everywhere = 0xFFFFFFFF;
    for (std::size_t i = 0; i < wordsIn(raw); ++i) {
        const auto bits = beside.at(i);
        any |= bits;
        everywhere &= bits;
    }
    // A bit that is set in every word shows nothing.
    return any & ~everywhere;
}

void writeStrayBit(const RawFrame& raw, bool isSigned, int bit, std::span<std::uint8_t> into)
{
    const BesideSamples beside{raw, isSigned};
    const auto mask = std::uint32_t{1} << static_cast<unsigned>(bit);
    for (std::size_t i = 0; i < std::min(wordsIn(raw), into.size()); ++i)
        into[i] = (beside.at(i) & mask) != 0 ? 255 : 0;
}

void writeGrey(const RawFrame& raw, const FrameLayout& layout, std::span<std::uint8_t> into)
{
    const bool isAsStored = raw.bitsStored == raw.bitsAllocated && raw.bitsAllocated == 8 * layout.bytesPerSample;
    if (isAsStored) {
        std::copy_n(raw.samples.begin(), layout.bytes(), into.begin());
        return;
    }
    const StoredValues values{raw, layout.isSigned};
    const auto count = static_cast<std::size_t>(layout.columns) * static_cast<std::size_t>(layout.rows);
    const auto step = static_cast<std::size_t>(layout.bytesPerSample);
    for (std::size_t i = 0; i < count; ++i)
        putSample(into.data() + i * step, values.at(i), layout.bytesPerSample);
}

void writePalette(const RawFrame& raw, const Palette& palette, bool isSigned, std::span<std::uint8_t> into)
{
    const StoredValues values{raw, isSigned};
    const auto count = raw.samples.size() / (static_cast<std::size_t>(raw.bitsAllocated) / 8);
    for (std::size_t i = 0; i < count; ++i) {
        const auto colour = palette.at(values.at(i));
        std::copy(colour.begin(), colour.end(), into.data() + 3 * i);
    }
}

void writeColour(const RawFrame& raw, const FrameLayout& layout, std::span<std::uint8_t> into)
{
    const StoredValues values{raw, false};
    const auto pixels = static_cast<std::size_t>(layout.columns) * static_cast<std::size_t>(layout.rows);
    const auto step = static_cast<std::size_t>(layout.bytesPerSample);
    const bool isYbr = raw.photometric.rfind("YBR_", 0) == 0;
    const auto largest = static_cast<double>((std::uint64_t{1} << raw.bitsStored) - 1);
    const double middle = std::floor(largest / 2) + 1;
    for (std::size_t i = 0; i < pixels; ++i) {
        for (std::size_t colour = 0; colour < 3; ++colour)
            putSample(into.data() + (3 * i + colour) * step,
                      values.at(raw.isPlanar ? colour * pixels + i : 3 * i + colour), layout.bytesPerSample);
        if (!isYbr)
            continue;
        const auto sample = [&](std::size_t colour) {
            return static_cast<double>(values.at(raw.isPlanar ? colour * pixels + i : 3 * i + colour));
        };
        const auto rgb = toRgb(sample(0), sample(1) - middle, sample(2) - middle);
        for (std::size_t colour = 0; colour < 3; ++colour)
            putSample(into.data() + (3 * i + colour) * step, std::llround(std::clamp(rgb[colour], 0.0, largest)),
                      layout.bytesPerSample);
    }
}

Quantised writeFloats(const RawFrame& raw, std::span<std::uint8_t> into)
{
    const auto count = raw.samples.size() / (static_cast<std::size_t>(raw.bitsAllocated) / 8);
    double low = std::numeric_limits<double>::max();
    double high = std::numeric_limits<double>::lowest();
    for (std::size_t i = 0; i < count; ++i) {
        const auto value = floatAt(raw, i);
        if (std::isfinite(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    Quantised quantised;
    quantised.smallest = low <= high ? low : 0;
    quantised.step = low < high && std::isfinite(high - low) ? (high - low) / 65'535 : 1;
    for (std::size_t i = 0; i < count; ++i) {
        const auto value = floatAt(raw, i);
        const auto steps = std::isfinite(value) ? (value - quantised.smallest) / quantised.step : 0;
        putSample(into.data() + 2 * i, std::llround(std::clamp(steps, 0.0, 65'535.0)), 2);
    }
    return quantised;
}

}
