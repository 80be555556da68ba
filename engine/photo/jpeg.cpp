// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/jpeg.h"

#include "engine/photo/dissection.h"
#include "engine/photo/embedded.h"
#include "engine/photo/exif.h"
#include "engine/photo/icc.h"
#include "engine/photo/jpeg_tables.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <set>

namespace engine::photo {

namespace {

// ITU-T T.81 Table B.1
constexpr std::uint8_t start = 0xFF, startOfImage = 0xD8, endOfImage = 0xD9, startOfScan = 0xDA, quantisation = 0xDB,
                       lines = 0xDC, restartInterval = 0xDD, huffman = 0xC4, arithmetic = 0xCC, extension = 0xC8,
                       firstFrame = 0xC0, lastFrame = 0xCF, firstApplication = 0xE0, lastApplication = 0xEF,
                       comment = 0xFE;

bool startsWith(ByteView bytes, std::string_view text)
{
    return textOf(bytes).starts_with(text);
}

bool isFrameHeader(std::uint8_t marker)
{
    return marker >= firstFrame && marker <= lastFrame && marker != huffman && marker != arithmetic &&
           marker != extension;
}

/// Walks a JPEG's segments.
class JpegWalk {
public:
    JpegWalk(ByteView file, const std::string& name) : m_file{file}, m_name{name} {}

    Result<Dissection> run()
    {
        m_out.format = Format::Jpeg;
        if (m_file.size() < 4 || m_file[0] != start || m_file[1] != startOfImage)
            return Error{ErrorCode::Damaged, m_name};
        m_at = 2;
        for (;;) {
            const int marker = nextMarker();
            if (marker < 0)
                return Error{ErrorCode::Damaged, m_name + " ends early"};
            if (marker == endOfImage)
                return finish();
            if (auto taken = takeSegment(static_cast<std::uint8_t>(marker)); !taken)
                return taken.error();
        }
    }

private:
    /// The code after FF and any fill bytes; -1 at the end or where there is no marker.
    int nextMarker()
    {
        if (m_at >= m_file.size() || m_file[m_at] != start)
            return -1;
        while (m_at < m_file.size() && m_file[m_at] == start)
            ++m_at;
        return m_at < m_file.size() ? m_file[m_at++] : -1;
    }

    Done takeSegment(std::uint8_t marker)
    {
        const Error damaged{ErrorCode::Damaged, m_name + " segment"};
        if (m_at + 2 > m_file.size())
            return damaged;
        const std::size_t length = m_file[m_at] * std::size_t{256} + m_file[m_at + 1];
        if (length < 2 || m_at + length > m_file.size())
            return Error{ErrorCode::Damaged, m_name + " ends early"};
        const auto content = m_file.subspan(m_at + 2, length - 2);
        const auto whole = m_file.subspan(m_at, length);
        m_at += length;
        if (marker >= firstApplication && marker <= lastApplication) {
            takeApplication(static_cast<std::uint8_t>(marker - firstApplication), content);
            return done();
        }
        if (marker == comment) {
            remove("COM", "Comment", shownText(textOf(content)), "free text");
            return done();
        }
        return takePicture(marker, whole, content) ? done() : Done{damaged};
    }

    bool takePicture(std::uint8_t marker, ByteView whole, ByteView content)
    {
        const auto isSure = [&](bool isRight) {
            if (isRight)
                m_body.push_back({marker, whole, {}, {}});
            return isRight;
        };
        if (marker == quantisation || marker == huffman) {
            auto tables = marker == huffman ? huffmanTables(content) : quantisationTables(content);
            m_body.push_back({marker, whole, {}, std::move(tables)});
            return content.empty() || !m_body.back().tables.empty();
        }
        if (marker == arithmetic)
            return isSure(content.size() % 2 == 0 && content.size() <= 64);
        if (marker == restartInterval || marker == lines)
            return isSure(content.size() == 2);
        if (isFrameHeader(marker))
            return takeFrameHeader(marker, content) && isSure(true);
        if (marker == startOfScan)
            return !content.empty() && content.size() == 4 + 2U * content[0] && isNewScan(content) && isSure(true) &&
                   takeScan();
        remove(binaryMarker(marker), "Segment", binaryWords(content.size()), "no part of the picture");
        return true;
    }

