// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/png.h"

#include "engine/photo/deflated.h"
#include "engine/photo/embedded.h"
#include "engine/photo/exif.h"
#include "engine/photo/icc.h"

#include <algorithm>
#include <set>
#include <zlib.h>

namespace engine::photo {

namespace {

constexpr std::size_t signatureSize = 8, around = 12, largestProfile = 16'000'000, largestText = 1'000'000;

std::size_t wordAt(ByteView bytes, std::size_t at)
{
    return std::size_t{bytes[at]} << 24U | std::size_t{bytes[at + 1]} << 16U | std::size_t{bytes[at + 2]} << 8U |
           std::size_t{bytes[at + 3]};
}

bool isAtMost(ByteView numbers, std::size_t most)
{
    for (std::size_t at = 0; at + 4 <= numbers.size(); at += 4) {
        if (wordAt(numbers, at) > most)
            return false;
    }
    return true;
}

/// Of the picture: they stay as they are, have the length that their kind has, and numbers that can be meant. Letters
/// in their place make numbers beyond `largest`.
bool isPicture(const PngChunk& chunk, int colourKind, int bits)
{
    constexpr std::size_t largest = 100'000'000;
    constexpr int palette = 3, grey = 0, colours = 2;
    const auto& content = chunk.content;
    const auto isFlat = [&](std::size_t words) { // numbers of 16 bits that the depth allows
        for (std::size_t i = 0; bits < 16 && i < words; ++i) {
            if (content[2 * i] != 0 || content[2 * i + 1] >> bits != 0)
                return false;
        }
        return true;
    };
    const std::size_t words = colourKind == grey || colourKind == 4 ? 1 : 3;
    if (chunk.type == "PLTE")
        return colourKind == palette && content.size() % 3 == 0 && content.size() <= std::size_t{3} << bits;
    if (chunk.type == "tRNS")
        return colourKind == palette
                   ? content.size() <= std::size_t{1} << bits
                   : (colourKind == grey || colourKind == colours) && content.size() == 2 * words && isFlat(words);
    if (chunk.type == "bKGD")
        return colourKind == palette ? content.size() == 1 : content.size() == 2 * words && isFlat(words);
    if (chunk.type == "gAMA" || chunk.type == "cHRM")
        return content.size() == (chunk.type == "gAMA" ? 4U : 32U) && isAtMost(content, largest);
    if (chunk.type == "pHYs")
        return content.size() == 9 && isAtMost(content.first(8), largest) && content[8] <= 1;
    if (chunk.type == "sBIT")
        return content.size() <= 4 && std::all_of(content.begin(), content.end(), [](auto one) { return one <= 16; });
    return (chunk.type == "sRGB" && content.size() == 1 && content[0] < 4) ||
           (chunk.type == "cICP" && content.size() == 4);
}

class PngWalk {
public:
    explicit PngWalk(ByteView file) : m_file{file} {}

