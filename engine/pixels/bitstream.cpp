// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/bitstream.h"

#include "engine/pixels/bitstream_jpeg2000.h"

#include <algorithm>

namespace engine::pixels {

namespace {

// ITU-T T.81 Table B.1
constexpr std::uint8_t markerStart = 0xFF, startOfImage = 0xD8, endOfImage = 0xD9, startOfScan = 0xDA,
                       firstRestart = 0xD0, lastRestart = 0xD7, firstApplication = 0xE0, lastApplication = 0xEF,
                       comment = 0xFE;

bool startsWith(ByteView bytes, std::string_view text)
{
    return bytes.size() >= text.size() && std::equal(text.begin(), text.end(), bytes.begin(),
                                                     [](char a, auto b) { return static_cast<std::uint8_t>(a) == b; });
}

/// Copies one JPEG, segment by segment.
class JpegCopy {
public:
    explicit JpegCopy(ByteView source) : m_source{source} {}

    Result<CleanBitstream> run()
    {
        append({markerStart, startOfImage});
        m_at = 2;
        for (;;) {
            const auto marker = nextMarker();
            if (marker < 0 && m_hasScan && m_at >= m_source.size())
                return std::move(m_clean); // some devices leave the end marker out
            if (marker < 0)
                return Error{ErrorCode::Damaged, "JPEG marker"};
            if (marker == endOfImage)
                return finish();
            if (!copySegment(static_cast<std::uint8_t>(marker)))
                return Error{ErrorCode::Damaged, "JPEG segment"};
        }
    }

private:
    void append(std::initializer_list<std::uint8_t> bytes) { m_clean.bytes.insert(m_clean.bytes.end(), bytes); }
    void append(ByteView bytes) { m_clean.bytes.insert(m_clean.bytes.end(), bytes.begin(), bytes.end()); }

    /// The code after FF and any fill bytes; -1 at the end or where there is no marker.
    int nextMarker()
    {
        if (m_at >= m_source.size() || m_source[m_at] != markerStart)
            return -1;
        while (m_at < m_source.size() && m_source[m_at] == markerStart)
            ++m_at;
        return m_at < m_source.size() ? m_source[m_at++] : -1;
    }

    bool copySegment(std::uint8_t marker)
    {
        if (m_at + 2 > m_source.size())
            return false;
        const std::size_t length = m_source[m_at] * std::size_t{256} + m_source[m_at + 1];
        if (length < 2 || m_at + length > m_source.size())
            return false;
        const auto content = m_source.subspan(m_at + 2, length - 2);
        m_at += length;
        if (isMetadata(marker, content))
            return true;
        append({markerStart, marker});
        if (marker == firstApplication)
            appendJfif(content);
        else
            append(m_source.subspan(m_at - length, length));
        if (marker == startOfScan)
            copyScan();
        return true;
    }

    bool isMetadata(std::uint8_t marker, ByteView content)
    {
        const bool isApplication = marker >= firstApplication && marker <= lastApplication;
        if (!isApplication && marker != comment)
            return false;
        const bool isJfif = marker == firstApplication && startsWith(content, std::string_view{"JFIF\0", 5});
        const bool isAdobe = marker == 0xEE && startsWith(content, "Adobe") && content.size() == 12;
        const bool isColourTransform = marker == 0xE8 && startsWith(content, "mrfx") && content.size() == 5;
        if (isJfif || isAdobe || isColourTransform)
            return false;
        m_clean.removed.push_back(isApplication ? "jpeg:APP" + std::to_string(marker - firstApplication) : "jpeg:COM");
        return true;
    }

    void appendJfif(ByteView content)
    {
        constexpr std::size_t withoutThumbnail = 14;
        if (content.size() > withoutThumbnail)
            m_clean.removed.emplace_back("jpeg:APP0");
        append({0, withoutThumbnail + 2});
        Bytes head(content.begin(),
                   content.begin() + static_cast<std::ptrdiff_t>(std::min(content.size(), withoutThumbnail)));
        head.resize(withoutThumbnail);
        head[12] = head[13] = 0; // size of the thumbnail
        append(ByteView{head});
    }

    /// Up to the next marker that is no restart. JPEG-LS stuffs a bit after FF, so that a data byte below 80 follows.
    void copyScan()
    {
        const auto start = m_at;
        while (m_at + 1 < m_source.size()) {
            const auto next = m_source[m_at + 1];
            const bool isData = next < 0x80 || (next >= firstRestart && next <= lastRestart) || next == markerStart;
            if (m_source[m_at] == markerStart && !isData)
                break;
            ++m_at;
        }
        if (m_at + 1 == m_source.size())
            ++m_at;
        append(m_source.subspan(start, m_at - start));
        m_hasScan = true;
    }

    Result<CleanBitstream> finish()
    {
        append({markerStart, endOfImage});
        const auto rest = m_source.subspan(m_at);
        if (std::any_of(rest.begin(), rest.end(), [](auto byte) { return byte != 0 && byte != markerStart; }))
            m_clean.removed.emplace_back("trailing");
        return std::move(m_clean);
    }

    ByteView m_source;
    std::size_t m_at = 0;
    bool m_hasScan = false;
    CleanBitstream m_clean;
};

bool isJpeg(ByteView frame)
{
    return frame.size() > 3 && frame[0] == markerStart && frame[1] == startOfImage && frame[2] == markerStart;
}

}

bool isKnownBitstream(ByteView frame)
{
    return isJpeg(frame) || isJpeg2000(frame);
}

Result<CleanBitstream> withoutMetadata(ByteView frame)
{
    if (isJpeg(frame))
        return JpegCopy{frame}.run();
    if (isJpeg2000(frame))
        return jpeg2000WithoutMetadata(frame);
    return CleanBitstream{{frame.begin(), frame.end()}, {}};
}

}