    /// Without progress every component comes once (T.81 4.5): what comes again is never shown.
    bool isNewScan(ByteView content)
    {
        bool isNew = true;
        for (std::size_t i = 1; i < 1 + 2U * content[0]; i += 2)
            isNew = (m_shown.insert(content[i]).second || m_isProgressive) && isNew;
        return isNew;
    }

    static std::string binaryMarker(std::uint8_t marker) { return "FF" + toHex(ByteView{&marker, 1}); }

    bool takeFrameHeader(std::uint8_t marker, ByteView content)
    {
        if (content.size() < 6 || content.size() != 6 + 3U * content[5] || !m_out.pages.empty())
            return false;
        const int rows = content[1] * 256 + content[2], columns = content[3] * 256 + content[4];
        m_out.pages.push_back({columns, rows, content[5], content[0]});
        const bool isSplit = content[5] == 3 && content.size() >= 15 && content[7] != 0x11;
        m_out.photometric = content[5] == 1   ? "MONOCHROME2"
                            : content[5] == 4 ? "CMYK"
                            : isSplit         ? "YBR_FULL_422"
                                              : "YBR_FULL";
        m_out.lossyMethod = "ISO_10918_1";
        m_isProgressive = marker == 0xC2 || marker == 0xCA;
        m_isArithmetic = marker > extension;
        const bool isDct = marker <= 0xC2 || marker == 0xC9 || marker == 0xCA;
        if (!isDct || content[0] != 8 || (content[5] != 1 && content[5] != 3))
            m_out.cannotShow = content[5] == 4 ? "unsupported: JPEG with four colours" : "unsupported: kind of JPEG";
        return true;
    }

    /// Entropy-coded bytes up to the next marker that is no restart.
    bool takeScan()
    {
        const auto begin = m_at;
        while (m_at + 1 < m_file.size()) {
            const auto* found =
                static_cast<const std::uint8_t*>(std::memchr(&m_file[m_at], start, m_file.size() - 1 - m_at));
            if (!found)
                break;
            m_at = static_cast<std::size_t>(found - m_file.data());
            const auto next = m_file[m_at + 1];
            const bool isRestart = next >= 0xD0 && next <= 0xD7;
            if (next != 0 && !isRestart && next != start) {
                m_body.back().scan = m_file.subspan(begin, m_at - begin);
                m_hasScan = true;
                return true;
            }
            m_at += next == start ? 1 : 2;
        }
        m_at = m_file.size();
        return true; // nextMarker tells that it ends early
    }

    void remove(const std::string& segment, const std::string& name, const std::string& value,
                const std::string& reason)
    {
        m_out.notes.push_back({m_name + ':' + segment, name, value, Fate::Removed, reason});
    }

