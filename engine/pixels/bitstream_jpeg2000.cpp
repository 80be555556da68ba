// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/bitstream_jpeg2000.h"

#include <algorithm>
#include <array>

namespace engine::pixels {

namespace {

// ITU-T T.800 Table A.2
constexpr unsigned startOfCodestream = 0xFF4F, size = 0xFF51, tilePartLengths = 0xFF55, comment = 0xFF64,
                   startOfTilePart = 0xFF90, startOfData = 0xFF93, endOfCodestream = 0xFFD9;
constexpr std::size_t tilePartHeader = 12;

std::uint32_t numberAt(ByteView bytes, std::size_t at, std::size_t length)
{
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < length; ++i)
        number = number << 8U | bytes[at + i];
    return number;
}

bool isBoxed(ByteView frame)
{
    constexpr std::array<std::uint8_t, 8> signature{0, 0, 0, 12, 'j', 'P', ' ', ' '};
    return frame.size() > 12 && std::equal(signature.begin(), signature.end(), frame.begin());
}

/// The content of the first "jp2c" box; empty when there is none.
ByteView codestreamIn(ByteView frame)
{
    for (std::size_t at = 0; at + 8 <= frame.size();) {
        std::uint64_t length = numberAt(frame, at, 4);
        std::size_t header = 8;
        if (length == 1 && at + 16 <= frame.size()) {
            length = std::uint64_t{numberAt(frame, at + 8, 4)} << 32U | numberAt(frame, at + 12, 4);
            header = 16;
        }
        if (length == 0)
            length = frame.size() - at;
        if (length < header || length > frame.size() - at)
            return {};
        if (textOf(frame.subspan(at + 4, 4)) == "jp2c")
            return frame.subspan(at + header, static_cast<std::size_t>(length) - header);
        at += static_cast<std::size_t>(length);
    }
    return {};
}

class CodestreamCopy {
public:
    explicit CodestreamCopy(ByteView source) : m_source{source} {}

    Result<CleanBitstream> run()
    {
        const Error damaged{ErrorCode::Damaged, "JPEG 2000 codestream"};
        copy(2);
        if (!copyHeader(startOfTilePart))
            return damaged;
        while (has(2) && numberAt(m_source, m_at, 2) == startOfTilePart) {
            if (!copyTilePart())
                return damaged;
        }
        if (!has(2))
            return std::move(m_clean); // some devices leave the end marker out
        if (numberAt(m_source, m_at, 2) != endOfCodestream)
            return damaged;
        copy(2);
        const auto rest = m_source.subspan(m_at);
        if (std::any_of(rest.begin(), rest.end(), [](auto byte) { return byte != 0; }))
            m_clean.removed.emplace_back("trailing");
        return std::move(m_clean);
    }

private:
    bool has(std::size_t count) const { return m_source.size() - m_at >= count; }

    void copy(std::size_t count)
    {
        const auto part = m_source.subspan(m_at, count);
        m_clean.bytes.insert(m_clean.bytes.end(), part.begin(), part.end());
        m_at += count;
    }

    /// Segments up to, not including, the marker `end`.
    bool copyHeader(unsigned end)
    {
        while (has(4)) {
            const auto marker = numberAt(m_source, m_at, 2);
            if (marker == end)
                return true;
            const auto length = numberAt(m_source, m_at + 2, 2) + std::size_t{2};
            if (marker < startOfCodestream || marker == endOfCodestream || length < 4 || !has(length))
                return false;
            // TLM repeats the lengths of tile-parts, which may change; it is optional.
            if (marker == comment || marker == tilePartLengths)
                m_at += length;
            else
                copy(length);
            if (marker == comment)
                m_clean.removed.emplace_back("j2k:COM");
        }
        return false;
    }

    bool copyTilePart()
    {
        const auto start = m_at, written = m_clean.bytes.size();
        if (!has(tilePartHeader))
            return false;
        std::size_t length = numberAt(m_source, m_at + 6, 4);
        const bool isOpen = length == 0; // up to the end of the codestream
        if (isOpen)
            length = m_source.size() - start;
        copy(tilePartHeader);
        if (!copyHeader(startOfData) || length < m_at - start || length > m_source.size() - start)
            return false;
        copy(length - (m_at - start));
        if (!isOpen)
            putLength(written + 6, m_clean.bytes.size() - written);
        return true;
    }

    void putLength(std::size_t at, std::size_t length)
    {
        for (std::size_t i = 0; i < 4; ++i)
            m_clean.bytes[at + i] = static_cast<std::uint8_t>(length >> (24U - 8 * i));
    }

    ByteView m_source;
    std::size_t m_at = 0;
    CleanBitstream m_clean;
};

}

bool isJpeg2000(ByteView frame)
{
    return isBoxed(frame) ||
           (frame.size() > 4 && numberAt(frame, 0, 2) == startOfCodestream && numberAt(frame, 2, 2) == size);
}

Result<CleanBitstream> jpeg2000WithoutMetadata(ByteView frame)
{
    const bool boxed = isBoxed(frame);
    const auto codestream = boxed ? codestreamIn(frame) : frame;
    if (codestream.size() < 4 || numberAt(codestream, 0, 2) != startOfCodestream)
        return Error{ErrorCode::Damaged, "JPEG 2000 codestream"};
    auto clean = CodestreamCopy{codestream}.run();
    if (clean && boxed)
        clean->removed.emplace_back("jp2");
    return clean;
}

}
