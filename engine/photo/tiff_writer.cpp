// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/tiff_reader.h"

#include "engine/photo/exif.h"
#include "engine/photo/icc.h"
#include "engine/photo/jpeg.h"
#include "engine/photo/tiff_parts.h"

#include <algorithm>
#include <optional>

namespace engine::photo {

namespace {

constexpr std::uint16_t shortType = 3, longType = 4, undefinedType = 7, long8Type = 16;
constexpr std::uint16_t compressionTag = 259, photometricTag = 262, stripOffsets = 273, stripCounts = 279,
                        predictorTag = 317, tileOffsets = 324, tileCounts = 325, jpegTablesTag = 347,
                        profileTag = 34675;
constexpr std::size_t largestNumbers = 1U << 20U;

struct Entry {
    std::uint16_t tag, type;
    std::uint64_t count;
    Bytes bytes;
};

class TiffWriter {
public:
    TiffWriter(const TiffFile& file, const std::vector<TiffEdit>& edits, Dissection& out)
        : m_file{file}, m_edits{edits}, m_out{out}, m_isBig{file.reader.isBig()}, m_isLittle{file.reader.isLittle()},
          m_wordSize{m_isBig ? 8U : 4U}
    {
    }

    void run()
    {
        for (std::size_t i = 0; i < m_file.pages.size(); ++i)
            m_parts.push_back(partsOf(i));
        std::uint64_t at = m_isBig ? 16 : 8;
        addHead(at + sizeOfParts(0));
        for (std::size_t i = 0; i < m_file.pages.size(); ++i)
            at = addPage(i, at);
    }

private:
    /// A part as it goes out: the file's own bytes, or bytes of ours.
    struct Part {
        ByteView own;
        Bytes written;
        bool isPicture = false;           ///< `written` is the file's own picture, packed anew
        std::optional<Dissection> stream; ///< a JPEG without what is not picture
        std::size_t size() const { return stream ? stream->size() : written.empty() ? own.size() : written.size(); }
    };

    const TiffEdit* editOf(std::size_t page) const
    {
        return page < m_edits.size() && !m_edits[page].parts.empty() ? &m_edits[page] : nullptr;
    }

    std::vector<Part> partsOf(std::size_t page)
    {
        const auto& layout = m_file.pages[page].layout;
        std::vector<Part> parts;
        for (std::size_t i = 0; i < layout.parts.size(); ++i) {
            Part part{layout.parts[i], {}, false, {}};
            if (const auto* edit = editOf(page))
                part.written = edit->parts[i];
            else if (layout.compression == 7)
                part.stream = cleanedJpeg(part.own, "tiff/IFD" + std::to_string(page) + "/jpeg");
            else
                part.own = part.own.first(usedOf(layout, i));
            if (!editOf(page))
                clearPadding(layout, i, "tiff/IFD" + std::to_string(page), part);
            if (part.own.size() < layout.parts[i].size())
                m_out.notes.push_back({"tiff/IFD" + std::to_string(page), "Rest",
                                       binaryWords(layout.parts[i].size() - part.own.size()), Fate::Removed,
                                       "behind the end of a strip or tile"});
            parts.push_back(std::move(part));
        }
        return parts;
    }

    void clearPadding(const TiffLayout& layout, std::size_t index, const std::string& name, Part& part)
    {
        auto cleared = withoutPadding(layout, index);
        if (!cleared)
            return;
        part.written = *std::move(cleared);
        part.isPicture = true;
        m_out.notes.push_back({name, "Padding", {}, Fate::Removed, "beyond the edge of the picture in a tile"});
    }

    /// Nothing where it cannot be read: it can then not be decoded either.
    std::optional<Dissection> cleanedJpeg(ByteView stream, const std::string& name)
    {
        auto taken = dissectJpegPart(stream, name);
        if (!taken)
            return {};
        m_out.notes.insert(m_out.notes.end(), taken->notes.begin(), taken->notes.end());
        return *std::move(taken);
    }

    std::uint64_t sizeOfParts(std::size_t page) const
    {
        std::uint64_t size = 0;
        for (const auto& part : m_parts[page])
            size += part.size() + part.size() % 2;
        return size;
    }