    void takeApplication(std::uint8_t number, ByteView content)
    {
        const auto segment = "APP" + std::to_string(number);
        const auto place = m_name + ':' + segment;
        if (number == 0 && startsWith(content, std::string_view{"JFIF\0", 5}) && content.size() >= 14 && !m_hasJfif)
            return takeJfif(content);
        if (number == 1 && startsWith(content, std::string_view{"Exif\0\0", 6})) {
            const auto read = readExif(content.subspan(6), place, m_out);
            if (!m_hasExif)
                m_exif = read;
            m_hasExif = true;
        } else if (number == 1 && startsWith(content, "http://ns.adobe.com/xap/1.0/")) {
            tellXmp(content, place + "/XMP", m_out);
        } else if (number == 1 && startsWith(content, "http://ns.adobe.com/xmp/extension/")) {
            tellXmp(content.subspan(std::min<std::size_t>(75, content.size())), place + "/XMP", m_out);
        } else if (number == 2 && startsWith(content, std::string_view{"ICC_PROFILE\0", 12}) && content.size() > 14) {
            m_profile[content[12]] = content.subspan(14);
        } else if (number == 11 && startsWith(content, "JP")) {
            tellJumbf(content, place + "/JUMBF", m_out);
        } else if (number == 13 && startsWith(content, std::string_view{"Photoshop 3.0\0", 14})) {
            tellPhotoshop(content.subspan(14), place + "/Photoshop", m_out);
        } else if (number == 14 && startsWith(content, "Adobe") && content.size() >= 12 && m_transform < 0) {
            m_transform = content[11];
            m_out.notes.push_back(
                {place, "ColorTransform", std::to_string(m_transform), Fate::Kept, "says how the colours are coded"});
        } else {
            const auto end = std::find(content.begin(), content.end(), std::uint8_t{0});
            const auto name = shownText(textOf(content).substr(0, static_cast<std::size_t>(end - content.begin())));
            remove(segment, name.size() > 2 && name.size() < 40 ? name : "Segment", binaryWords(content.size()),
                   "says nothing that the picture needs");
        }
    }

    /// Version, unit and density stay; a thumbnail does not.
    void takeJfif(ByteView content)
    {
        m_hasJfif = true;
        m_jfif.assign(content.begin(), content.begin() + 14);
        m_jfif[12] = m_jfif[13] = 0;
        const auto number = [&](std::size_t at) { return content[at] * 256 + content[at + 1]; };
        m_out.notes.push_back({m_name + ":APP0", "Resolution",
                               std::to_string(number(8)) + " x " + std::to_string(number(10)), Fate::Kept,
                               "says how large the picture is in print"});
        if (content.size() > 14)
            remove("APP0", "ThumbnailImage", binaryWords(content.size() - 14),
                   "a smaller picture that boxes do not blank");
    }

    void addSegment(std::uint8_t marker, ByteView content)
    {
        const auto length = content.size() + 2;
        Bytes bytes{start, marker, static_cast<std::uint8_t>(length >> 8U), static_cast<std::uint8_t>(length)};
        bytes.insert(bytes.end(), content.begin(), content.end());
        m_out.add(std::move(bytes));
    }

    void addExif()
    {
        if (m_hasJfif)
            m_exif.resolution = {}; // said once
        auto block = writeExif(m_exif);
        if (block.empty())
            return;
        tellKept(m_exif, m_name + ":APP1", m_out);
        const std::string_view head{"Exif\0\0", 6};
        block.insert(block.begin(), head.begin(), head.end());
        addSegment(firstApplication + 1, block);
    }

    void addProfile()
    {
        Bytes joined;
        for (const auto& [number, part] : m_profile)
            joined.insert(joined.end(), part.begin(), part.end());
        if (joined.empty())
            return;
        const auto neutral = neutralProfile(joined, m_name + ":APP2/ICC", m_out);
        constexpr std::size_t most = 65519;
        const auto parts = (neutral.size() + most - 1) / most;
        for (std::size_t i = 0; i < parts && parts < 256; ++i) {
            Bytes content{'I',
                          'C',
                          'C',
                          '_',
                          'P',
                          'R',
                          'O',
                          'F',
                          'I',
                          'L',
                          'E',
                          0,
                          static_cast<std::uint8_t>(i + 1),
                          static_cast<std::uint8_t>(parts)};
            const auto part = ByteView{neutral}.subspan(i * most, std::min(most, neutral.size() - i * most));
            content.insert(content.end(), part.begin(), part.end());
            addSegment(firstApplication + 2, content);
        }
    }

