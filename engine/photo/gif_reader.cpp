// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/gif_reader.h"

#include "engine/photo/embedded.h"
#include "engine/photo/lzw.h"

#include <algorithm>
#include <utility>

namespace engine::photo {

namespace {

constexpr std::uint8_t extension = 0x21, image = 0x2C, trailer = 0x3B, control = 0xF9, comment = 0xFE, plainText = 0x01,
                       application = 0xFF;

int wordAt(ByteView bytes, std::size_t at)
{
    return bytes[at] + bytes[at + 1] * 256;
}

std::size_t tableSize(std::uint8_t flags)
{
    return (flags & 0x80U) == 0 ? 0 : std::size_t{3} << ((flags & 7U) + 1);
}

class GifWalk {
public:
    explicit GifWalk(ByteView file) : m_file{file} {}

    Result<GifScreen> run(Notes& notes)
    {
        m_notes = &notes;
        constexpr std::size_t headSize = 13;
        if (m_file.size() < headSize)
            return early();
        m_at = headSize + tableSize(m_file[10]);
        if (m_at > m_file.size())
            return early();
        m_screen.columns = wordAt(m_file, 6);
        m_screen.rows = wordAt(m_file, 8);
        m_screen.head = m_file.first(m_at);
        m_colours = m_file.subspan(headSize, m_at - headSize);
        while (m_at < m_file.size() && m_file[m_at] != trailer) {
            const auto kind = m_file[m_at++];
            const bool isTaken = kind == image ? takeImage() : kind == extension && takeExtension();
            if (!isTaken)
                return early();
        }
        if (m_at >= m_file.size() || m_screen.frames.empty())
            return early();
        if (m_at + 1 < m_file.size())
            remove("trailing", "Trailer", binaryWords(m_file.size() - m_at - 1), "follows the end of the picture");
        return std::move(m_screen);
    }

private:
    static Error early() { return {ErrorCode::Damaged, "gif ends early"}; }

    void remove(const std::string& place, const std::string& name, const std::string& value, const std::string& reason)
    {
        m_notes->push_back({"gif:" + place, name, value, Fate::Removed, reason});
    }

    /// Sub-blocks from here to the zero at their end; empty when they reach outside.
    ByteView takeBlocks()
    {
        const auto start = m_at;
        while (m_at < m_file.size() && m_file[m_at] != 0)
            m_at += m_file[m_at] + std::size_t{1};
        if (m_at >= m_file.size())
            return {};
        ++m_at;
        return m_file.subspan(start, m_at - start);
    }

    bool takeImage()
    {
        constexpr std::size_t size = 9;
        if (m_file.size() - m_at < size)
            return false;
        GifFrame frame;
        const auto table = tableSize(m_file[m_at + 8]);
        if (m_file.size() - m_at < size + table + 1)
            return false;
        frame.descriptor = m_file.subspan(m_at, size + table);
        frame.left = wordAt(m_file, m_at);
        frame.top = wordAt(m_file, m_at + 2);
        frame.columns = wordAt(m_file, m_at + 4);
        frame.rows = wordAt(m_file, m_at + 6);
        frame.isInterlaced = (m_file[m_at + 8] & 0x40U) != 0;
        frame.colours = table == 0 ? m_colours : m_file.subspan(m_at + size, table);
        m_at += size + table;
        frame.codeBits = m_file[m_at++];
        frame.packed = takeBlocks();
        frame.control = std::exchange(m_control, {});
        if (!frame.control.empty()) {
            frame.disposal = frame.control[2] >> 2U & 7U;
            frame.transparent = (frame.control[2] & 1U) != 0 ? frame.control[5] : -1;
        }
        const bool isSound = frame.codeBits >= 2 && frame.codeBits <= 8 && !frame.packed.empty() &&
                             frame.left + frame.columns <= m_screen.columns &&
                             frame.top + frame.rows <= m_screen.rows && frame.columns > 0 && frame.rows > 0;
        m_screen.frames.push_back(frame);
        return isSound;
    }

