// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/tiff_parts.h"

#include "engine/photo/deflated.h"
#include "engine/photo/jpeg.h"
#include "engine/photo/jpeg_pixels.h"
#include "engine/photo/lzw.h"

#include <algorithm>

namespace engine::photo {

namespace {

// TIFF 6.0 section 3 and Technical Notes.
constexpr int plain = 1, lzw = 5, jpeg = 7, adobeDeflate = 8, packBits = 32773, oldDeflate = 32946;

/// TIFF 6.0 section 9. `at`: where it stopped.
Bytes unpackBits(ByteView packed, std::size_t most, std::size_t& at)
{
    Bytes bytes;
    while (at < packed.size() && bytes.size() < most) {
        const int code = static_cast<std::int8_t>(packed[at++]);
        if (code >= 0) {
            const auto count = std::min<std::size_t>(static_cast<std::size_t>(code) + 1, packed.size() - at);
            bytes.insert(bytes.end(), packed.begin() + static_cast<std::ptrdiff_t>(at),
                         packed.begin() + static_cast<std::ptrdiff_t>(at + count));
            at += count;
        } else if (code != -128 && at < packed.size()) {
            bytes.insert(bytes.end(), static_cast<std::size_t>(1 - code), packed[at++]);
        }
    }
    bytes.resize(std::min(bytes.size(), most));
    return bytes;
}

/// Line by line, as the standard asks.
Bytes packBitsOf(const Bytes& lines, std::size_t lineSize)
{
    constexpr std::size_t longest = 128;
    Bytes packed;
    for (std::size_t line = 0; line < lines.size(); line += lineSize) {
        const auto end = std::min(lines.size(), line + lineSize);
        for (std::size_t at = line; at < end;) {
            std::size_t run = 1;
            while (at + run < end && run < longest && lines[at + run] == lines[at])
                ++run;
            if (run > 1) {
                packed.push_back(static_cast<std::uint8_t>(257 - run));
                packed.push_back(lines[at]);
            } else {
                while (at + run < end && run < longest && lines[at + run] != lines[at + run - 1])
                    ++run;
                packed.push_back(static_cast<std::uint8_t>(run - 1));
                packed.insert(packed.end(), lines.begin() + static_cast<std::ptrdiff_t>(at),
                              lines.begin() + static_cast<std::ptrdiff_t>(at + run));
            }
            at += run;
        }
    }
    return packed;
}

/// TIFF 6.0 section 14: each sample holds the difference to the one before it. `sign` +1 undoes, -1 does.
void difference(Bytes& lines, const TiffLayout& layout, int sign)
{
    const auto step = static_cast<std::size_t>(layout.isPlanar ? 1 : layout.samples);
    const auto size = static_cast<std::size_t>(layout.bits / 8), lineSize = layout.lineSize();
    const auto count = lineSize / size;
    const auto value = [&](std::size_t at) {
        return size == 1         ? unsigned{lines[at]}
               : layout.isLittle ? lines[at] + lines[at + 1] * 256U
                                 : lines[at] * 256U + lines[at + 1];
    };
    const auto set = [&](std::size_t at, unsigned now) {
        lines[at] = static_cast<std::uint8_t>(size == 1 || layout.isLittle ? now : now >> 8U);
        if (size == 2)
            lines[at + 1] = static_cast<std::uint8_t>(layout.isLittle ? now >> 8U : now);
    };
    for (std::size_t line = 0; line + lineSize <= lines.size(); line += lineSize) {
        for (std::size_t k = step; k < count; ++k) {
            const auto i = sign > 0 ? k : count - 1 - (k - step); // what is still needed comes last
            const auto at = line + i * size, before = line + (i - step) * size;
            set(at, sign > 0 ? value(at) + value(before) : value(at) - value(before));
        }
    }
}

Result<Bytes> unpackJpeg(const TiffLayout& layout, std::size_t part)
{
    const auto& stream = layout.parts[part];
    const auto taken = dissectJpegPart(stream, "tiff/jpeg");
    if (!taken)
        return taken.error();
    const auto& page = taken->pages.front();
    if (page.columns != layout.tileColumns || page.rows < layout.linesOf(part) || page.samples != layout.samples)
        return Error{ErrorCode::Damaged, "tiff jpeg"};
    Bytes whole{stream.begin(), stream.begin() + 2};
    const auto tables = layout.jpegTables.size() > 4
                            ? layout.jpegTables.subspan(2, layout.jpegTables.size() - 4) // without its start and end
                            : ByteView{};
    whole.insert(whole.end(), tables.begin(), tables.end());
    if (layout.photometric == 2) { // RGB: without Adobe's segment libjpeg would take it for YCbCr
        const Bytes adobe{0xFF, 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
        whole.insert(whole.end(), adobe.begin(), adobe.end());
    }
    whole.insert(whole.end(), stream.begin() + 2, stream.end());
    auto raster = decodeJpegStream(whole, page.samples, page);
    if (!raster)
        return raster.error();
    return std::move(raster->bytes);
}

}

Result<Bytes> unpackPart(const TiffLayout& layout, std::size_t part)
{
    if (layout.compression == jpeg)
        return unpackJpeg(layout, part);
    const auto& packed = layout.parts[part];
    const auto size = layout.lineSize() * static_cast<std::size_t>(layout.linesOf(part));
    std::size_t at = 0;
    auto lines = layout.compression == lzw        ? unpackLzw(packed, {8, true}, size)
                 : layout.compression == packBits ? Result<Bytes>{unpackBits(packed, size, at)}
                 : layout.compression == plain    ? Result<Bytes>{Bytes{packed.begin(), packed.end()}}
                                                  : inflated(packed, size + 65536);
    if (!lines)
        return lines;
    if (lines->size() < size)
        return Error{ErrorCode::Damaged, "tiff picture"};
    lines->resize(size);
    if (layout.predictor == 2)
        difference(*lines, layout, 1);
    return lines;
}

namespace {

/// Bytes of a tile that belong to the picture: of each line, and how many lines.
struct Inside {
    std::size_t bytes, lines;
};

Inside insideOf(const TiffLayout& layout, std::size_t part)
{
    const auto across = static_cast<std::size_t>(layout.across());
    const auto column = static_cast<int>(part % across), row = static_cast<int>(part / across) % layout.down();
    const int columns = std::min(layout.tileColumns, layout.columns - column * layout.tileColumns);
    const int lines = std::min(layout.tileRows, layout.rows - row * layout.tileRows);
    const auto bits = static_cast<std::size_t>(layout.bits * (layout.isPlanar ? 1 : layout.samples));
    return {(static_cast<std::size_t>(columns) * bits + 7) / 8, static_cast<std::size_t>(lines)};
}

/// Whether it is `pattern` again and again, zeros or ones.
bool isFilling(ByteView padding, ByteView pattern)
{
    const auto isAll = [&](std::uint8_t value) {
        return std::all_of(padding.begin(), padding.end(), [value](auto one) { return one == value; });
    };
    for (std::size_t i = 0; i < padding.size() && !pattern.empty(); ++i) {
        if (padding[i] != pattern[i % pattern.size()])
            return isAll(0) || isAll(0xFF);
    }
    return !pattern.empty() || isAll(0) || isAll(0xFF);
}

}

std::optional<Bytes> withoutPadding(const TiffLayout& layout, std::size_t part)
{
    const auto inside = insideOf(layout, part);
    const auto lineSize = layout.lineSize();
    const auto all = static_cast<std::size_t>(layout.linesOf(part));
    if (!layout.isTiled || layout.compression == jpeg || (inside.bytes == lineSize && inside.lines == all))
        return std::nullopt;
    auto lines = unpackPart(layout, part);
    if (!lines)
        return std::nullopt;
    const auto pixel = static_cast<std::size_t>(layout.bits * (layout.isPlanar ? 1 : layout.samples)) / 8;
    bool isChanged = false;
    for (std::size_t y = 0; y < all; ++y) {
        const auto line = std::span{*lines}.subspan(y * lineSize, lineSize);
        const auto padding = line.subspan(y < inside.lines ? inside.bytes : 0);
        const auto pattern = y < inside.lines ? line.subspan(inside.bytes - std::min(pixel, inside.bytes), pixel)
                                              : std::span{*lines}.subspan((inside.lines - 1) * lineSize, lineSize);
        if (isFilling(padding, pattern))
            continue;
        std::fill(padding.begin(), padding.end(), std::uint8_t{0});
        isChanged = true;
    }
    auto packed = isChanged ? packPart(layout, *std::move(lines)) : Result<Bytes>{Error{}};
    return packed ? std::optional{*std::move(packed)} : std::nullopt;
}

std::size_t usedOf(const TiffLayout& layout, std::size_t part)
{
    const auto& packed = layout.parts[part];
    const auto size = layout.lineSize() * static_cast<std::size_t>(layout.linesOf(part));
    std::size_t used = packed.size(), rest = 0;
    if (layout.compression == lzw) {
        if (const auto lines = unpackLzw(packed, {8, true}, size, &used); !lines || lines->size() < size)
            return packed.size();
    } else if (layout.compression == packBits) {
        used = 0;
        if (unpackBits(packed, size, used).size() < size)
            return packed.size();
    } else if (layout.compression == adobeDeflate || layout.compression == oldDeflate) {
        if (const auto lines = inflated(packed, size + 65536, &rest); lines)
            used = packed.size() - rest;
    }
    return used;
}

Result<Bytes> packPart(const TiffLayout& layout, Bytes lines)
{
    if (layout.compression == jpeg)
        return deflated(lines);
    if (layout.predictor == 2)
        difference(lines, layout, -1);
    switch (layout.compression) {
    case lzw:
        return packLzw(lines, {8, true});
    case packBits:
        return packBitsOf(lines, layout.lineSize());
    case adobeDeflate:
    case oldDeflate:
        return deflated(lines);
    default:
        return lines;
    }
}

}