    Result<Dissection> finish()
    {
        if (m_out.pages.empty() || !m_hasScan)
            return Error{ErrorCode::Damaged, m_name + " without a picture"};
        const auto rest = m_file.subspan(m_at);
        if (!rest.empty())
            remove("trailing", "Trailer", trailerWords(rest), "follows the end of the picture");
        m_out.orientation = m_exif.orientation;
        m_out.add({start, startOfImage});
        if (m_hasJfif)
            addSegment(firstApplication, m_jfif);
        addExif();
        addProfile();
        if (m_transform >= 0) {
            const Bytes adobe{'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, static_cast<std::uint8_t>(m_transform)};
            addSegment(0xEE, adobe);
        }
        if (m_transform == 0 && m_out.pages[0].samples == 3)
            m_out.photometric = "RGB";
        markUsedTables(m_body);
        for (const auto& segment : m_body)
            addPicture(segment);
        m_out.add({start, endOfImage});
        return std::move(m_out);
    }

    void addPicture(const JpegSegment& segment)
    {
        if (segment.marker == huffman || segment.marker == quantisation)
            return addTables(segment);
        if (segment.marker == arithmetic && !m_isArithmetic)
            return remove("DAC", "Segment", binaryWords(segment.whole.size()), "no part of the picture");
        m_out.add({start, segment.marker});
        m_out.keep(segment.whole);
        if (!segment.scan.empty())
            m_out.keep(segment.scan);
    }

    void addTables(const JpegSegment& segment)
    {
        std::size_t length = 2;
        for (const auto& table : segment.tables)
            length += table.isUsed ? table.bytes.size() : 0;
        if (length > 2)
            m_out.add(
                {start, segment.marker, static_cast<std::uint8_t>(length >> 8U), static_cast<std::uint8_t>(length)});
        for (const auto& table : segment.tables) {
            if (table.isUsed)
                m_out.keep(table.bytes);
            else
                remove(segment.marker == huffman ? "DHT" : "DQT", "Table", binaryWords(table.bytes.size()),
                       "a table that the picture does not use");
        }
    }

    static std::string trailerWords(ByteView rest)
    {
        const auto text = textOf(rest.first(std::min<std::size_t>(rest.size(), 4096)));
        const bool isVideo = text.find("ftyp") != text.npos;
        const bool isPicture = text.find("\xFF\xD8\xFF") != text.npos;
        return binaryWords(rest.size()) + (isVideo ? ", a video" : isPicture ? ", another picture" : "");
    }

    ByteView m_file;
    std::string m_name;
    std::size_t m_at = 0;
    bool m_hasScan = false, m_hasJfif = false, m_hasExif = false, m_isArithmetic = false, m_isProgressive = false;
    std::set<std::uint8_t> m_shown; ///< components that had a scan
    int m_transform = -1;           ///< of Adobe's segment; below 0: none
    Bytes m_jfif;
    Exif m_exif;
    std::map<int, ByteView> m_profile; ///< by the number of the part
    std::vector<JpegSegment> m_body;
    Dissection m_out;
};

}

Result<Dissection> dissectJpeg(ByteView file)
{
    return JpegWalk{file, "jpeg"}.run();
}

Result<Dissection> dissectJpegPart(ByteView stream, const std::string& name)
{
    return JpegWalk{stream, name}.run();
}

Bytes tablesAlone(ByteView tables)
{
    Bytes alone{start, startOfImage};
    for (std::size_t at = 2; at + 4 <= tables.size() && tables[at] == start && tables[at + 1] != endOfImage;) {
        const std::size_t length = tables[at + 2] * std::size_t{256} + tables[at + 3] + 2;
        if (length < 4 || length > tables.size() - at)
            break;
        const auto segment = tables.subspan(at, length), content = segment.subspan(4);
        const bool isTable = (segment[1] == quantisation && !quantisationTables(content).empty()) ||
                             (segment[1] == huffman && !huffmanTables(content).empty());
        if (isTable)
            alone.insert(alone.end(), segment.begin(), segment.end());
        at += length;
    }
    alone.insert(alone.end(), {start, endOfImage});
    return alone;
}

}
