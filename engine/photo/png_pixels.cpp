// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/raster.h"

#include "engine/photo/deflated.h"
#include "engine/photo/packed_line.h"
#include "engine/photo/png.h"

#include <algorithm>
#include <csetjmp>
#include <png.h>

namespace engine::photo {

namespace {

struct Source {
    ByteView rest;
};

void readBytes(png_structp png, png_bytep into, png_size_t size)
{
    auto& source = *static_cast<Source*>(png_get_io_ptr(png));
    if (size > source.rest.size())
        png_error(png, "");
    std::copy(source.rest.begin(), source.rest.begin() + static_cast<std::ptrdiff_t>(size), into);
    source.rest = source.rest.subspan(size);
}

void writeBytes(png_structp png, png_bytep from, png_size_t size)
{
    auto& target = *static_cast<Bytes*>(png_get_io_ptr(png));
    target.insert(target.end(), from, from + size);
}
void flushNothing(png_structp) {}
void leave(png_structp png, png_const_charp)
{
    png_longjmp(png, 1);
}
void stayQuiet(png_structp, png_const_charp) {}

/// What libpng holds while it reads or writes.
class Codec {
public:
    enum class Way { Read, Write };
    explicit Codec(Way way) : m_way{way}
    {
        png = way == Way::Read ? png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, leave, stayQuiet)
                               : png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, leave, stayQuiet);
        info = png ? png_create_info_struct(png) : nullptr;
    }
    Codec(const Codec&) = delete;
    Codec& operator=(const Codec&) = delete;
    ~Codec()
    {
        if (m_way == Way::Read)
            png_destroy_read_struct(&png, &info, nullptr);
        else
            png_destroy_write_struct(&png, &info);
    }

    png_structp png = nullptr;
    png_infop info = nullptr;

private:
    Way m_way;
};

/// Lines as `lines` point to them. Holds nothing with a destructor. False where the stream is damaged.
bool readLines(Codec& codec, png_bytepp lines, std::size_t lineSize, bool isShown)
{
    if (setjmp(png_jmpbuf(codec.png)) != 0)
        return false;
    png_set_user_limits(codec.png, 65535, 65535);
    png_set_chunk_malloc_max(codec.png, 64'000'000);
    png_read_info(codec.png, codec.info);
    if (isShown) {
        png_set_expand(codec.png);
        png_set_swap(codec.png);
    }
    png_set_interlace_handling(codec.png);
    png_read_update_info(codec.png, codec.info);
    if (png_get_rowbytes(codec.png, codec.info) != lineSize)
        return false;
    png_read_image(codec.png, lines);
    png_read_end(codec.png, nullptr);
    return true;
}

bool writeLines(Codec& codec, const Page& page, ByteView header, png_bytepp lines, png_const_colorp colours)
{
    if (setjmp(png_jmpbuf(codec.png)) != 0)
        return false;
    const int kind = header[9], interlacing = header[12];
    png_set_IHDR(codec.png, codec.info, static_cast<png_uint_32>(page.columns), static_cast<png_uint_32>(page.rows),
                 page.bits, kind, interlacing, PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
    if (kind == PNG_COLOR_TYPE_PALETTE)
        png_set_PLTE(codec.png, codec.info, colours, 256 >> (8 - page.bits));
    png_write_info(codec.png, codec.info);
    png_write_image(codec.png, lines);
    png_write_end(codec.png, nullptr);
    return true;
}

std::vector<png_bytep> linesOf(Bytes& bytes, std::size_t lineSize)
{
    std::vector<png_bytep> lines;
    for (std::size_t at = 0; at < bytes.size(); at += lineSize)
        lines.push_back(bytes.data() + at);
    return lines;
}

bool read(ByteView file, Bytes& bytes, std::size_t lineSize, bool isShown)
{
    Codec codec{Codec::Way::Read};
    if (!codec.info)
        return false;
    Source source{file};
    png_set_read_fn(codec.png, &source, readBytes);
    auto lines = linesOf(bytes, lineSize);
    return readLines(codec, lines.data(), lineSize, isShown);
}

const PngChunk* find(const std::vector<PngChunk>& chunks, std::string_view type)
{
    const auto found = std::find_if(chunks.begin(), chunks.end(), [&](const auto& one) { return one.type == type; });
    return found == chunks.end() ? nullptr : &*found;
}

PackedPixel pixelFor(const Page& page, const std::vector<PngChunk>& chunks, int fill)
{
    const auto kind = chunks.front().content[9];
    const auto most = (1U << page.bits) - 1U;
    PackedPixel pixel{page.bits, false, {}};
    if (kind == PNG_COLOR_TYPE_PALETTE) {
        const auto* colours = find(chunks, "PLTE");
        pixel.samples = {nearestGrey({colours ? colours->content : ByteView{}, 3, false}, fill)};
        return pixel;
    }
    pixel.samples.assign(static_cast<std::size_t>(page.samples), static_cast<std::uint32_t>(fill) * most / 255U);
    if (page.samples == 2 || page.samples == 4)
        pixel.samples.back() = most; // opaque: nothing shines through
    return pixel;
}

/// The picture packed anew, as the IDAT chunks of a PNG.
Bytes packed(const Page& page, const std::vector<PngChunk>& chunks, Bytes& bytes, std::size_t lineSize)
{
    Codec codec{Codec::Way::Write};
    Bytes file, chunksOnly;
    if (!codec.info)
        return {};
    png_set_write_fn(codec.png, &file, writeBytes, flushNothing);
    std::vector<png_color> colours(256);
    auto lines = linesOf(bytes, lineSize);
    if (!writeLines(codec, page, chunks.front().content, lines.data(), colours.data()))
        return {};
    const auto written = chunksOf(file);
    for (const auto& chunk : written ? *written : std::vector<PngChunk>{}) {
        if (chunk.type == "IDAT")
            chunksOnly.insert(chunksOnly.end(), chunk.whole.begin(), chunk.whole.end());
    }
    return chunksOnly;
}

}

