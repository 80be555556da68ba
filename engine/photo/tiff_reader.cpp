// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/tiff_reader.h"

#include "engine/photo/exif.h"

#include <algorithm>
#include <set>

namespace engine::photo {

namespace {

// TIFF 6.0
enum Tag : std::uint16_t {
    Subfile = 254,
    Columns = 256,
    Rows = 257,
    Bits = 258,
    Compression = 259,
    Photometric = 262,
    FillOrder = 266,
    StripOffsets = 273,
    Orientation = 274,
    Samples = 277,
    RowsPerStrip = 278,
    StripCounts = 279,
    Planar = 284,
    Predictor = 317,
    ColorMap = 320,
    TileColumns = 322,
    TileRows = 323,
    TileOffsets = 324,
    TileCounts = 325,
    SubDirectories = 330,
    SampleFormat = 339,
    JpegTables = 347
};
constexpr std::size_t mostPages = 2000, mostParts = 1'000'000;
constexpr std::uint64_t longestSide = 65535;

bool isOneOf(int value, std::initializer_list<int> values)
{
    return std::find(values.begin(), values.end(), value) != values.end();
}

std::string whyNotShown(const FieldReader& reader, const TiffPage& page)
{
    const auto& layout = page.layout;
    if (!isOneOf(layout.compression, {1, 5, 7, 8, 32773, 32946}))
        return "unsupported: TIFF compression " + std::to_string(layout.compression);
    if (!isOneOf(layout.photometric, {0, 1, 2, 3, 6}) || (layout.photometric == 6 && layout.compression != 7))
        return "unsupported: TIFF colours " + std::to_string(layout.photometric);
    if (reader.numberOf(page.directory, SampleFormat, 1) != 1)
        return "unsupported: TIFF samples that are no whole numbers";
    const bool isDepth = layout.compression == 7 ? layout.bits == 8 : isOneOf(layout.bits, {1, 2, 4, 8, 16});
    const bool isGrid = layout.samples == 1 || layout.bits == 8 || layout.bits == 16;
    if (!isDepth || !isGrid || layout.samples > 4 || (layout.photometric == 3 && layout.samples > 1) ||
        (layout.photometric == 2 && layout.samples < 3))
        return "unsupported: TIFF of " + std::to_string(layout.samples) + " samples of " + std::to_string(layout.bits) +
               " bits";
    if (!isOneOf(layout.predictor, {1, 2}) || (layout.predictor == 2 && layout.bits < 8) || layout.fillOrder != 1)
        return "unsupported: TIFF predictor or order of bits";
    if (layout.isPlanar && layout.compression == 7)
        return "unsupported: TIFF planes in JPEG";
    return {};
}

Done readParts(const FieldReader& reader, ByteView file, TiffPage& page)
{
    auto& layout = page.layout;
    const auto* offsets = page.directory.find(layout.isTiled ? TileOffsets : StripOffsets);
    const auto* counts = page.directory.find(layout.isTiled ? TileCounts : StripCounts);
    const auto planes = static_cast<std::size_t>(layout.isPlanar ? layout.samples : 1);
    const auto expected = static_cast<std::size_t>(layout.across()) * static_cast<std::size_t>(layout.down()) * planes;
    if (!offsets || !counts || expected > mostParts || offsets->count < expected || counts->count < expected)
        return Error{ErrorCode::Damaged, "tiff strips"};
    for (std::size_t i = 0; i < expected; ++i) {
        const auto offset = reader.number(*offsets, i);
        auto count = reader.number(*counts, i);
        if (layout.compression == 1) // longer ones would carry bytes along that nobody sees
            count = std::min<std::uint64_t>(count, layout.lineSize() * static_cast<std::size_t>(layout.linesOf(i)));
        if (offset > file.size() || count > file.size() - offset)
            return Error{ErrorCode::Damaged, "tiff ends early"};
        layout.parts.push_back(file.subspan(offset, count));
    }
    return done();
}

Result<TiffPage> readPage(const FieldReader& reader, ByteView file, Directory directory)
{
    TiffPage page;
    page.directory = std::move(directory);
    const auto isCut = [](const Field& field) {
        return isStructure(field.tag) && field.count > 0 && field.bytes.empty();
    };
    if (std::any_of(page.directory.fields.begin(), page.directory.fields.end(), isCut))
        return Error{ErrorCode::Damaged, "tiff ends early"};
    const auto number = [&](Tag tag, std::uint64_t otherwise) {
        return static_cast<int>(
            std::min<std::uint64_t>(reader.numberOf(page.directory, tag, otherwise), longestSide + 1));
    };
    auto& layout = page.layout;
    layout.columns = number(Columns, 0);
    layout.rows = number(Rows, 0);
    if (layout.columns < 1 || layout.rows < 1 || layout.columns > int{longestSide} || layout.rows > int{longestSide})
        return Error{layout.columns < 1 || layout.rows < 1 ? ErrorCode::Damaged : ErrorCode::TooLarge,
                     "size of the picture"};
    layout.samples = number(Samples, 1);
    layout.bits = number(Bits, 1);
    layout.compression = number(Compression, 1);
    layout.photometric = number(Photometric, 1);
    layout.predictor = number(Predictor, 1);
    layout.fillOrder = number(FillOrder, 1);
    layout.isPlanar = number(Planar, 1) == 2 && layout.samples > 1;
    layout.isLittle = reader.isLittle();
    layout.isTiled = page.directory.find(TileOffsets) != nullptr;
    layout.tileColumns = layout.isTiled ? number(TileColumns, 0) : layout.columns;
    layout.tileRows = layout.isTiled ? number(TileRows, 0) : std::min(layout.rows, number(RowsPerStrip, longestSide));
    const bool isSound = layout.tileColumns > 0 && layout.tileRows > 0 && layout.samples > 0 && layout.bits > 0 &&
                         layout.samples <= 64 && layout.bits <= 64;
    if (!isSound)
        return Error{ErrorCode::Damaged, "tiff structure"};
    if (const auto* colours = page.directory.find(ColorMap))
        layout.colours = colours->bytes;
    if (const auto* tables = page.directory.find(JpegTables))
        layout.jpegTables = tables->bytes;
    if (auto read = readParts(reader, file, page); !read)
        return read.error();
    page.cannotShow = whyNotShown(reader, page);
    return page;
}

void tellOthers(const TiffFile& file, Dissection& out)
{
    for (std::size_t i = 0; i < file.pages.size(); ++i) {
        Directory others;
        for (const auto& field : file.pages[i].directory.fields) {
            constexpr std::uint16_t profile = 34675;
            if (!isStructure(field.tag) && field.tag != profile)
                others.fields.push_back(field);
        }
        tellFields(file.reader, others, "tiff/IFD" + std::to_string(i), out);
    }
}

}

std::size_t TiffLayout::lineSize() const
{
    const auto across = static_cast<std::size_t>(tileColumns) * static_cast<std::size_t>(isPlanar ? 1 : samples);
    return (across * static_cast<std::size_t>(bits) + 7) / 8;
}

int TiffLayout::linesOf(std::size_t part) const
{
    const auto row = static_cast<int>(part / static_cast<std::size_t>(across())) % down();
    return isTiled ? tileRows : std::min(tileRows, rows - row * tileRows);
}

bool isStructure(std::uint16_t tag)
{
    constexpr std::uint16_t tags[] = {256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 282,
                                      283, 284, 292, 293, 296, 301, 317, 318, 319, 320, 322, 323,
                                      324, 325, 332, 334, 336, 338, 339, 347, 529, 530, 531, 532};
    return std::binary_search(std::begin(tags), std::end(tags), tag);
}

Result<TiffFile> readTiff(ByteView file, Dissection& out)
{
    const auto reader = FieldReader::open(file);
    if (!reader)
        return Error{ErrorCode::Damaged, "tiff head"};
    TiffFile tiff{*reader, {}};
    std::set<std::uint64_t> seen;
    for (auto at = reader->first(); at != 0;) {
        if (!seen.insert(at).second)
            return Error{ErrorCode::Damaged, "tiff directories in a loop"};
        if (seen.size() > mostPages)
            return Error{ErrorCode::TooLarge, "pages"};
        auto directory = reader->directoryAt(at);
        if (directory.fields.empty())
            return Error{ErrorCode::Damaged, "tiff directory"};
        at = directory.next;
        const bool isReduced = (reader->numberOf(directory, Subfile, 0) & 1U) != 0;
        if (isReduced && tiff.pages.empty() && directory.find(SubDirectories))
            return Error{ErrorCode::Unsupported, "raw picture of a camera"};
        if (!tiff.pages.empty() && isReduced) {
            out.notes.push_back({"tiff/IFD" + std::to_string(seen.size() - 1),
                                 "ReducedImage",
                                 {},
                                 Fate::Removed,
                                 "a smaller picture that boxes do not blank"});
            continue;
        }
        auto page = readPage(*reader, file, std::move(directory));
        if (!page)
            return page.error();
        tiff.pages.push_back(*std::move(page));
    }
    if (tiff.pages.empty())
        return Error{ErrorCode::Damaged, "tiff without a picture"};
    tellOthers(tiff, out);
    return tiff;
}

}