    Result<Dissection> run()
    {
        auto chunks = chunksOf(m_file);
        if (!chunks)
            return chunks.error();
        m_out.format = Format::Png;
        m_out.add({m_file.begin(), m_file.begin() + signatureSize});
        bool isEnded = false;
        for (const auto& chunk : *chunks) {
            if (auto taken = take(chunk); !taken)
                return taken.error();
            isEnded = chunk.type == "IEND";
        }
        if (!isEnded || !m_hasPicture || m_out.pages.empty())
            return Error{ErrorCode::Damaged, "png ends early"};
        const auto& end = chunks->back().whole;
        const auto used = static_cast<std::size_t>(end.data() + end.size() - m_file.data());
        if (used < m_file.size())
            remove("trailing", "Trailer", binaryWords(m_file.size() - used), "follows the end of the picture");
        return std::move(m_out);
    }

private:
    Done take(const PngChunk& chunk)
    {
        if (chunk.type == "IHDR")
            return takeHeader(chunk);
        if (m_out.pages.empty())
            return Error{ErrorCode::Damaged, "png without a header"};
        if (chunk.type == "IEND")
            m_out.add(chunkWith("IEND", {}));
        else if (chunk.type == "IDAT")
            m_out.keep(chunk.whole);
        else if (isPicture(chunk, m_colourKind, m_out.pages.front().bits) && chunk.isWhole &&
                 m_seen.insert(chunk.type).second)
            takeOnce(chunk);
        else if (chunk.type == "PLTE" && m_colourKind == 3)
            return Error{ErrorCode::Damaged, "png palette"};
        else if (chunk.type == "acTL" || chunk.type == "fcTL" || chunk.type == "fdAT")
            return Error{ErrorCode::Unsupported, "animated PNG"};
        else if (chunk.type == "eXIf")
            takeExif(chunk.content);
        else if (chunk.type == "iCCP")
            takeProfile(chunk.content);
        else
            tell(chunk);
        m_hasPicture = m_hasPicture || chunk.type == "IDAT";
        return done();
    }

    void takeOnce(const PngChunk& chunk)
    {
        if (chunk.type == "tRNS")
            m_out.pages.front().hasOpacity = true;
        if (m_colourKind == 3 && (chunk.type == "PLTE" || chunk.type == "tRNS"))
            return keepUsedColours(chunk);
        m_out.keep(chunk.whole);
    }

    /// Entries of the palette, or their opacities, that no pixel shows can hold anything: they become black and opaque.
    void keepUsedColours(const PngChunk& chunk)
    {
        if (m_used.empty()) {
            const auto used = coloursUsedIn(m_file);
            m_used = used ? *used : std::vector<bool>(256, true); // what is damaged is told by those who decode it
        }
        const bool isPalette = chunk.type == "PLTE";
        const std::size_t size = isPalette ? 3 : 1;
        Bytes content{chunk.content.begin(), chunk.content.end()};
        for (std::size_t i = 0; i < content.size(); ++i) {
            if (i / size >= m_used.size() || !m_used[i / size])
                content[i] = isPalette ? 0 : 255;
        }
        if (std::equal(content.begin(), content.end(), chunk.content.begin()))
            return m_out.keep(chunk.whole);
        m_out.keep(chunkWith(chunk.type, content));
        remove(chunk.type, "UnusedColours", binaryWords(content.size()), "colours that no part of the picture has");
    }

    Done takeHeader(const PngChunk& chunk)
    {
        if (!m_out.pages.empty() || chunk.content.size() != 13 || chunk.content[8] > 16 || chunk.content[9] > 6)
            return Error{ErrorCode::Damaged, "png header"};
        constexpr int samples[] = {1, 0, 3, 1, 2, 0, 4};
        constexpr const char* names[] = {"MONOCHROME2", "", "RGB", "PALETTE COLOR", "MONOCHROME2", "", "RGB"};
        const auto colours = chunk.content[9];
        const auto columns = wordAt(chunk.content, 0), rows = wordAt(chunk.content, 4);
        if (samples[colours] == 0 || columns > 0x7FFFFFFF || rows > 0x7FFFFFFF)
            return Error{ErrorCode::Damaged, "png header"};
        m_out.pages.push_back({static_cast<int>(columns), static_cast<int>(rows), samples[colours], chunk.content[8]});
        m_out.photometric = names[colours];
        m_out.pages.back().hasOpacity = (colours & 4U) != 0;
        m_colourKind = colours;
        m_out.keep(chunk.whole);
        return done();
    }

    void remove(const std::string& place, const std::string& name, const std::string& value, const std::string& reason)
    {
        m_out.notes.push_back({"png:" + place, name, value, Fate::Removed, reason});
    }

