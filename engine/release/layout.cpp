// SPDX-License-Identifier: Apache-2.0
#include "engine/release/layout.h"

#include <algorithm>
#include <array>
#include <optional>

namespace engine::release {

namespace {

constexpr std::uint32_t undefinedLength = 0xFFFFFFFF;
constexpr std::uint16_t itemGroup = 0xFFFE, itemElement = 0xE000;

/// VRs with two reserved bytes and a long length (PS3.5 7.1.2).
constexpr auto longForms =
    std::to_array<std::string_view>({"OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV"});

class Walker {
public:
    Walker(ByteView bytes, Coding coding, const std::function<std::string_view(dicom::Tag)>& vrOf,
           const std::function<void(const Leaf&)>& use)
        : m_bytes{bytes}, m_coding{coding}, m_vrOf{vrOf}, m_use{use}
    {
    }

    bool walk(std::size_t begin)
    {
        m_at = begin;
        while (m_at < m_bytes.size()) {
            if (!step())
                return false;
        }
        return true;
    }

private:
    std::uint32_t number(std::size_t at, std::size_t width) const
    {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < width; ++i)
            value = value << 8U | m_bytes[at + (m_coding.isBigEndian ? i : width - 1 - i)];
        return value;
    }

    bool hasBytes(std::size_t count) const { return m_bytes.size() - m_at >= count; }

    /// Contents of sequences and items are headers like all others: no nesting needs to be kept.
    bool step()
    {
        constexpr std::size_t shortestHeader = 8;
        if (!hasBytes(shortestHeader))
            return false;
        const dicom::Tag tag{static_cast<std::uint16_t>(number(m_at, 2)),
                             static_cast<std::uint16_t>(number(m_at + 2, 2))};
        if (tag.group == itemGroup)
            return item(tag);
        std::string_view vr;
        std::uint32_t length = 0;
        if (!header(tag, vr, length))
            return false;
        if (vr == "SQ")
            return true;
        if (length == undefinedLength) {
            m_pixels = tag;
            return vr == "OB" || vr == "OW"; // undefined length UN is coded in another way than the rest
        }
        return leaf({tag, vr, m_at, m_at + length, false}, length);
    }

    bool header(dicom::Tag tag, std::string_view& vr, std::uint32_t& length)
    {
        if (m_coding.isImplicit) {
            vr = m_vrOf(tag);
            length = number(m_at + 4, 4);
            m_at += 8;
            vr = vr.empty() ? (length == undefinedLength ? "SQ" : "UN") : vr;
            return true;
        }
        vr = textOf(m_bytes.subspan(m_at + 4, 2));
        if (!std::binary_search(longForms.begin(), longForms.end(), vr)) {
            length = number(m_at + 6, 2);
            m_at += 8;
            return true;
        }
        if (!hasBytes(12))
            return false;
        length = number(m_at + 8, 4);
        m_at += 12;
        return true;
    }

    bool item(dicom::Tag tag)
    {
        const auto length = number(m_at + 4, 4);
        m_at += 8;
        if (tag.element != itemElement) {
            m_pixels.reset(); // the only sequence without sequences inside
            return true;
        }
        return !m_pixels || leaf({*m_pixels, "OB", m_at, m_at + length, true}, length);
    }

    bool leaf(const Leaf& leaf, std::uint32_t length)
    {
        if (!hasBytes(length))
            return false;
        m_use(leaf);
        m_at += length;
        return true;
    }

