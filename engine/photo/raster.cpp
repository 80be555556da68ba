// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/raster.h"

#include "engine/photo/jpeg_pixels.h"
#include "engine/photo/png.h"
#include "engine/pixels/shape.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <stdexcept>

namespace engine::photo {

namespace {

/// The last sample of each pixel.
Raster opacityOf(const Raster& raster)
{
    auto opacity = Raster::of({raster.columns, raster.rows, 1, 8}, 1, raster.bytesPerSample);
    const auto size = static_cast<std::size_t>(raster.bytesPerSample);
    const auto step = size * static_cast<std::size_t>(raster.samples);
    auto* to = opacity.bytes.data();
    for (auto at = step - size; at < raster.bytes.size(); at += step, to += size)
        std::memcpy(to, raster.bytes.data() + at, size);
    return opacity;
}

/// The page whose opacity stands at `page`; 0 where a page of its own stands there.
int pageBehind(const std::vector<Page>& pages, int page)
{
    const auto first = std::find_if(pages.begin(), pages.end(), [](const Page& one) { return one.isOpacity; });
    auto left = page - static_cast<int>(first - pages.begin());
    for (std::size_t i = 0; left > 0 && i < pages.size(); ++i) {
        left -= pages[i].hasOpacity ? 1 : 0;
        if (left == 0)
            return static_cast<int>(i) + 1;
    }
    return 0;
}

/// Colours and opacity of a place go together.
std::vector<pixels::Box> onAllPages(std::vector<pixels::Box> boxes, const std::vector<Page>& pages)
{
    if (std::none_of(pages.begin(), pages.end(), [](const Page& page) { return page.isOpacity; }))
        return boxes;
    for (auto& box : boxes) {
        box.firstFrame = 1;
        box.lastFrame = static_cast<int>(pages.size());
    }
    return boxes;
}

Result<Raster> rasterByFormat(ByteView file, int page, Look look)
{
    const auto format = formatOf(file);
    if (page != 1 && format != Format::Tiff && format != Format::Gif)
        return Error{ErrorCode::BadArgument, "frame " + std::to_string(page)};
    switch (format) {
    case Format::Jpeg:
        return rasterOfJpeg(file, look);
    case Format::Png:
        return rasterOfPng(file);
    case Format::Tiff:
        return rasterOfTiff(file, page);
    case Format::WebP:
        return rasterOfWebP(file);
    case Format::Bmp:
        return rasterOfBmp(file);
    case Format::Gif:
        return rasterOfGif(file, page);
    case Format::None:
        break;
    }
    return Error{ErrorCode::Unsupported, "picture"};
}

Result<Redacted> redactByFormat(ByteView file, const std::vector<pixels::Box>& boxes, int fill)
{
    switch (formatOf(file)) {
    case Format::Jpeg:
        return redactJpeg(file, boxes, fill);
    case Format::Png:
        return redactPng(file, boxes, fill);
    case Format::Tiff:
        return redactTiff(file, boxes, fill);
    case Format::WebP:
        return redactWebP(file, boxes, fill);
    case Format::Bmp:
        return redactBmp(file, boxes, fill);
    case Format::Gif:
        return redactGif(file, boxes, fill);
    case Format::None:
        break;
    }
    return Error{ErrorCode::Unsupported, "picture"};
}

/// Compared by subtraction: a box may hold any number.
bool isInside(const pixels::Box& box, const std::vector<Page>& pages)
{
    if (box.firstFrame < 1 || box.lastFrame < box.firstFrame || box.lastFrame > static_cast<int>(pages.size()))
        return false;
    for (int page = box.firstFrame; page <= box.lastFrame; ++page) {
        const auto& one = pages[static_cast<std::size_t>(page) - 1];
        if (box.x < 0 || box.y < 0 || box.width <= 0 || box.height <= 0 || box.x >= one.columns || box.y >= one.rows ||
            box.width > one.columns - box.x || box.height > one.rows - box.y)
            return false;
    }
    return true;
}

bool covers(const pixels::Box& box, int page, int x, int y)
{
    return page >= box.firstFrame && page <= box.lastFrame && x >= box.x && x < box.x + box.width && y >= box.y &&
           y < box.y + box.height;
}

bool isFlat(const Raster& raster, const pixels::Box& box)
{
    const auto size = static_cast<std::size_t>(raster.samples * raster.bytesPerSample);
    const auto* first = raster.bytes.data() + raster.at(box.x, box.y);
    for (int y = box.y; y < box.y + box.height; ++y) {
        for (int x = box.x; x < box.x + box.width; ++x) {
            if (std::memcmp(raster.bytes.data() + raster.at(x, y), first, size) != 0)
                return false;
        }
    }
    return true;
}

std::uint64_t changedOnLine(const Raster& before, const Raster& after, const std::vector<pixels::Box>& boxes, int page,
                            int y)
{
    const auto size = static_cast<std::size_t>(before.samples * before.bytesPerSample);
    std::uint64_t changed = 0;
    for (int x = 0; x < before.columns; ++x) {
        const bool isSame =
            std::memcmp(before.bytes.data() + before.at(x, y), after.bytes.data() + after.at(x, y), size) == 0;
        const bool isBlanked = !isSame && std::any_of(boxes.begin(), boxes.end(),
                                                      [&](const auto& box) { return covers(box, page, x, y); });
        changed += isSame || isBlanked ? 0 : 1;
    }
    return changed;
}

/// A lossy picture that became a lossless one has other samples "as coded": both are then compared as shown.
Look lookFor(const Dissection& before, const Dissection& after)
{
    return before.photometric == after.photometric ? Look::Plain : Look::Shown;
}

}

Raster Raster::of(const Page& page, int samples, int bytesPerSample)
{
    Raster raster{page.columns, page.rows, samples, bytesPerSample, {}};
    raster.bytes.resize(raster.at(0, page.rows));
    return raster;
}

Result<Raster> rasterOf(ByteView file, int page, Look look)
{
    const auto taken = dissect(file, Depth::Shape);
    if (!taken)
        return taken.error();
    if (page < 1 || page > static_cast<int>(taken->pages.size()))
        return Error{ErrorCode::BadArgument, "frame " + std::to_string(page)};
    try {
        const int behind = pageBehind(taken->pages, page);
        auto raster = rasterByFormat(file, behind > 0 ? behind : page, look);
        return raster && behind > 0 ? opacityOf(*raster) : std::move(raster);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "frame " + std::to_string(page)};
    } catch (const std::exception&) {
        return Error{ErrorCode::Damaged, "frame " + std::to_string(page)};
    }
}

