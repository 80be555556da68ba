// SPDX-License-Identifier: Apache-2.0
#include "engine/face/scene_pictures.h"

#include <algorithm>

namespace engine::face {

namespace {

constexpr std::uint8_t nothing = 0x10, inside = 0x2a, line = 0xe0;
constexpr int leastOfSurface = 28, edge = 85; // of 41 (edge on) to 204 (facing the eye)

}

void drawContour(std::span<std::uint8_t> rgba)
{
    for (std::size_t i = 0; i + 3 < rgba.size(); i += 4) {
        const int value = rgba[i];
        const auto grey = value < leastOfSurface ? nothing : value < edge ? line : inside;
        std::fill_n(rgba.begin() + static_cast<std::ptrdiff_t>(i), 3, grey);
    }
}

void spread(ByteView grey, int side, const std::array<int, 2>& size, std::span<std::uint8_t> rgba)
{
    const auto [width, height] = size;
    const int largest = std::max(width, height);
    const auto place = [&](int at, int extent) {
        const int shifted = at + (largest - extent) / 2;
        return std::min(side - 1, static_cast<int>(static_cast<std::int64_t>(shifted) * side / largest));
    };
    for (int y = 0; y < height; ++y) {
        const auto* row = grey.data() + static_cast<std::ptrdiff_t>(place(y, height)) * side;
        auto* to = rgba.data() + static_cast<std::ptrdiff_t>(y) * width * 4;
        for (int x = 0; x < width; ++x, to += 4) {
            std::fill_n(to, 3, std::max(nothing, row[place(x, width)]));
            to[3] = 255;
        }
    }
}

}
