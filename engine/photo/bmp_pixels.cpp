// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/bmp_reader.h"
#include "engine/photo/packed_line.h"
#include "engine/photo/raster.h"

#include <algorithm>
#include <bit>

namespace engine::photo {

namespace {

std::size_t lineAt(const Bitmap& map, int y)
{
    const int line = map.isTopDown ? y : map.rows - 1 - y;
    return map.pixelsAt + static_cast<std::size_t>(line) * map.lineSize;
}

ColourTable coloursOf(ByteView file, const Bitmap& map)
{
    return {file.subspan(map.coloursAt, map.coloursSize), static_cast<std::size_t>(map.colourSize), true};
}

/// The part of a pixel that a mask names, as 8 bits.
std::uint8_t throughMask(std::uint32_t value, std::uint32_t mask)
{
    if (mask == 0)
        return 0;
    const auto most = mask >> std::countr_zero(mask);
    return static_cast<std::uint8_t>(std::uint64_t{(value & mask) >> std::countr_zero(mask)} * 255U / most);
}

std::uint32_t intoMask(int level, std::uint32_t mask)
{
    if (mask == 0)
        return 0;
    const auto most = mask >> std::countr_zero(mask);
    return static_cast<std::uint32_t>(std::uint64_t{most} * static_cast<std::uint32_t>(level) / 255U)
           << std::countr_zero(mask);
}

/// Red, green, blue, and what the bits say that are no colour.
std::array<std::uint8_t, 4> colourAt(ByteView line, int x, const Bitmap& map, const ColourTable& colours)
{
    const auto place = static_cast<std::size_t>(x);
    if (map.bits == 24)
        return {line[place * 3 + 2], line[place * 3 + 1], line[place * 3]};
    const auto value = sampleAt(line, place, map.bits, true);
    if (map.bits <= 8) {
        const auto [red, green, blue] = colours.at(value);
        return {red, green, blue};
    }
    return {throughMask(value, map.masks[0]), throughMask(value, map.masks[1]), throughMask(value, map.masks[2]),
            throughMask(value, map.rest)};
}

PackedPixel pixelFor(ByteView file, const Bitmap& map, int fill)
{
    const auto level = static_cast<std::uint32_t>(fill);
    if (map.bits == 24)
        return {8, true, {level, level, level}};
    if (map.bits <= 8)
        return {map.bits, true, {nearestGrey(coloursOf(file, map), fill)}};
    std::uint32_t value = map.rest; // opaque
    for (const auto mask : map.masks)
        value |= intoMask(fill, mask);
    return {map.bits, true, {value}};
}

}

Result<Raster> rasterOfBmp(ByteView file)
{
    const auto map = readBitmap(file);
    if (!map)
        return map.error();
    const std::size_t samples = map->rest != 0 ? 4 : 3;
    auto raster = Raster::of({map->columns, map->rows, 3, 8}, static_cast<int>(samples), 1);
    const auto colours = coloursOf(file, *map);
    for (int y = 0; y < map->rows; ++y) {
        const auto line = file.subspan(lineAt(*map, y), map->lineSize);
        auto* to = raster.bytes.data() + raster.at(0, y);
        for (int x = 0; x < map->columns; ++x) {
            const auto colour = colourAt(line, x, *map, colours);
            to = std::copy_n(colour.begin(), samples, to);
        }
    }
    return raster;
}

Result<Redacted> redactBmp(ByteView file, const std::vector<pixels::Box>& boxes, int fill)
{
    const auto map = readBitmap(file);
    if (!map)
        return map.error();
    Redacted redacted{{file.begin(), file.end()}, boxes, "uncompressed", false};
    const auto pixel = pixelFor(file, *map, fill);
    for (const auto& box : boxes) {
        for (int y = box.y; y < box.y + box.height; ++y)
            paintLine(std::span{redacted.bytes}.subspan(lineAt(*map, y), map->lineSize), box.x, box.x + box.width,
                      pixel);
    }
    return redacted;
}

}
