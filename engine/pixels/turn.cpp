// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/turn.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace engine::pixels {

namespace {

struct Point {
    int x, y;
};

/// Where a stored corner point lies in the upright picture; sides are those of the stored one.
Point turned(Point p, int columns, int rows, int orientation)
{
    switch (orientation) {
    case 2:
        return {columns - p.x, p.y};
    case 3:
        return {columns - p.x, rows - p.y};
    case 4:
        return {p.x, rows - p.y};
    case 5:
        return {p.y, p.x};
    case 6:
        return {rows - p.y, p.x};
    case 7:
        return {rows - p.y, columns - p.x};
    case 8:
        return {p.y, columns - p.x};
    default:
        return p;
    }
}

/// Only a quarter turn is not its own opposite.
int opposite(int orientation)
{
    return orientation == 6 ? 8 : orientation == 8 ? 6 : orientation;
}

Box turnedBox(const Box& box, int columns, int rows, int orientation)
{
    const auto a = turned({box.x, box.y}, columns, rows, orientation);
    const auto b = turned({box.x + box.width, box.y + box.height}, columns, rows, orientation);
    return {std::min(a.x, b.x),
            std::min(a.y, b.y),
            std::max(a.x, b.x) - std::min(a.x, b.x),
            std::max(a.y, b.y) - std::min(a.y, b.y),
            box.firstFrame,
            box.lastFrame};
}

}

Frame uprightOf(const Frame& stored)
{
    auto frame = stored;
    frame.orientation = 1;
    if (stored.orientation >= 5)
        std::swap(frame.layout.columns, frame.layout.rows);
    return frame;
}

void turnUpright(ByteView samples, const Frame& stored, std::span<std::uint8_t> into)
{
    const auto& layout = stored.layout;
    const auto size = static_cast<std::size_t>(layout.samplesPerPixel * layout.bytesPerSample);
    const auto line = static_cast<std::size_t>(uprightOf(stored).layout.columns);
    for (int y = 0; y < layout.rows; ++y) {
        for (int x = 0; x < layout.columns; ++x) {
            const auto box = turnedBox({x, y, 1, 1, 1, 1}, layout.columns, layout.rows, stored.orientation);
            const auto from =
                static_cast<std::size_t>(y) * static_cast<std::size_t>(layout.columns) + static_cast<std::size_t>(x);
            const auto to = static_cast<std::size_t>(box.y) * line + static_cast<std::size_t>(box.x);
            std::memcpy(into.data() + to * size, samples.data() + from * size, size);
        }
    }
}

Box toUpright(const Box& box, const Frame& stored)
{
    return turnedBox(box, stored.layout.columns, stored.layout.rows, stored.orientation);
}

Box toStored(const Box& box, const Frame& stored)
{
    const auto sides = uprightOf(stored).layout;
    return turnedBox(box, sides.columns, sides.rows, opposite(stored.orientation));
}

}