    void put(Bytes& bytes, std::uint64_t value, std::size_t size) const
    {
        for (std::size_t i = 0; i < size; ++i)
            bytes.push_back(static_cast<std::uint8_t>(value >> (8 * (m_isLittle ? i : size - 1 - i))));
    }

    void addHead(std::uint64_t first)
    {
        const auto letter = static_cast<std::uint8_t>(m_isLittle ? 'I' : 'M');
        Bytes head{letter, letter};
        put(head, m_isBig ? 43 : 42, 2);
        if (m_isBig) {
            put(head, 8, 2);
            put(head, 0, 2);
        }
        put(head, first, m_wordSize);
        m_out.add(std::move(head));
    }

    Entry numbers(std::uint16_t tag, const std::vector<std::uint64_t>& values) const
    {
        Entry entry{tag, m_isBig ? long8Type : longType, values.size(), {}};
        for (const auto value : values)
            put(entry.bytes, value, m_wordSize);
        return entry;
    }

    Entry shortNumber(std::uint16_t tag, std::uint64_t value) const
    {
        Entry entry{tag, shortType, 1, {}};
        put(entry.bytes, value, 2);
        return entry;
    }

    /// A field of the picture that is longer than its kind can be holds something else.
    static bool isTooLong(const Field& field, int bits)
    {
        constexpr std::uint64_t few = 16, ofCurves = 301, ofColours = 320;
        const auto levels = std::uint64_t{3} << std::min(bits, 16);
        const bool isTable = field.tag == ofCurves || field.tag == ofColours;
        return field.tag != jpegTablesTag && field.count > (isTable ? levels : few);
    }

    bool isDropped(const Field& field, bool isRecoded) const
    {
        constexpr std::uint16_t ofJpeg[] = {
            compressionTag, photometricTag, predictorTag, jpegTablesTag, 529, 530, 531, 532};
        const bool isPlace = field.tag == stripOffsets || field.tag == stripCounts || field.tag == tileOffsets ||
                             field.tag == tileCounts;
        const bool isNumbers =
            (field.type >= 3 && field.type <= 5) || field.type == long8Type || field.tag == jpegTablesTag;
        const bool isReplaced =
            isRecoded && std::find(std::begin(ofJpeg), std::end(ofJpeg), field.tag) != std::end(ofJpeg);
        return !isStructure(field.tag) || isPlace || isReplaced || !isNumbers || field.bytes.size() > largestNumbers;
    }

    std::vector<Entry> entriesOf(std::size_t page, std::uint64_t partsAt)
    {
        const auto& [directory, layout, reason] = m_file.pages[page];
        const bool isRecoded = editOf(page) && editOf(page)->isRecoded;
        std::vector<Entry> entries;
        for (const auto& field : directory.fields) {
            if (field.tag == profileTag)
                addProfile(field.bytes, page, entries);
            else if (field.tag == jpegTablesTag && !isRecoded)
                addTables(field, entries);
            else if (!isDropped(field, isRecoded) && !isTooLong(field, layout.bits))
                entries.push_back({field.tag, field.type, field.count, {field.bytes.begin(), field.bytes.end()}});
        }
        if (isRecoded) {
            entries.push_back(shortNumber(compressionTag, 8));
            entries.push_back(shortNumber(photometricTag, layout.samples >= 3 ? 2 : 1));
        }
        std::vector<std::uint64_t> offsets, counts;
        for (const auto& part : m_parts[page]) {
            offsets.push_back(partsAt);
            counts.push_back(part.size());
            partsAt += part.size() + part.size() % 2;
        }
        entries.push_back(numbers(layout.isTiled ? tileOffsets : stripOffsets, offsets));
        entries.push_back(numbers(layout.isTiled ? tileCounts : stripCounts, counts));
        std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.tag < b.tag; });
        return entries;
    }

    void addProfile(ByteView profile, std::size_t page, std::vector<Entry>& entries)
    {
        auto neutral = neutralProfile(profile, "tiff/IFD" + std::to_string(page) + "/ICC", m_out);
        if (!neutral.empty())
            entries.push_back({profileTag, undefinedType, neutral.size(), std::move(neutral)});
    }

