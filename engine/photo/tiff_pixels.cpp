// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/packed_line.h"
#include "engine/photo/raster.h"
#include "engine/photo/tiff_parts.h"

#include <algorithm>
#include <utility>

namespace engine::photo {

namespace {

constexpr int whiteIsZero = 0, palette = 3, jpeg = 7;

/// Where a part lies: its left top corner, which part of the picture's width and height it really covers, and its
/// plane.
struct Place {
    int x = 0, y = 0, columns = 0, rows = 0, plane = 0;
};

Place placeOf(const TiffLayout& layout, std::size_t part)
{
    const auto across = static_cast<std::size_t>(layout.across()), down = static_cast<std::size_t>(layout.down());
    Place place;
    place.plane = static_cast<int>(part / (across * down));
    place.x = static_cast<int>(part % across) * layout.tileColumns;
    place.y = static_cast<int>(part / across % down) * layout.tileRows;
    place.columns = std::min(layout.tileColumns, layout.columns - place.x);
    place.rows = std::min(layout.tileRows, layout.rows - place.y);
    return place;
}

/// Grey or one colour of 1 to 8 bits as a byte; 16 bits as two, little endian.
class Shower {
public:
    Shower(const TiffLayout& layout, Raster& raster) : m_layout{layout}, m_raster{raster} {}

    void show(const Bytes& lines, const Place& place)
    {
        const auto samples = m_layout.isPlanar ? 1 : m_layout.samples;
        const auto lineSize = lines.size() / static_cast<std::size_t>(std::max(1, linesIn(lines)));
        for (int y = 0; y < place.rows; ++y) {
            const auto line = ByteView{lines}.subspan(static_cast<std::size_t>(y) * lineSize, lineSize);
            for (int x = 0; x < place.columns; ++x) {
                for (int i = 0; i < samples; ++i)
                    put(place.x + x, place.y + y, m_layout.isPlanar ? place.plane : i,
                        sampleAt(line, static_cast<std::size_t>(x * samples + i), m_layout.bits, m_layout.isLittle));
            }
        }
    }

private:
    int linesIn(const Bytes& lines) const { return static_cast<int>(lines.size() / m_layout.lineSize()); }

    void put(int x, int y, int sample, std::uint32_t value)
    {
        auto* to = m_raster.bytes.data() + m_raster.at(x, y);
        if (m_layout.photometric == palette)
            return putColour(to, sample, value);
        if (m_layout.bits < 8)
            value = value * 255U / ((1U << m_layout.bits) - 1U);
        if (m_layout.photometric == whiteIsZero && sample == 0)
            value = (m_layout.bits == 16 ? 65535U : 255U) - value;
        to += sample * m_raster.bytesPerSample;
        to[0] = static_cast<std::uint8_t>(value);
        if (m_raster.bytesPerSample == 2)
            to[1] = static_cast<std::uint8_t>(value >> 8U);
    }

    /// Three tables of 16 bits after one another: all reds, all greens, all blues.
    void putColour(std::uint8_t* to, int sample, std::uint32_t value)
    {
        const auto entries = m_layout.colours.size() / 6;
        for (std::size_t i = 0; sample == 0 && i < 3; ++i)
            to[i] = value < entries ? static_cast<std::uint8_t>(
                                          sampleAt(m_layout.colours, i * entries + value, 16, m_layout.isLittle) >> 8U)
                                    : 0;
    }