    bool takeExtension()
    {
        if (m_at >= m_file.size())
            return false;
        const auto label = m_file[m_at++];
        const auto start = m_at;
        const auto blocks = takeBlocks();
        if (blocks.empty())
            return false;
        if (label == control && blocks.size() == 6) {
            m_control = m_file.subspan(start - 1, 7);
            return true;
        }
        const auto text = joinedBlocks(blocks);
        const auto name = textOf(text).substr(0, std::min<std::size_t>(11, text.size()));
        if (label == application && name == "NETSCAPE2.0" && blocks.size() == 17)
            m_screen.loop = m_file.subspan(start - 2, blocks.size() + 2);
        else if (label == application && name == "XMP DataXMP")
            tellRemovedXmp(blocks);
        else if (label == comment || label == plainText)
            remove(label == comment ? "comment" : "plain-text", "Comment", shownText(textOf(text)), "free text");
        else
            remove("application", shownText(name), binaryWords(text.size()), "says nothing that the picture needs");
        return true;
    }

    /// XMP stands between the blocks' lengths as it is.
    void tellRemovedXmp(ByteView blocks)
    {
        Dissection told;
        tellXmp(blocks.subspan(std::min<std::size_t>(12, blocks.size())), "gif:XMP", told);
        m_notes->insert(m_notes->end(), told.notes.begin(), told.notes.end());
    }

    ByteView m_file;
    std::size_t m_at = 0;
    ByteView m_colours, m_control;
    GifScreen m_screen;
    Notes* m_notes = nullptr;
};

}

Bytes joinedBlocks(ByteView blocks)
{
    Bytes joined;
    for (std::size_t at = 0; at < blocks.size() && blocks[at] != 0; at += blocks[at] + std::size_t{1}) {
        const auto block = blocks.subspan(at + 1, std::min<std::size_t>(blocks[at], blocks.size() - at - 1));
        joined.insert(joined.end(), block.begin(), block.end());
    }
    return joined;
}

Bytes splitBlocks(ByteView bytes)
{
    constexpr std::size_t most = 255;
    Bytes blocks;
    for (std::size_t at = 0; at < bytes.size(); at += most) {
        const auto part = bytes.subspan(at, std::min(most, bytes.size() - at));
        blocks.push_back(static_cast<std::uint8_t>(part.size()));
        blocks.insert(blocks.end(), part.begin(), part.end());
    }
    blocks.push_back(0);
    return blocks;
}

Result<GifScreen> readGif(ByteView file, Notes& notes)
{
    return GifWalk{file}.run(notes);
}

namespace {

/// The sub-blocks as far as the picture reaches: whole ones, then what it needs of the last.
Done addPacked(const GifFrame& frame, Dissection& out)
{
    const auto pixels = static_cast<std::size_t>(frame.columns) * static_cast<std::size_t>(frame.rows);
    std::size_t used = 0;
    const auto unpacked = unpackLzw(joinedBlocks(frame.packed), {frame.codeBits, false}, pixels, &used);
    if (!unpacked || unpacked->size() != pixels)
        return Error{ErrorCode::Damaged, "GIF picture"};
    std::size_t at = 0;
    for (; frame.packed[at] != 0 && used > frame.packed[at]; at += frame.packed[at] + std::size_t{1})
        used -= frame.packed[at];
    const auto last = frame.packed.subspan(std::min(at + 1, frame.packed.size()), used);
    const auto rest = frame.packed.size() - at - (used > 0 ? used + 1 : 0) - 1;
    out.keep(frame.packed.first(at));
    if (used > 0)
        out.add({static_cast<std::uint8_t>(used)});
    out.keep(last);
    out.add({0});
    if (rest > 0)
        out.notes.push_back({"gif:hidden", "Rest", binaryWords(rest), Fate::Removed, "behind the end of the picture"});
    return done();
}

}

Result<Dissection> dissectGif(ByteView file, Depth depth)
{
    Dissection out;
    const auto screen = readGif(file, out.notes);
    if (!screen)
        return screen.error();
    out.format = Format::Gif;
    out.photometric = "PALETTE COLOR";
    out.keep(screen->head);
    if (!screen->loop.empty())
        out.keep(screen->loop);
    for (const auto& frame : screen->frames) {
        out.pages.push_back({screen->columns, screen->rows, 1, 8});
        if (!frame.control.empty()) {
            out.add({extension});
            out.keep(frame.control);
        }
        out.add({image});
        out.keep(frame.descriptor);
        out.add({static_cast<std::uint8_t>(frame.codeBits)});
        const auto added = depth == Depth::Whole ? addPacked(frame, out) : done();
        if (!added)
            return added.error();
    }
    out.add({trailer});
    return out;
}

}
