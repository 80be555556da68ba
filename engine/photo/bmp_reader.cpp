// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/bmp_reader.h"

#include <algorithm>
#include <cstdlib>

namespace engine::photo {

namespace {

constexpr std::size_t fileHead = 14, coreHead = 12, infoHead = 40, maskHead = 56, version4 = 108, version5 = 124;
constexpr std::uint32_t plain = 0, masked = 3, maskedWithAlpha = 6;

std::uint32_t numberAt(ByteView bytes, std::size_t at, std::size_t size)
{
    std::uint32_t value = 0;
    for (std::size_t i = size; i-- > 0;)
        value = value << 8U | bytes[at + i];
    return value;
}

void set(Bytes& bytes, std::size_t at, std::uint32_t value)
{
    for (std::size_t i = 0; i < 4; ++i, value >>= 8U)
        bytes[at + i] = static_cast<std::uint8_t>(value);
}

const Error early{ErrorCode::Damaged, "bmp ends early"};

Done readInfo(ByteView file, Bitmap& map)
{
    map.columns = static_cast<int>(numberAt(file, 18, 4));
    const auto rows = static_cast<std::int32_t>(numberAt(file, 22, 4));
    map.isTopDown = rows < 0;
    if (map.columns <= 0 || rows == 0 || rows == INT32_MIN)
        return Error{ErrorCode::Damaged, "size of the picture"};
    map.rows = std::abs(rows);
    map.bits = static_cast<int>(numberAt(file, 28, 2));
    map.compression = numberAt(file, 30, 4);
    if (map.compression != plain && map.compression != masked && map.compression != maskedWithAlpha)
        return Error{ErrorCode::Unsupported, "packed BMP"};
    const bool hasMasks = map.compression != plain;
    const std::size_t masksAt = fileHead + infoHead;
    map.coloursAt = fileHead + map.headerSize;
    if (hasMasks && map.headerSize == infoHead)
        map.coloursAt += map.compression == maskedWithAlpha ? 16 : 12;
    if (map.coloursAt > file.size())
        return early;
    map.masks = map.bits == 16 ? std::array<std::uint32_t, 3>{0x7C00, 0x3E0, 0x1F}
                               : std::array<std::uint32_t, 3>{0xFF0000, 0xFF00, 0xFF};
    for (std::size_t i = 0; hasMasks && i < 3; ++i)
        map.masks[i] = numberAt(file, masksAt + i * 4, 4);
    if (map.bits == 16 || map.bits == 32)
        map.rest = ~(map.masks[0] | map.masks[1] | map.masks[2]) & (map.bits == 16 ? 0xFFFFU : 0xFFFFFFFFU);
    const auto colours = numberAt(file, 46, 4);
    if (map.bits <= 8)
        map.coloursSize = std::min<std::size_t>(colours == 0 ? 1U << map.bits : colours, 1U << map.bits) * 4;
    return done();
}

void tellHidden(ByteView file, const Bitmap& map, std::size_t end, Dissection& out)
{
    const auto paletteEnd = map.coloursAt + map.coloursSize;
    const auto remove = [&](const char* place, const char* name, std::size_t size, const char* reason) {
        if (size > 0)
            out.notes.push_back({place, name, binaryWords(size), Fate::Removed, reason});
    };
    const auto profile = map.headerSize == version5 ? numberAt(file, fileHead + 116, 4) : 0;
    const bool isProfileBehind = profile > 0 && fileHead + numberAt(file, fileHead + 112, 4) >= end;
    remove("bmp:profile", "ICC_Profile", profile, "a colour profile, or the path of one; the colours count as sRGB");
    remove("bmp:gap", "Gap", map.pixelsAt - std::min(map.pixelsAt, paletteEnd), "between head and picture");
    const auto rest = file.size() - end;
    remove("trailing", "Trailer", isProfileBehind ? rest - std::min<std::size_t>(rest, profile) : rest,
           "follows the end of the picture");
}

/// Numbers that no picture has: letters may stand there. Places of BITMAPINFOHEADER and BITMAPV4HEADER.
void clearUnused(Bytes& head, std::size_t headerSize)
{
    constexpr std::uint32_t mostDotsAMetre = 1'000'000, calibrated = 0;
    const auto clearFrom = [&](std::size_t at, std::size_t end) {
        for (; at < end; at += 4)
            set(head, fileHead + at, 0);
    };
    if (headerSize >= infoHead &&
        (numberAt(head, fileHead + 24, 4) > mostDotsAMetre || numberAt(head, fileHead + 28, 4) > mostDotsAMetre))
        clearFrom(24, 32);
    if (headerSize >= infoHead)
        clearFrom(36, 40); // how many colours matter
    if (headerSize >= version4 && numberAt(head, fileHead + 56, 4) != calibrated)
        clearFrom(60, 108); // ends of the colours and their curves
}

/// Lines as they are, the bytes that only fill them up set to zero.
void addPixels(ByteView file, const Bitmap& map, Dissection& out)
{
    const auto used = (static_cast<std::size_t>(map.columns) * static_cast<std::size_t>(map.bits) + 7) / 8;
    for (std::size_t line = 0; line < static_cast<std::size_t>(map.rows); ++line) {
        const auto at = map.pixelsAt + line * map.lineSize;
        if (used == map.lineSize) {
            out.keep(file.subspan(at, map.lineSize * static_cast<std::size_t>(map.rows)));
            return;
        }
        out.keep(file.subspan(at, used));
        out.add(Bytes(map.lineSize - used));
    }
}

}

Result<Bitmap> readBitmap(ByteView file)
{
    if (file.size() < fileHead + coreHead)
        return early;
    Bitmap map;
    map.headerSize = numberAt(file, fileHead, 4);
    map.pixelsAt = numberAt(file, 10, 4);
    const bool isKnown = map.headerSize == coreHead || map.headerSize == infoHead || map.headerSize == maskHead ||
                         map.headerSize == version4 || map.headerSize == version5;
    if (!isKnown || file.size() < fileHead + map.headerSize)
        return isKnown ? early : Error{ErrorCode::Unsupported, "kind of BMP"};
    if (map.headerSize == coreHead) {
        map.columns = static_cast<int>(numberAt(file, 18, 2));
        map.rows = static_cast<int>(numberAt(file, 20, 2));
        map.bits = static_cast<int>(numberAt(file, 24, 2));
        map.coloursAt = fileHead + coreHead;
        map.colourSize = 3;
        map.coloursSize = map.bits <= 8 ? std::size_t{3} << map.bits : 0;
    } else if (auto read = readInfo(file, map); !read) {
        return read.error();
    }
    const bool isDepth =
        map.bits == 1 || map.bits == 4 || map.bits == 8 || map.bits == 16 || map.bits == 24 || map.bits == 32;
    if (!isDepth || map.columns > 65535 || map.rows > 65535)
        return Error{isDepth ? ErrorCode::TooLarge : ErrorCode::Unsupported, "kind of BMP"};
    map.lineSize = (static_cast<std::size_t>(map.columns) * static_cast<std::size_t>(map.bits) + 31) / 32 * 4;
    const auto size = map.lineSize * static_cast<std::size_t>(map.rows);
    if (map.pixelsAt < map.coloursAt || map.pixelsAt > file.size() || size > file.size() - map.pixelsAt ||
        map.coloursAt + map.coloursSize > map.pixelsAt)
        return early;
    return map;
}

Result<Dissection> dissectBmp(ByteView file)
{
    const auto map = readBitmap(file);
    if (!map)
        return map.error();
    Dissection out;
    out.format = Format::Bmp;
    out.photometric = map->bits <= 8 ? "PALETTE COLOR" : "RGB";
    out.pages.push_back(
        {map->columns, map->rows, map->bits <= 8 ? 1 : 3, map->bits <= 8 ? map->bits : 8, map->rest != 0, false});
    const auto size = map->lineSize * static_cast<std::size_t>(map->rows);
    tellHidden(file, *map, map->pixelsAt + size, out);
    const auto headEnd = map->coloursAt + map->coloursSize;
    Bytes head{file.begin(), file.begin() + static_cast<std::ptrdiff_t>(headEnd)};
    set(head, 2, static_cast<std::uint32_t>(headEnd + size));
    set(head, 6, 0); // reserved
    set(head, 10, static_cast<std::uint32_t>(headEnd));
    if (map->headerSize == version5) {
        constexpr std::uint32_t sRgb = 0x73524742; // LCS_sRGB: no profile any more
        const auto space = numberAt(file, fileHead + 56, 4);
        set(head, fileHead + 56, space == 0x4C494E4B || space == 0x4D424544 ? sRgb : space);
        for (const std::size_t at : {112U, 116U, 120U})
            set(head, fileHead + at, 0);
    }
    clearUnused(head, map->headerSize);
    out.add(std::move(head));
    addPixels(file, *map, out);
    return out;
}

}
