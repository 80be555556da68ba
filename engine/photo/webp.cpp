// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/dissection.h"
#include "engine/photo/embedded.h"
#include "engine/photo/exif.h"
#include "engine/photo/icc.h"

#include <algorithm>

namespace engine::photo {

namespace {

// WebP Container Specification (RFC 9649).
constexpr std::size_t riffHead = 12, chunkHead = 8;
constexpr std::uint8_t hasProfile = 0x20, hasAlpha = 0x10, hasExif = 0x08, isAnimated = 0x02;

std::size_t numberAt(ByteView bytes, std::size_t at, std::size_t size)
{
    std::size_t value = 0;
    for (std::size_t i = size; i-- > 0;)
        value = value << 8U | bytes[at + i];
    return value;
}

void put(Bytes& bytes, std::size_t value, int size)
{
    for (int i = 0; i < size; ++i)
        bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

class WebPWalk {
public:
    explicit WebPWalk(ByteView file) : m_file{file} {}

    Result<Dissection> run()
    {
        m_out.format = Format::WebP;
        m_out.photometric = "RGB";
        const Error early{ErrorCode::Damaged, "webp ends early"};
        const auto size = m_file.size() < riffHead ? 0 : numberAt(m_file, 4, 4);
        if (size < 4 || size + chunkHead > m_file.size() + 1) // an odd last chunk often lacks its padding
            return early;
        const auto end = std::min(m_file.size(), size + chunkHead);
        for (std::size_t at = riffHead; at < end;) {
            if (end - at < chunkHead)
                return early;
            const auto length = numberAt(m_file, at + 4, 4);
            if (length > end - at - chunkHead)
                return early;
            if (auto taken = take(std::string{textOf(m_file.subspan(at, 4))}, m_file.subspan(at + chunkHead, length));
                !taken)
                return taken.error();
            at += chunkHead + length + length % 2;
        }
        if (end < m_file.size())
            remove("trailing", "Trailer", binaryWords(m_file.size() - end), "follows the end of the picture");
        return finish();
    }

private:
    Done take(const std::string& type, ByteView content)
    {
        if (type == "VP8X" && content.size() >= 10)
            takeCanvas(content);
        else if (type == "VP8 ")
            return takeLossy(content);
        else if (type == "VP8L")
            return takeLossless(content);
        else if (type == "ALPH")
            m_alpha = content;
        else if (type == "ANIM" || type == "ANMF")
            return Error{ErrorCode::Unsupported, "animated WebP"};
        else if (type == "ICCP")
            m_profile = neutralProfile(content, "webp:ICCP", m_out);
        else if (type == "EXIF")
            takeExif(content);
        else if (type == "XMP ")
            tellXmp(content, "webp:XMP", m_out);
        else if (type == "C2PA")
            tellJumbf(content, "webp:C2PA/JUMBF", m_out);
        else
            remove(shownText(type), "Chunk", binaryWords(content.size()), "says nothing that the picture needs");
        return done();
    }

    /// Flags, three bytes that say nothing, width and height.
    void takeCanvas(ByteView content)
    {
        m_canvas.assign(content.begin(), content.begin() + 10);
        std::fill(m_canvas.begin() + 1, m_canvas.begin() + 4, std::uint8_t{0});
    }

    Done takeLossy(ByteView content)
    {
        if (content.size() < 10 || !m_picture.empty())
            return Error{ErrorCode::Damaged, "webp picture"};
        m_picture = content;
        m_pictureType = "VP8 ";
        m_out.lossyMethod = "WEBP"; // PS3.3 C.7.6.1.1.5 has no term for it
        const auto columns = numberAt(content, 6, 2) & 0x3FFFU, rows = numberAt(content, 8, 2) & 0x3FFFU;
        m_out.pages.push_back({static_cast<int>(columns), static_cast<int>(rows), 3, 8});
        return done();
    }

    Done takeLossless(ByteView content)
    {
        if (content.size() < 5 || content[0] != 0x2F || !m_picture.empty())
            return Error{ErrorCode::Damaged, "webp picture"};
        m_picture = content;
        m_pictureType = "VP8L";
        const auto bits = numberAt(content, 1, 4);
        m_isOpaque = (bits >> 28U & 1U) == 0;
        m_out.pages.push_back(
            {static_cast<int>((bits & 0x3FFFU) + 1), static_cast<int>((bits >> 14U & 0x3FFFU) + 1), 4, 8});
        return done();
    }

    void takeExif(ByteView content)
    {
        const bool hasHead = textOf(content).starts_with(std::string_view{"Exif\0\0", 6});
        m_exif = readExif(hasHead ? content.subspan(6) : content, "webp:EXIF", m_out);
        m_out.orientation = m_exif.orientation;
    }

    void remove(const std::string& place, const std::string& name, const std::string& value, const std::string& reason)
    {
        m_out.notes.push_back({"webp:" + place, name, value, Fate::Removed, reason});
    }

    void addHead(std::string_view type, std::size_t length)
    {
        Bytes head{type.begin(), type.end()};
        put(head, length, 4);
        m_out.add(std::move(head));
    }

    void addChunk(std::string_view type, ByteView content, bool isPicture)
    {
        if (content.empty())
            return;
        addHead(type, content.size());
        if (isPicture)
            m_out.keep(content);
        else
            m_out.add({content.begin(), content.end()});
        if (content.size() % 2 != 0)
            m_out.add({0});
    }

    Result<Dissection> finish()
    {
        if (m_picture.empty())
            return Error{ErrorCode::Damaged, "webp without a picture"};
        m_out.pages.front().hasOpacity = !m_alpha.empty() || !m_isOpaque;
        const auto exif = writeExif(m_exif);
        tellKept(exif.empty() ? Exif{} : m_exif, "webp:EXIF", m_out);
        const auto chunkSize = [](std::size_t length) { return length == 0 ? 0 : chunkHead + length + length % 2; };
        if (!m_canvas.empty() && (m_canvas[0] & isAnimated) != 0)
            return Error{ErrorCode::Unsupported, "animated WebP"};
        if (!m_canvas.empty())
            m_canvas[0] = static_cast<std::uint8_t>((m_canvas[0] & hasAlpha) | (m_profile.empty() ? 0 : hasProfile) |
                                                    (exif.empty() ? 0 : hasExif));
        if (m_canvas.empty() && !exif.empty())
            return Error{ErrorCode::Damaged, "webp head"}; // EXIF may stand in the extended form only
        const auto size = 4 + chunkSize(m_canvas.size()) + chunkSize(m_profile.size()) + chunkSize(m_alpha.size()) +
                          chunkSize(m_picture.size()) + chunkSize(exif.size());
        addHead("RIFF", size);
        m_out.add({'W', 'E', 'B', 'P'});
        addChunk("VP8X", m_canvas, false);
        addChunk("ICCP", m_profile, false);
        addChunk("ALPH", m_alpha, true);
        addChunk(m_pictureType, m_picture, true);
        addChunk("EXIF", exif, false);
        return std::move(m_out);
    }

    ByteView m_file;
    bool m_isOpaque = true; ///< of a lossless one
    Bytes m_canvas, m_profile;
    ByteView m_alpha, m_picture;
    std::string m_pictureType;
    Exif m_exif;
    Dissection m_out;
};

}

Result<Dissection> dissectWebP(ByteView file)
{
    return WebPWalk{file}.run();
}

}