Result<std::vector<bool>> coloursUsedIn(ByteView file)
{
    constexpr std::size_t headSize = 33, mostPixels = 1U << 27U;
    if (file.size() < headSize)
        return Error{ErrorCode::Damaged, "PNG head"};
    const auto number = [&](std::size_t at) {
        return std::size_t{file[at]} << 24U | std::size_t{file[at + 1]} << 16U | std::size_t{file[at + 2]} << 8U |
               std::size_t{file[at + 3]};
    };
    const auto columns = number(16), rows = number(20);
    const std::size_t bits = file[24];
    if (columns == 0 || rows == 0 || columns > mostPixels / rows || bits == 0 || bits > 8)
        return Error{ErrorCode::TooLarge, "PNG head"};
    const auto lineSize = (columns * bits + 7) / 8;
    Bytes lines(lineSize * rows);
    if (!read(file, lines, lineSize, false))
        return Error{ErrorCode::Damaged, "PNG picture"};
    std::vector<bool> used(std::size_t{1} << bits);
    for (std::size_t y = 0; y < rows; ++y) {
        for (std::size_t x = 0; x < columns; ++x) {
            const auto bit = x * bits;
            used[lines[y * lineSize + bit / 8] >> (8 - bits - bit % 8) & ((1U << bits) - 1U)] = true;
        }
    }
    return used;
}

Result<Raster> rasterOfPng(ByteView file)
{
    const auto taken = dissectPng(file);
    const auto chunks = taken ? chunksOf(file) : Result<std::vector<PngChunk>>{taken.error()};
    if (!chunks)
        return chunks.error();
    const auto& page = taken->pages.front();
    const auto kind = chunks->front().content[9];
    const bool hasOpacity = (kind & PNG_COLOR_MASK_ALPHA) != 0 || find(*chunks, "tRNS");
    const int samples = ((kind & PNG_COLOR_MASK_COLOR) != 0 ? 3 : 1) + (hasOpacity ? 1 : 0);
    auto raster = Raster::of(page, samples, page.bits == 16 ? 2 : 1);
    if (!read(file, raster.bytes, raster.at(0, 1), true))
        return Error{ErrorCode::Damaged, "PNG picture"};
    return raster;
}

Result<Redacted> redactPng(ByteView file, const std::vector<pixels::Box>& boxes, int fill)
{
    const auto taken = dissectPng(file);
    const auto chunks = taken ? chunksOf(file) : Result<std::vector<PngChunk>>{taken.error()};
    if (!chunks)
        return chunks.error();
    const auto& page = taken->pages.front();
    const auto lineSize = (static_cast<std::size_t>(page.columns) * static_cast<std::size_t>(page.samples) *
                               static_cast<std::size_t>(page.bits) +
                           7) /
                          8;
    Bytes lines(lineSize * static_cast<std::size_t>(page.rows));
    if (!read(file, lines, lineSize, false))
        return Error{ErrorCode::Damaged, "PNG picture"};
    const auto pixel = pixelFor(page, *chunks, fill);
    for (const auto& box : boxes) {
        for (int y = box.y; y < box.y + box.height; ++y)
            paintLine(std::span{lines}.subspan(static_cast<std::size_t>(y) * lineSize, lineSize), box.x,
                      box.x + box.width, pixel);
    }
    const auto picture = packed(page, *chunks, lines, lineSize);
    if (picture.empty())
        return Error{ErrorCode::Damaged, "PNG picture"};
    Redacted redacted{{file.begin(), file.begin() + 8}, boxes, "lossless", false};
    bool isWritten = false;
    for (const auto& chunk : *chunks) {
        const bool isPicture = chunk.type == "IDAT";
        const ByteView bytes = !isPicture ? chunk.whole : isWritten ? ByteView{} : ByteView{picture};
        isWritten = isWritten || isPicture;
        redacted.bytes.insert(redacted.bytes.end(), bytes.begin(), bytes.end());
    }
    const auto again = dissectPng(redacted.bytes); // colours that only the blanked parts had go too
    if (!again)
        return again.error();
    redacted.bytes = again->cleaned();
    return redacted;
}

}