    ByteView m_bytes;
    Coding m_coding;
    const std::function<std::string_view(dicom::Tag)>& m_vrOf;
    const std::function<void(const Leaf&)>& m_use;
    std::size_t m_at = 0;
    std::optional<dicom::Tag> m_pixels; ///< whose fragments come
};

std::size_t big(ByteView bytes, std::size_t at, std::size_t width)
{
    std::size_t value = 0;
    for (std::size_t i = 0; i < width && at + i < bytes.size(); ++i)
        value = value << 8U | bytes[at + i];
    return value;
}

using Use = std::function<void(std::size_t begin, std::size_t end)>;

bool startsWith(ByteView bytes, std::initializer_list<std::uint8_t> head)
{
    return bytes.size() >= head.size() && std::equal(head.begin(), head.end(), bytes.begin());
}

/// JPEG and JPEG-LS: after a marker with a length comes the next; after SOS coded samples up to the next real marker.
void jpegParts(ByteView frame, const Use& use)
{
    constexpr std::uint8_t startOfScan = 0xDA, end = 0xD9, firstRestart = 0xD0, lastRestart = 0xD7, firstMarker = 0x80;
    std::size_t plain = 0, at = 2;
    while (at + 4 <= frame.size() && frame[at] == 0xFF) {
        const auto marker = frame[at + 1];
        if (marker == end)
            break;
        at += 2 + big(frame, at + 2, 2);
        if (marker != startOfScan)
            continue;
        use(plain, std::min(at, frame.size()));
        const auto isMarker = [&](std::size_t i) {
            return frame[i] == 0xFF && frame[i + 1] >= firstMarker && frame[i + 1] != 0xFF &&
                   (frame[i + 1] < firstRestart || frame[i + 1] > lastRestart);
        };
        while (at + 1 < frame.size() && !isMarker(at))
            ++at;
        plain = at;
    }
    use(std::min(plain, frame.size()), frame.size());
}

/// A codestream: main header, then tile-parts with the length of each in its SOT (ITU-T T.800 A.4.2).
void jpeg2000Parts(ByteView frame, const Use& use)
{
    constexpr std::size_t startOfTile = 0xFF90, startOfCode = 0xFF93;
    std::size_t plain = 0, at = 2;
    while (at + 4 <= frame.size()) {
        const auto marker = big(frame, at, 2);
        if (marker != startOfTile) {
            const auto length = big(frame, at + 2, 2);
            if (marker < 0xFF00 || marker == 0xFFD9 || length < 2)
                break;
            at += 2 + length;
            continue;
        }
        const auto length = big(frame, at + 6, 4);
        const auto tileEnd = length == 0 ? frame.size() : std::min(at + length, frame.size());
        while (at + 4 <= tileEnd && big(frame, at, 2) != startOfCode)
            at += 2 + std::max<std::size_t>(big(frame, at + 2, 2), 2);
        use(plain, std::min(at, frame.size()));
        plain = at = tileEnd;
    }
    use(std::min(plain, frame.size()), frame.size());
}

constexpr std::size_t rleHeader = 64;

std::size_t little(ByteView bytes, std::size_t at)
{
    return bytes[at] | bytes[at + 1] << 8U | bytes[at + 2] << 16U | std::size_t{bytes[at + 3]} << 24U;
}

/// Where the segment's packets have told `pixels` bytes (PS3.5 G.3.2).
std::size_t rleEnd(ByteView frame, std::size_t at, std::size_t end, std::size_t pixels)
{
    constexpr unsigned nothing = 128;
    for (std::size_t done = 0; done < pixels && at < end; ++at) {
        const unsigned control = frame[at];
        if (control < nothing)
            at += control + 1U;
        else if (control > nothing)
            ++at;
        done += control < nothing ? control + 1U : control > nothing ? 257U - control : 0U;
    }
    return std::min(at, end);
}

/// Offsets of segments that are not there, and what follows the last packet of a segment.
void rleParts(ByteView frame, std::size_t pixels, const Use& use)
{
    const std::size_t segments = frame[0];
    use(4 + 4 * segments, rleHeader);
    for (std::size_t i = 0; i < segments; ++i) {
        const auto begin = little(frame, 4 + 4 * i);
        const auto next = i + 1 < segments ? little(frame, 8 + 4 * i) : frame.size();
        if (begin < rleHeader || next < begin || next > frame.size())
            return use(rleHeader, frame.size());
        use(rleEnd(frame, begin, next, pixels), next);
    }
}

}

bool eachLeaf(ByteView bytes, std::size_t begin, Coding coding, const std::function<std::string_view(dicom::Tag)>& vrOf,
              const std::function<void(const Leaf&)>& use)
{
    return Walker{bytes, coding, vrOf, use}.walk(begin);
}

void eachPlainPart(ByteView frame, std::size_t pixels,
                   const std::function<void(std::size_t begin, std::size_t end)>& use)
{
    if (startsWith(frame, {0xFF, 0xD8}))
        return jpegParts(frame, use);
    if (startsWith(frame, {0xFF, 0x4F, 0xFF, 0x51}))
        return jpeg2000Parts(frame, use);
    const auto segments = frame.size() >= rleHeader ? frame[0] : 0U;
    const bool isRle = segments > 0 && segments <= 15 && frame[1] == 0 && frame[2] == 0 && frame[3] == 0 &&
                       startsWith(frame.subspan(4), {rleHeader, 0, 0, 0});
    return isRle ? rleParts(frame, pixels, use) : use(0, frame.size());
}

}