    void takeExif(ByteView content)
    {
        auto exif = readExif(content, "png:eXIf", m_out);
        exif.resolution = {}; // pHYs tells it
        m_out.orientation = exif.orientation;
        const auto block = writeExif(exif);
        if (block.empty())
            return;
        tellKept(exif, "png:eXIf", m_out);
        m_out.add(chunkWith("eXIf", block));
    }

    /// A name, one byte, and the profile packed.
    void takeProfile(ByteView content)
    {
        const auto end = std::find(content.begin(), content.end(), std::uint8_t{0});
        const auto start = static_cast<std::size_t>(end - content.begin()) + 2;
        const auto name = shownText(textOf(content).substr(0, static_cast<std::size_t>(end - content.begin())));
        const auto profile = start < content.size() ? inflated(content.subspan(start), largestProfile)
                                                    : Result<Bytes>{Error{ErrorCode::Damaged, "iCCP"}};
        if (!profile)
            return remove("iCCP", "ICC_Profile", binaryWords(content.size()),
                          "a colour profile that cannot be read; the colours count as sRGB");
        const auto neutral = neutralProfile(*profile, "png:iCCP", m_out);
        const auto packed = deflated(neutral);
        if (neutral.empty() || !packed)
            return;
        if (name != "colours")
            remove("iCCP", "ProfileName", name, "a text of the colour profile");
        Bytes chunk{'c', 'o', 'l', 'o', 'u', 'r', 's', 0, 0};
        chunk.insert(chunk.end(), packed->begin(), packed->end());
        m_out.add(chunkWith("iCCP", chunk));
    }

    void tell(const PngChunk& chunk)
    {
        const auto text = textOf(chunk.content);
        const auto name = shownText(text.substr(0, std::min(text.find('\0'), text.size())));
        const auto after = std::min(text.find('\0'), text.size() - (text.empty() ? 0 : 1)) + 1;
        if (chunk.type == "tEXt")
            remove(chunk.type, name, shownText(text.substr(std::min(after, text.size()))), "free text");
        else if (chunk.type == "zTXt")
            remove(chunk.type, name, unpacked(chunk.content, after + 1), "free text");
        else if (chunk.type == "iTXt" && name == "XML:com.adobe.xmp")
            tellXmp(chunk.content.subspan(std::min(after, chunk.content.size())), "png:iTXt/XMP", m_out);
        else if (chunk.type == "iTXt")
            remove(chunk.type, name, internationalText(chunk.content, after), "free text");
        else if (chunk.type == "tIME")
            remove(chunk.type, "ModifyDate", toHex(chunk.content), "says when the picture was changed");
        else if (chunk.type == "caBX")
            tellJumbf(chunk.content, "png:caBX/JUMBF", m_out);
        else
            remove(shownText(chunk.type), "Chunk", binaryWords(chunk.content.size()),
                   "says nothing that the picture needs");
    }

    static std::string unpacked(ByteView content, std::size_t at)
    {
        const auto text = at < content.size() ? inflated(content.subspan(at), largestText)
                                              : Result<Bytes>{Error{ErrorCode::Damaged, "zTXt"}};
        return text ? shownText(textOf(*text)) : binaryWords(content.size());
    }

    /// Packed or not, language, keyword in that language, then the text.
    static std::string internationalText(ByteView content, std::size_t at)
    {
        if (at + 2 > content.size())
            return {};
        const bool isPacked = content[at] == 1;
        auto rest = content.subspan(at + 2);
        for (int part = 0; part < 2; ++part) {
            const auto end = std::find(rest.begin(), rest.end(), std::uint8_t{0});
            if (end == rest.end())
                return {};
            rest = rest.subspan(static_cast<std::size_t>(end - rest.begin()) + 1);
        }
        return isPacked ? unpacked(rest, 0) : shownText(textOf(rest));
    }