    const TiffLayout& m_layout;
    Raster& m_raster;
};

int samplesOf(const TiffLayout& layout)
{
    return layout.photometric == palette ? 3 : layout.samples;
}

PackedPixel pixelFor(const TiffLayout& layout, int fill)
{
    const auto most = layout.bits == 16 ? 65535U : (1U << layout.bits) - 1U;
    PackedPixel pixel{layout.bits, layout.isLittle, {}};
    auto level = static_cast<std::uint32_t>(fill) * most / 255U;
    if (layout.photometric == whiteIsZero)
        level = most - level;
    if (layout.photometric == palette) {
        const auto entries = layout.colours.size() / 6;
        Bytes triples;
        for (std::size_t i = 0; i < entries * 3; ++i)
            triples.push_back(static_cast<std::uint8_t>(
                sampleAt(layout.colours, i % 3 * entries + i / 3, 16, layout.isLittle) >> 8U));
        level = nearestGrey({triples, 3, false}, fill);
    }
    pixel.samples.assign(static_cast<std::size_t>(layout.isPlanar ? 1 : layout.samples), level);
    const bool hasOpacity = !layout.isPlanar && (layout.samples == 2 || layout.samples == 4);
    if (hasOpacity)
        pixel.samples.back() = most;
    return pixel;
}

/// Blanks what of the box lies in the part; false when nothing does.
bool paint(Bytes& lines, const TiffLayout& layout, const Place& place, const pixels::Box& box, const PackedPixel& pixel)
{
    const int left = std::max(box.x - place.x, 0), right = std::min(box.x + box.width - place.x, place.columns);
    const int top = std::max(box.y - place.y, 0), bottom = std::min(box.y + box.height - place.y, place.rows);
    for (int y = top; y < bottom && left < right; ++y)
        paintLine(std::span{lines}.subspan(static_cast<std::size_t>(y) * layout.lineSize(), layout.lineSize()), left,
                  right, pixel);
    return top < bottom && left < right;
}

/// All parts of a page; those that no box touches keep their bytes unless JPEG has to become something else.
Result<TiffEdit> editPage(const TiffLayout& layout, const std::vector<pixels::Box>& boxes, int page, int fill)
{
    TiffEdit edit;
    edit.isRecoded = layout.compression == jpeg;
    auto pixel = pixelFor(layout, fill);
    const auto isHere = [&](const pixels::Box& box) { return page >= box.firstFrame && page <= box.lastFrame; };
    if (std::none_of(boxes.begin(), boxes.end(), isHere))
        return TiffEdit{};
    for (std::size_t i = 0; i < layout.parts.size(); ++i) {
        const auto place = placeOf(layout, i);
        auto lines = unpackPart(layout, i);
        if (!lines)
            return lines.error();
        const bool isOpacity = layout.isPlanar && layout.samples == 4 && place.plane == 3;
        if (isOpacity)
            pixel.samples.front() = layout.bits == 16 ? 65535U : 255U;
        bool isTouched = edit.isRecoded;
        for (const auto& box : boxes)
            isTouched = (isHere(box) && paint(*lines, layout, place, box, pixel)) || isTouched;
        auto packed = isTouched ? packPart(layout, *std::move(lines))
                                : Result<Bytes>{Bytes{layout.parts[i].begin(), layout.parts[i].end()}};
        if (!packed)
            return packed.error();
        edit.parts.push_back(*std::move(packed));
    }
    return edit;
}

}

Result<Raster> rasterOfTiff(ByteView file, int page)
{
    Dissection told;
    const auto tiff = readTiff(file, told);
    if (!tiff)
        return tiff.error();
    if (page < 1 || page > static_cast<int>(tiff->pages.size()))
        return Error{ErrorCode::BadArgument, "frame " + std::to_string(page)};
    const auto& [directory, layout, cannotShow] = tiff->pages[static_cast<std::size_t>(page) - 1];
    if (!cannotShow.empty())
        return Error{ErrorCode::Unsupported, "kind of TIFF"};
    auto raster = Raster::of({layout.columns, layout.rows, layout.samples, layout.bits}, samplesOf(layout),
                             layout.bits == 16 && layout.photometric != palette ? 2 : 1);
    Shower shower{layout, raster};
    for (std::size_t i = 0; i < layout.parts.size(); ++i) {
        const auto lines = unpackPart(layout, i);
        if (!lines)
            return lines.error();
        shower.show(*lines, placeOf(layout, i));
    }
    return raster;
}

Result<bool> hidesBytesInTiff(ByteView file)
{
    Dissection told;
    const auto tiff = readTiff(file, told);
    if (!tiff)
        return tiff.error();
    for (const auto& page : tiff->pages) {
        constexpr int jpeg = 7;
        for (std::size_t part = 0; page.layout.compression == jpeg && part < page.layout.parts.size(); ++part) {
            if (const auto lines = unpackPart(page.layout, part); !lines)
                return lines.error();
        }
    }
    return false;
}

Result<Redacted> redactTiff(ByteView file, const std::vector<pixels::Box>& boxes, int fill)
{
    Dissection out;
    const auto tiff = readTiff(file, out);
    if (!tiff)
        return tiff.error();
    Redacted redacted{{}, boxes, "lossless", false};
    std::vector<TiffEdit> edits;
    bool isPlain = true;
    for (std::size_t i = 0; i < tiff->pages.size(); ++i) {
        const auto& page = tiff->pages[i];
        if (!page.cannotShow.empty())
            return Error{ErrorCode::Unsupported, "kind of TIFF"};
        auto edit = editPage(page.layout, boxes, static_cast<int>(i) + 1, fill);
        if (!edit)
            return edit.error();
        redacted.isRecoded = redacted.isRecoded || (edit->isRecoded && !edit->parts.empty());
        isPlain = isPlain && (edit->parts.empty() || page.layout.compression == 1);
        edits.push_back(*std::move(edit));
    }
    if (isPlain)
        redacted.method = "uncompressed";
    writeTiff(*tiff, edits, out);
    redacted.bytes = out.cleaned();
    return redacted;
}

}
