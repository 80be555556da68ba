// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/gif_reader.h"
#include "engine/photo/lzw.h"
#include "engine/photo/packed_line.h"
#include "engine/photo/raster.h"

#include <algorithm>
#include <array>
#include <climits>
#include <cstdlib>
#include <set>

namespace engine::photo {

namespace {

/// Colour numbers of one frame, line by line from the top.
Result<Bytes> indicesOf(const GifFrame& frame)
{
    const auto columns = static_cast<std::size_t>(frame.columns), rows = static_cast<std::size_t>(frame.rows);
    auto unpacked = unpackLzw(joinedBlocks(frame.packed), {frame.codeBits, false}, columns * rows);
    if (!unpacked)
        return unpacked.error();
    if (unpacked->size() != columns * rows)
        return Error{ErrorCode::Damaged, "GIF picture"};
    if (!frame.isInterlaced)
        return unpacked;
    Bytes sorted(unpacked->size());
    std::size_t from = 0;
    for (const auto& [first, step] : {std::pair<std::size_t, std::size_t>{0, 8}, {4, 8}, {2, 4}, {1, 2}}) {
        for (auto y = first; y < rows; y += step, from += columns)
            std::copy_n(unpacked->begin() + static_cast<std::ptrdiff_t>(from), columns,
                        sorted.begin() + static_cast<std::ptrdiff_t>(y * columns));
    }
    return sorted;
}

Bytes interlaced(const Bytes& lines, const GifFrame& frame)
{
    const auto columns = static_cast<std::size_t>(frame.columns), rows = static_cast<std::size_t>(frame.rows);
    Bytes mixed;
    for (const auto& [first, step] : {std::pair<std::size_t, std::size_t>{0, 8}, {4, 8}, {2, 4}, {1, 2}}) {
        for (auto y = first; y < rows; y += step)
            mixed.insert(mixed.end(), lines.begin() + static_cast<std::ptrdiff_t>(y * columns),
                         lines.begin() + static_cast<std::ptrdiff_t>((y + 1) * columns));
    }
    return mixed;
}

std::uint8_t step(int number)
{
    constexpr std::uint8_t steps[] = {0, 128, 255};
    return steps[number];
}

int distance(const std::array<std::uint8_t, 3>& one, const std::array<std::uint8_t, 3>& other)
{
    int sum = 0;
    for (std::size_t i = 0; i < 3; ++i)
        sum += std::abs(one[i] - other[i]);
    return sum;
}

void draw(const GifFrame& frame, const Bytes& indices, Raster& screen)
{
    const ColourTable colours{frame.colours, 3, false};
    for (int y = 0; y < frame.rows; ++y) {
        auto* to = screen.bytes.data() + screen.at(frame.left, frame.top + y);
        for (int x = 0; x < frame.columns; ++x, to += 3) {
            const int index = indices[static_cast<std::size_t>(y) * static_cast<std::size_t>(frame.columns) +
                                      static_cast<std::size_t>(x)];
            const auto colour = colours.at(static_cast<std::size_t>(index));
            if (index != frame.transparent)
                std::copy(colour.begin(), colour.end(), to);
        }
    }
}

using Colour = std::array<std::uint8_t, 3>;

/// What lies behind the transparent parts: as far from every colour of the picture as can be, so that letters in any of
/// them can be seen. Black where nothing is transparent.
Colour behind(const GifScreen& screen)
{
    std::set<Colour> used;
    for (const auto& frame : screen.frames) {
        const ColourTable colours{frame.colours, 3, false};
        for (std::size_t i = 0; frame.transparent >= 0 && i < colours.size(); ++i) {
            if (static_cast<int>(i) != frame.transparent)
                used.insert(colours.at(i));
        }
    }
    Colour best{};
    int farthest = used.empty() ? INT_MAX : -1;
    for (int code = 0; code < 27; ++code) {
        const Colour colour{step(code / 9), step(code / 3 % 3), step(code % 3)};
        int nearest = INT_MAX;
        for (const auto& other : used)
            nearest = std::min(nearest, distance(colour, other));
        if (nearest > farthest) {
            farthest = nearest;
            best = colour;
        }
    }
    return best;
}

void clear(const GifFrame& frame, const Colour& colour, Raster& screen)
{
    for (int y = 0; y < frame.rows; ++y) {
        auto* to = screen.bytes.data() + screen.at(frame.left, frame.top + y);
        for (int x = 0; x < frame.columns; ++x)
            to = std::copy(colour.begin(), colour.end(), to);
    }
}

/// An entry that is not transparent.
std::uint32_t opaqueGrey(const GifFrame& frame, int fill)
{
    Bytes colours{frame.colours.begin(), frame.colours.end()};
    const auto hidden = static_cast<std::size_t>(std::max(0, frame.transparent)) * 3;
    if (frame.transparent >= 0 && hidden + 3 <= colours.size()) // as far from any grey as can be: it is not taken
        std::copy_n(Bytes{static_cast<std::uint8_t>(fill < 128 ? 255 : 0), 0, 255}.begin(), 3,
                    colours.begin() + static_cast<std::ptrdiff_t>(hidden));
    return nearestGrey({colours, 3, false}, fill);
}

/// The part of the box that the frame draws.
void paint(const GifFrame& frame, const pixels::Box& box, std::uint32_t index, Bytes& indices)
{
    const int left = std::max(box.x - frame.left, 0), right = std::min(box.x + box.width - frame.left, frame.columns);
    const int top = std::max(box.y - frame.top, 0), bottom = std::min(box.y + box.height - frame.top, frame.rows);
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x)
            indices[static_cast<std::size_t>(y) * static_cast<std::size_t>(frame.columns) +
                    static_cast<std::size_t>(x)] = static_cast<std::uint8_t>(index);
    }
}

