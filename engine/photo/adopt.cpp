// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/adopt.h"

#include "engine/photo/deflated.h"
#include "engine/photo/fields.h"
#include "engine/photo/png.h"
#include "engine/photo/raster.h"

#include <algorithm>
#include <array>

namespace engine::photo {

namespace {

constexpr std::size_t signatureSize = 8;
constexpr std::uint64_t largestTiff = 4'000'000'000;
/// pdftoppm makes a page that is too large for it one pixel wide and high, and says that all went well.
constexpr int smallestSide = 4;

/// Orientation 1 where there is another one.
Bytes turnedUpright(ByteView exif)
{
    constexpr std::uint16_t orientationTag = 274, shortType = 3;
    Bytes upright{exif.begin(), exif.end()};
    const auto reader = FieldReader::open(exif);
    if (!reader)
        return upright;
    const auto directory = reader->directoryAt(reader->first());
    for (const auto& field : directory.fields) {
        if (field.tag != orientationTag || field.type != shortType || field.bytes.size() < 2)
            continue;
        const auto at = static_cast<std::size_t>(field.bytes.data() - exif.data());
        upright[at] = reader->isLittle() ? 1 : 0;
        upright[at + 1] = reader->isLittle() ? 0 : 1;
    }
    return upright;
}

/// Puts a TIFF together: little endian, one strip a page, deflated.
class TiffOfPages {
public:
    explicit TiffOfPages(int dotsPerInch) : m_dotsPerInch{dotsPerInch} {}

    Done add(ByteView png)
    {
        const auto raster = rasterOfPng(png);
        if (!raster)
            return raster.error();
        if (raster->bytesPerSample != 1 || (raster->samples != 1 && raster->samples != 3))
            return Error{ErrorCode::Unsupported, "depth of a page"};
        if (raster->columns < smallestSide || raster->rows < smallestSide)
            return Error{ErrorCode::TooLarge, "size of a page"};
        const auto packed = deflated(raster->bytes);
        if (!packed)
            return packed.error();
        if (m_bytes.size() + packed->size() > largestTiff)
            return Error{ErrorCode::TooLarge, "pages"};
        const auto stripAt = m_bytes.size();
        m_bytes.insert(m_bytes.end(), packed->begin(), packed->end());
        addDirectory(*raster, stripAt, packed->size());
        return done();
    }

    Bytes take() { return std::move(m_bytes); }

private:
    void put(std::uint64_t value, std::size_t size)
    {
        for (std::size_t i = 0; i < size; ++i)
            m_bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    }

    void place(std::size_t at, std::uint64_t value)
    {
        for (std::size_t i = 0; i < 4; ++i)
            m_bytes[at + i] = static_cast<std::uint8_t>(value >> (8 * i));
    }

    /// Tags, types and their order of TIFF 6.0 section 8; compression 8 of the Adobe Photoshop notes.
    void addDirectory(const Raster& raster, std::size_t stripAt, std::size_t stripSize)
    {
        constexpr std::uint16_t shortType = 3, longType = 4, rationalType = 5;
        if (m_bytes.size() % 2 != 0)
            m_bytes.push_back(0);
        const auto bitsAt = m_bytes.size();
        for (int sample = 0; sample < raster.samples; ++sample)
            put(8, 2);
        if (m_bytes.size() % 2 != 0)
            m_bytes.push_back(0);
        const auto densityAt = m_bytes.size();
        put(static_cast<std::uint64_t>(m_dotsPerInch), 4);
        put(1, 4);
        const auto rows = static_cast<std::uint64_t>(raster.rows), samples = static_cast<std::uint64_t>(raster.samples);
        const bool isGrey = raster.samples == 1;
        const std::array<std::array<std::uint64_t, 4>, 12> entries{{
            {256, longType, 1, static_cast<std::uint64_t>(raster.columns)},
            {257, longType, 1, rows},
            {258, shortType, samples, isGrey ? 8 : bitsAt},
            {259, shortType, 1, 8},
            {262, shortType, 1, isGrey ? 1U : 2U},
            {273, longType, 1, stripAt},
            {277, shortType, 1, samples},
            {278, longType, 1, rows},
            {279, longType, 1, stripSize},
            {282, rationalType, 1, densityAt},
            {283, rationalType, 1, densityAt},
            {296, shortType, 1, 2},
        }};
        place(m_nextAt, m_bytes.size());
        put(entries.size(), 2);
        for (const auto& [tag, type, count, value] : entries) {
            put(tag, 2);
            put(type, 2);
            put(count, 4);
            put(value, 4);
        }
        m_nextAt = m_bytes.size();
        put(0, 4);
    }

    int m_dotsPerInch;
    std::size_t m_nextAt = 4; ///< where the place of the next directory goes
    Bytes m_bytes{'I', 'I', 42, 0, 0, 0, 0, 0};
};

/// The bytes of the PNG at the start of others.
Result<ByteView> firstPng(ByteView pngs)
{
    const auto chunks = formatOf(pngs) == Format::Png ? chunksOf(pngs)
                                                      : Result<std::vector<PngChunk>>{Error{ErrorCode::Damaged, "png"}};
    if (!chunks)
        return chunks.error();
    if (chunks->empty() || chunks->back().type != "IEND")
        return Error{ErrorCode::Damaged, "png ends early"};
    const auto& end = chunks->back().whole;
    return pngs.first(static_cast<std::size_t>(end.data() + end.size() - pngs.data()));
}

}

Result<Bytes> uprightPng(ByteView png)
{
    const auto whole = firstPng(png);
    const auto chunks = whole ? chunksOf(*whole) : Result<std::vector<PngChunk>>{whole.error()};
    if (!chunks)
        return chunks.error();
    Bytes upright{png.begin(), png.begin() + signatureSize};
    for (const auto& chunk : *chunks) {
        const bool isExif = chunk.type == "eXIf";
        const auto changed = isExif ? chunkWith("eXIf", turnedUpright(chunk.content)) : Bytes{};
        const ByteView taken = isExif ? ByteView{changed} : chunk.whole;
        upright.insert(upright.end(), taken.begin(), taken.end());
    }
    const auto taken = dissect(upright);
    return taken ? Result<Bytes>{std::move(upright)} : taken.error();
}

Result<Bytes> tiffOfPages(ByteView pngs, std::size_t pages, int dotsPerInch)
{
    TiffOfPages tiff{dotsPerInch};
    for (std::size_t page = 0; page < pages; ++page) {
        const auto png = firstPng(pngs);
        if (!png)
            return png.error();
        if (auto added = tiff.add(*png); !added)
            return added.error();
        pngs = pngs.subspan(png->size());
    }
    if (!pngs.empty())
        return Error{ErrorCode::Damaged, "more pages than were told"};
    return tiff.take();
}

}