    ByteView m_file;
    bool m_hasPicture = false;
    int m_colourKind = 0;         ///< of the header
    std::vector<bool> m_used;     ///< colours of the palette; empty: not counted yet
    std::set<std::string> m_seen; ///< of kinds that stand in a file once
    Dissection m_out;
};

}

namespace {

/// Filtered lines with their filter bytes; interlaced, every pass has lines of its own (ISO/IEC 15948, 8.2).
std::size_t sizeOfLines(std::size_t columns, std::size_t rows, std::size_t bits, bool isInterlaced)
{
    struct Pass {
        std::size_t x, y, across, down;
    };
    constexpr Pass passes[] = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4},
                               {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}};
    if (!isInterlaced)
        return rows * (1 + (columns * bits + 7) / 8);
    std::size_t size = 0;
    for (const auto& [x, y, across, down] : passes) {
        const auto wide = columns > x ? (columns - x + across - 1) / across : 0;
        const auto high = rows > y ? (rows - y + down - 1) / down : 0;
        size += wide == 0 ? 0 : high * (1 + (wide * bits + 7) / 8);
    }
    return size;
}

}

Result<std::vector<PngChunk>> chunksOf(ByteView file)
{
    std::vector<PngChunk> chunks;
    std::size_t at = signatureSize;
    while (at < file.size() && (chunks.empty() || chunks.back().type != "IEND")) {
        if (file.size() - at < around)
            return Error{ErrorCode::Damaged, "png ends early"};
        const auto length = wordAt(file, at);
        if (length > file.size() - at - around)
            return Error{ErrorCode::Damaged, "png ends early"};
        PngChunk chunk{std::string{textOf(file.subspan(at + 4, 4))}, file.subspan(at + 8, length),
                       file.subspan(at, length + around), true};
        const auto typed = file.subspan(at + 4, length + 4);
        const auto sum = crc32(crc32(0, nullptr, 0), typed.data(), static_cast<uInt>(typed.size()));
        const bool isCritical = chunk.type[0] >= 'A' && chunk.type[0] <= 'Z';
        chunk.isWhole = sum == wordAt(file, at + 8 + length);
        if (!chunk.isWhole && isCritical)
            return Error{ErrorCode::Damaged, "png checksum"};
        at += length + around;
        chunks.push_back(std::move(chunk));
    }
    return chunks;
}

Result<bool> hidesBytesInPng(ByteView file)
{
    const auto chunks = chunksOf(file);
    const auto taken = dissectPng(file);
    if (!chunks || !taken)
        return chunks ? taken.error() : chunks.error();
    Bytes packed;
    for (const auto& chunk : *chunks) {
        if (chunk.type == "IDAT")
            packed.insert(packed.end(), chunk.content.begin(), chunk.content.end());
    }
    const auto& page = taken->pages.front();
    const auto columns = static_cast<std::size_t>(page.columns), rows = static_cast<std::size_t>(page.rows);
    const auto bits = static_cast<std::size_t>(page.samples) * static_cast<std::size_t>(page.bits);
    const bool isInterlaced = chunks->front().content[12] != 0;
    std::size_t rest = 0;
    const auto lines = inflated(packed, sizeOfLines(columns, rows, bits, isInterlaced), &rest);
    if (!lines)
        return lines.error().code == ErrorCode::TooLarge ? Result<bool>{true} : lines.error();
    return rest > 0;
}

Bytes chunkWith(std::string_view type, ByteView content)
{
    Bytes chunk;
    const auto put = [&](std::size_t value) {
        for (int shift = 24; shift >= 0; shift -= 8)
            chunk.push_back(static_cast<std::uint8_t>(value >> shift));
    };
    put(content.size());
    chunk.insert(chunk.end(), type.begin(), type.end());
    chunk.insert(chunk.end(), content.begin(), content.end());
    put(crc32(crc32(0, nullptr, 0), chunk.data() + 4, static_cast<uInt>(chunk.size() - 4)));
    return chunk;
}

Result<Dissection> dissectPng(ByteView file)
{
    return PngWalk{file}.run();
}

}
