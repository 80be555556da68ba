// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/packed_line.h"

#include <cstdlib>

namespace engine::photo {

namespace {

void setSample(std::span<std::uint8_t> line, std::size_t index, std::uint32_t value, const PackedPixel& pixel)
{
    const auto bits = static_cast<std::size_t>(pixel.bits);
    if (bits < 8) {
        const auto at = index * bits / 8;
        if (at >= line.size())
            return;
        const auto shift = 8 - bits - index * bits % 8;
        const auto mask = ((1U << bits) - 1U) << shift;
        line[at] = static_cast<std::uint8_t>((line[at] & ~mask) | (value << shift & mask));
        return;
    }
    const auto size = bits / 8;
    for (std::size_t i = 0; i < size && (index + 1) * size <= line.size(); ++i)
        line[index * size + i] = static_cast<std::uint8_t>(value >> (8 * (pixel.isLittle ? i : size - 1 - i)));
}

}

void paintLine(std::span<std::uint8_t> line, int from, int to, const PackedPixel& pixel)
{
    const auto count = pixel.samples.size();
    for (auto x = static_cast<std::size_t>(from); x < static_cast<std::size_t>(to); ++x) {
        for (std::size_t i = 0; i < count; ++i)
            setSample(line, x * count + i, pixel.samples[i], pixel);
    }
}

std::uint32_t sampleAt(ByteView line, std::size_t index, int bits, bool isLittle)
{
    const auto width = static_cast<std::size_t>(bits);
    if (width < 8) {
        const auto at = index * width / 8;
        return at >= line.size() ? 0 : line[at] >> (8 - width - index * width % 8) & ((1U << width) - 1U);
    }
    const auto size = width / 8;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size && (index + 1) * size <= line.size(); ++i)
        value = value << 8U | line[index * size + (isLittle ? size - 1 - i : i)];
    return value;
}

std::array<std::uint8_t, 3> ColourTable::at(std::size_t index) const
{
    if (index >= size())
        return {};
    const auto entry = bytes.subspan(index * stride, 3);
    return isBgr ? std::array{entry[2], entry[1], entry[0]} : std::array{entry[0], entry[1], entry[2]};
}

std::uint32_t nearestGrey(const ColourTable& table, int level)
{
    std::uint32_t best = 0;
    int least = 3 * 256;
    for (std::size_t i = 0; i < table.size(); ++i) {
        int apart = 0;
        for (const int value : table.at(i))
            apart += std::abs(value - level);
        if (apart < least) {
            least = apart;
            best = static_cast<std::uint32_t>(i);
        }
    }
    return best;
}

}
