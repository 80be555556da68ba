// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/raster.h"

#include "engine/photo/packed_line.h"

#include <algorithm>
#include <memory>
#include <webp/decode.h>
#include <webp/encode.h>

namespace engine::photo {

namespace {

bool isLossless(ByteView file)
{
    WebPBitstreamFeatures features{};
    constexpr int lossless = 2;
    return WebPGetFeatures(file.data(), file.size(), &features) == VP8_STATUS_OK && features.format == lossless;
}

/// A chunk with its head, and zero after an odd one; empty where there is none.
ByteView chunkOf(ByteView file, std::string_view type)
{
    for (std::size_t at = 12; at + 8 <= file.size();) {
        std::size_t size = 0;
        for (std::size_t i = 4; i-- > 0;)
            size = size << 8U | file[at + 4 + i];
        if (size > file.size() - at - 8)
            break;
        const auto whole = std::min(8 + size + size % 2, file.size() - at);
        if (textOf(file.subspan(at, 4)) == type)
            return file.subspan(at, whole);
        at += whole;
    }
    return {};
}

/// A file with the head chunks of `old` and the picture of `now`.
Bytes withPictureOf(ByteView old, ByteView now)
{
    Bytes file{'R', 'I', 'F', 'F', 0, 0, 0, 0, 'W', 'E', 'B', 'P'};
    for (const auto& chunk : {chunkOf(old, "VP8X"), chunkOf(old, "ICCP"), chunkOf(now, "VP8L"), chunkOf(old, "EXIF")})
        file.insert(file.end(), chunk.begin(), chunk.end());
    const auto size = file.size() - 8;
    for (std::size_t i = 0; i < 4; ++i)
        file[4 + i] = static_cast<std::uint8_t>(size >> (8 * i));
    return file;
}

}

Result<Raster> rasterOfWebP(ByteView file)
{
    const auto taken = dissectWebP(file);
    if (!taken)
        return taken.error();
    auto raster = Raster::of(taken->pages.front(), 4, 1);
    const auto line = static_cast<int>(raster.at(0, 1));
    if (!WebPDecodeRGBAInto(file.data(), file.size(), raster.bytes.data(), raster.bytes.size(), line))
        return Error{ErrorCode::Damaged, "WebP picture"};
    return raster;
}

namespace {

/// The file with one chunk cut short. The sizes say so; other chunks stay.
Bytes withShorter(ByteView file, std::string_view type, std::size_t less)
{
    const auto chunk = chunkOf(file, type);
    const auto at = static_cast<std::size_t>(chunk.data() - file.data());
    const auto size = chunk.size() - 8 - less - chunk.size() % 2;
    Bytes shorter{file.begin(), file.begin() + static_cast<std::ptrdiff_t>(at + 8 + size)};
    shorter.insert(shorter.end(), file.begin() + static_cast<std::ptrdiff_t>(at + chunk.size()), file.end());
    for (std::size_t i = 0; i < 4; ++i) {
        shorter[at + 4 + i] = static_cast<std::uint8_t>(size >> (8 * i));
        shorter[4 + i] = static_cast<std::uint8_t>((shorter.size() - 8) >> (8 * i));
    }
    return shorter;
}

}

Result<bool> hidesBytesInWebP(ByteView file)
{
    constexpr std::size_t few = 16; // coders round up; fewer bytes say little
    const auto whole = rasterOfWebP(file);
    if (!whole)
        return whole.error();
    for (const auto* type : {"VP8 ", "VP8L", "ALPH"}) {
        if (chunkOf(file, type).size() < 8 + 2 * few)
            continue;
        const auto shorter = rasterOfWebP(withShorter(file, type, few));
        if (shorter && shorter->bytes == whole->bytes)
            return true;
    }
    return false;
}

Result<Redacted> redactWebP(ByteView file, const std::vector<pixels::Box>& boxes, int fill)
{
    auto raster = rasterOfWebP(file);
    if (!raster)
        return raster.error();
    const auto level = static_cast<std::uint32_t>(fill);
    const PackedPixel pixel{8, true, {level, level, level, 255}};
    const auto line = raster->at(0, 1);
    for (const auto& box : boxes) {
        for (int y = box.y; y < box.y + box.height; ++y)
            paintLine(std::span{raster->bytes}.subspan(raster->at(0, y), line), box.x, box.x + box.width, pixel);
    }
    WebPConfig config;
    WebPPicture picture;
    WebPMemoryWriter writer;
    if (!WebPConfigInit(&config) || !WebPConfigLosslessPreset(&config, 4) || !WebPPictureInit(&picture))
        return Error{ErrorCode::Internal, "libwebp"};
    config.exact = 1; // also colours that nobody sees
    WebPMemoryWriterInit(&writer);
    const std::unique_ptr<WebPPicture, void (*)(WebPPicture*)> freePicture{&picture, WebPPictureFree};
    const std::unique_ptr<WebPMemoryWriter, void (*)(WebPMemoryWriter*)> freeWriter{&writer, WebPMemoryWriterClear};
    picture.use_argb = 1;
    picture.width = raster->columns;
    picture.height = raster->rows;
    picture.writer = WebPMemoryWrite;
    picture.custom_ptr = &writer;
    if (!WebPPictureImportRGBA(&picture, raster->bytes.data(), static_cast<int>(line)) ||
        !WebPEncode(&config, &picture))
        return Error{ErrorCode::OutOfMemory, "WebP picture"};
    return Redacted{withPictureOf(file, {writer.mem, writer.size}), boxes, "lossless", !isLossless(file)};
}

}