Result<pixels::Frame> decodePage(ByteView file, int page, std::span<std::uint8_t> into)
{
    const auto taken = dissect(file, Depth::Shape); // sizes are held to limits before anything is decoded
    if (!taken)
        return taken.error();
    const auto raster = rasterOf(file, page, Look::Shown);
    if (!raster)
        return raster.error();
    pixels::Frame frame;
    const bool isOpacity = page >= 1 && page <= static_cast<int>(taken->pages.size()) &&
                           taken->pages[static_cast<std::size_t>(page) - 1].isOpacity;
    frame.photometric = isOpacity ? "MONOCHROME2" : taken->photometric;
    frame.orientation = taken->orientation;
    auto& layout = frame.layout;
    layout.columns = raster->columns;
    layout.rows = raster->rows;
    layout.samplesPerPixel = raster->samples < 3 ? 1 : 3;
    layout.bytesPerSample = raster->bytesPerSample;
    layout.bitsStored = 8 * raster->bytesPerSample;
    if (into.size() < layout.bytes())
        return Error{ErrorCode::BadArgument, "output"};
    const auto wide = static_cast<std::size_t>(raster->samples * raster->bytesPerSample);
    const auto narrow = static_cast<std::size_t>(layout.samplesPerPixel * layout.bytesPerSample);
    const auto pixels = raster->bytes.size() / wide;
    for (std::size_t i = 0; i < pixels; ++i)
        std::memcpy(into.data() + i * narrow, raster->bytes.data() + i * wide, narrow);
    return frame;
}

Result<Redacted> redact(ByteView file, const std::vector<pixels::Box>& wished, std::optional<int> fill)
{
    const auto taken = dissect(file, Depth::Shape);
    if (!taken)
        return taken.error();
    const auto boxes = onAllPages(wished, taken->pages);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (!isInside(boxes[i], taken->pages))
            return Error{ErrorCode::OutsideImage, "box " + std::to_string(i + 1)};
        if (!pixels::isSound(boxes[i]))
            return Error{ErrorCode::BadArgument, "shape of box " + std::to_string(i + 1)};
    }
    const int level = fill.value_or(0);
    if (level < 0 || level > 255)
        return Error{ErrorCode::BadArgument, "fill of a photograph is a grey from 0 to 255"};
    try {
        const auto parts = pixels::takenApart(boxes);
        auto redacted = redactByFormat(file, parts.rectangles, level);
        if (redacted)
            redacted->boxesUsed = pixels::putTogether(boxes, parts, redacted->boxesUsed);
        return redacted;
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "boxes"};
    } catch (const std::exception&) {
        return Error{ErrorCode::Damaged, "boxes"};
    }
}

Result<bool> hidesBytes(ByteView file)
{
    const auto format = formatOf(file);
    return format == Format::Jpeg   ? hidesBytesInJpeg(file)
           : format == Format::Png  ? hidesBytesInPng(file)
           : format == Format::WebP ? hidesBytesInWebP(file)
           : format == Format::Tiff ? hidesBytesInTiff(file)
                                    : Result<bool>{false};
}

Result<std::uint64_t> countChangedOutside(ByteView before, ByteView after, const std::vector<pixels::Box>& boxesUsed,
                                          const Progress& progress)
{
    const auto old = dissect(before, Depth::Shape), now = dissect(after, Depth::Shape);
    if (!old || !now)
        return old ? now.error() : old.error();
    if (old->pages.size() != now->pages.size())
        return Error{ErrorCode::Damaged, "pages"};
    const auto look = lookFor(*old, *now);
    for (const auto& box : boxesUsed) {
        if (!isInside(box, now->pages) || !pixels::isSound(box))
            return Error{ErrorCode::OutsideImage, "used boxes"};
    }
    const auto parts = pixels::takenApart(boxesUsed).rectangles;
    std::uint64_t changed = 0;
    for (int page = 1; page <= static_cast<int>(old->pages.size()); ++page) {
        if (progress.stopped())
            return Error{ErrorCode::Cancelled, "frame " + std::to_string(page)};
        const auto one = rasterOf(before, page, look), other = rasterOf(after, page, look);
        if (!one || !other)
            return one ? other.error() : one.error();
        if (one->bytes.size() != other->bytes.size() || one->columns != other->columns)
            return Error{ErrorCode::Damaged, "pictures of another size"};
        for (const auto& box : parts) {
            if (page >= box.firstFrame && page <= box.lastFrame && !isFlat(*other, box))
                return Error{ErrorCode::Damaged, "box of frame " + std::to_string(page) + " is not flat"};
        }
        for (int y = 0; y < one->rows; ++y)
            changed += changedOnLine(*one, *other, parts, page, y);
    }
    return changed;
}

}