    static void addTables(const Field& field, std::vector<Entry>& entries)
    {
        auto tables = tablesAlone(field.bytes);
        const auto size = tables.size();
        entries.push_back({jpegTablesTag, undefinedType, size, std::move(tables)});
    }

    /// Parts, then the directory, then its longer values; where the next page begins.
    std::uint64_t addPage(std::size_t page, std::uint64_t at)
    {
        const auto entries = entriesOf(page, at);
        at += sizeOfParts(page);
        for (auto& part : m_parts[page]) {
            const bool isOdd = part.size() % 2 != 0;
            if (part.stream)
                m_out.take(*std::move(part.stream));
            else if (part.written.empty())
                m_out.keep(part.own);
            else if (part.isPicture)
                m_out.keep(std::move(part.written));
            else
                m_out.add(std::move(part.written));
            if (isOdd)
                m_out.add({0});
        }
        const std::size_t entrySize = m_isBig ? 20 : 12;
        Bytes directory, values;
        put(directory, entries.size(), m_isBig ? 8 : 2);
        const auto valuesAt = at + directory.size() + entries.size() * entrySize + m_wordSize;
        for (const auto& entry : entries)
            putEntry(entry, valuesAt, directory, values);
        const auto next = valuesAt + values.size();
        put(directory, page + 1 < m_parts.size() ? next + sizeOfParts(page + 1) : 0, m_wordSize);
        m_out.add(std::move(directory));
        m_out.add(std::move(values));
        return next;
    }

    void putEntry(const Entry& entry, std::uint64_t valuesAt, Bytes& directory, Bytes& values) const
    {
        put(directory, entry.tag, 2);
        put(directory, entry.type, 2);
        put(directory, entry.count, m_wordSize);
        if (entry.bytes.size() > m_wordSize) {
            put(directory, valuesAt + values.size(), m_wordSize);
            values.insert(values.end(), entry.bytes.begin(), entry.bytes.end());
            if (values.size() % 2 != 0)
                values.push_back(0);
            return;
        }
        directory.insert(directory.end(), entry.bytes.begin(), entry.bytes.end());
        directory.resize(directory.size() + m_wordSize - entry.bytes.size());
    }

    const TiffFile& m_file;
    const std::vector<TiffEdit>& m_edits;
    Dissection& m_out;
    bool m_isBig, m_isLittle;
    std::size_t m_wordSize;
    std::vector<std::vector<Part>> m_parts;
};

}

void writeTiff(const TiffFile& file, const std::vector<TiffEdit>& edits, Dissection& out)
{
    TiffWriter{file, edits, out}.run();
}

Result<Dissection> dissectTiff(ByteView file, Depth depth)
{
    constexpr std::uint16_t orientationTag = 274;
    Dissection out;
    const auto tiff = readTiff(file, out);
    if (!tiff)
        return tiff.error();
    out.format = Format::Tiff;
    for (const auto& page : tiff->pages) {
        const auto& layout = page.layout;
        out.pages.push_back({layout.columns, layout.rows, layout.photometric == 3 ? 1 : layout.samples, layout.bits,
                             layout.samples == 2 || layout.samples == 4, false});
        if (layout.compression == 7)
            out.lossyMethod = "ISO_10918_1";
        if (out.cannotShow.empty())
            out.cannotShow = page.cannotShow;
    }
    const auto& first = tiff->pages.front();
    const int photometric = first.layout.photometric;
    out.photometric = photometric == 0   ? "MONOCHROME1"
                      : photometric == 1 ? "MONOCHROME2"
                      : photometric == 3 ? "PALETTE COLOR"
                                         : "RGB";
    const auto turned = tiff->reader.numberOf(first.directory, orientationTag, 1);
    out.orientation = turned >= 1 && turned <= 8 ? static_cast<int>(turned) : 1;
    if (depth == Depth::Whole)
        writeTiff(*tiff, {}, out);
    return out;
}

}