/// Later frames draw over earlier ones, and through their transparent parts earlier ones shine: one box is for all.
std::vector<pixels::Box> onAllFrames(std::vector<pixels::Box> boxes, std::size_t frames)
{
    for (auto& box : boxes) {
        box.firstFrame = 1;
        box.lastFrame = static_cast<int>(frames);
    }
    return boxes;
}

Bytes headBefore(const GifFrame& frame)
{
    constexpr std::uint8_t extension = 0x21, image = 0x2C;
    Bytes head;
    if (!frame.control.empty()) {
        head.push_back(extension);
        head.insert(head.end(), frame.control.begin(), frame.control.end());
    }
    head.push_back(image);
    head.insert(head.end(), frame.descriptor.begin(), frame.descriptor.end());
    head.push_back(static_cast<std::uint8_t>(frame.codeBits));
    return head;
}

}

Result<Raster> rasterOfGif(ByteView file, int page)
{
    Notes notes;
    const auto screen = readGif(file, notes);
    if (!screen)
        return screen.error();
    if (page < 1 || page > static_cast<int>(screen->frames.size()))
        return Error{ErrorCode::BadArgument, "frame " + std::to_string(page)};
    auto shown = Raster::of({screen->columns, screen->rows, 3, 8}, 3, 1);
    const auto background = behind(*screen);
    GifFrame all;
    all.columns = screen->columns;
    all.rows = screen->rows;
    clear(all, background, shown);
    for (int i = 0; i < page; ++i) {
        const auto& frame = screen->frames[static_cast<std::size_t>(i)];
        const auto indices = indicesOf(frame);
        if (!indices)
            return indices.error();
        const bool isLast = i + 1 == page;
        const auto before = frame.disposal == 3 && !isLast ? shown.bytes : Bytes{};
        draw(frame, *indices, shown);
        if (frame.disposal == 2 && !isLast)
            clear(frame, background, shown);
        if (frame.disposal == 3 && !isLast)
            shown.bytes = before;
    }
    return shown;
}

Result<Redacted> redactGif(ByteView file, const std::vector<pixels::Box>& boxes, int fill)
{
    Notes notes;
    const auto screen = readGif(file, notes);
    if (!screen)
        return screen.error();
    Redacted redacted{
        {screen->head.begin(), screen->head.end()}, onAllFrames(boxes, screen->frames.size()), "lossless", false};
    redacted.bytes.insert(redacted.bytes.end(), screen->loop.begin(), screen->loop.end());
    for (const auto& frame : screen->frames) {
        auto indices = indicesOf(frame);
        if (!indices)
            return indices.error();
        const auto index = opaqueGrey(frame, fill);
        if (index >= 1U << frame.codeBits)
            return Error{ErrorCode::Unsupported, "GIF colours"};
        for (const auto& box : redacted.boxesUsed)
            paint(frame, box, index, *indices);
        const auto packed =
            splitBlocks(packLzw(frame.isInterlaced ? interlaced(*indices, frame) : *indices, {frame.codeBits, false}));
        const auto head = headBefore(frame);
        redacted.bytes.insert(redacted.bytes.end(), head.begin(), head.end());
        redacted.bytes.insert(redacted.bytes.end(), packed.begin(), packed.end());
    }
    redacted.bytes.push_back(0x3B);
    return redacted;
}

}
