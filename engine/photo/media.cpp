// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/media.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <unistd.h>

namespace engine::photo {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t largestHead = 4'000'000, largestBox = 64'000'000;
constexpr int deepest = 8;

std::uint64_t numberAt(ByteView bytes, std::size_t at, std::size_t size, bool isLittle = false)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size && at + size <= bytes.size(); ++i)
        value = value << 8U | bytes[at + (isLittle ? size - 1 - i : i)];
    return value;
}

bool isOneOf(std::string_view type, std::initializer_list<std::string_view> types)
{
    return std::find(types.begin(), types.end(), type) != types.end();
}

/// Walks boxes: length, type, content.
class Boxes {
public:
    explicit Boxes(Media& media) : m_media{media} {}

    void walk(ByteView bytes, int depth)
    {
        for (std::size_t at = 0; at + 8 <= bytes.size() && depth < deepest;) {
            auto size = numberAt(bytes, at, 4);
            const std::size_t head = size == 1 ? 16 : 8;
            if (size == 1)
                size = numberAt(bytes, at + 8, 8);
            if (size == 0 || size > bytes.size() - at)
                size = bytes.size() - at;
            if (size < head)
                return;
            take(textOf(bytes.subspan(at + 4, 4)), bytes.subspan(at + head, size - head), depth);
            at += size;
        }
    }

private:
    void take(std::string_view type, ByteView content, int depth)
    {
        if (isOneOf(type, {"moov", "trak", "mdia", "udta", "iprp", "ipco", "ilst"}))
            return walk(content, depth + 1);
        if (type == "meta") // with a version in MP4, without one in MOV
            return walk(content.subspan(textOf(content).substr(0, 8).ends_with("hdlr")
                                            ? 0
                                            : std::min<std::size_t>(4, content.size())),
                        depth + 1);
        if (type == "mvhd")
            takeTimes(content);
        else if (type == "tkhd" || type == "ispe")
            takeSize(content, type == "ispe");
        else if (type == "hdlr")
            m_media.hasSound = m_media.hasSound || numberAt(content, 8, 4) == 0x736F756E; // "soun"
        else
            takeTexts(type, content);
    }

    void takeTimes(ByteView content)
    {
        const bool isWide = !content.empty() && content[0] == 1;
        const auto scale = numberAt(content, isWide ? 20 : 12, 4);
        const auto length = numberAt(content, isWide ? 24 : 16, isWide ? 8 : 4);
        m_media.seconds = scale == 0 ? 0 : static_cast<double>(length) / static_cast<double>(scale);
        m_media.tellsDay = numberAt(content, 4, isWide ? 8 : 4) != 0;
    }

    /// The largest of all: thumbnails and tiles have sizes too.
    void takeSize(ByteView content, bool isPicture)
    {
        const bool isWide = !content.empty() && content[0] == 1;
        const auto at = isPicture ? 4U : isWide ? 88U : 76U;
        const auto columns = static_cast<int>(numberAt(content, at, isPicture ? 4 : 2) & 0xFFFFFFU);
        const auto rows = static_cast<int>(numberAt(content, at + 4, isPicture ? 4 : 2) & 0xFFFFFFU);
        if (columns > m_media.columns) {
            m_media.columns = columns;
            m_media.rows = rows;
        }
    }

    void takeTexts(std::string_view type, ByteView content)
    {
        const auto text = textOf(content);
        const auto has = [&](std::string_view part) { return text.find(part) != text.npos; };
        const bool isKeys = type == "keys"; // of QuickTime: names of what follows
        m_media.tellsPlace =
            m_media.tellsPlace || isOneOf(type, {"\xA9xyz"sv, "loci"sv}) || (isKeys && has("location"));
        m_media.tellsDevice = m_media.tellsDevice ||
                              isOneOf(type, {"\xA9mak"sv, "\xA9mod"sv, "\xA9swr"sv, "manu"sv, "modl"sv}) ||
                              (isKeys && (has(".make") || has(".model")));
        m_media.tellsDay = m_media.tellsDay ||
                           type == "\xA9"
                                   "day"sv ||
                           (isKeys && has("creationdate"));
        m_media.tellsTexts = m_media.tellsTexts ||
                             (type.starts_with('\xA9') && !isOneOf(type, {"\xA9xyz"sv, "\xA9mak"sv, "\xA9mod"sv})) ||
                             isOneOf(type, {"cprt", "auth", "titl", "dscp", "uuid"});
    }

    Media& m_media;
};

/// RIFF chunks and lists: type, length, content.
void walkAvi(ByteView bytes, Media& media, int depth)
{
    for (std::size_t at = 0; at + 8 <= bytes.size() && depth < deepest;) {
        const auto type = textOf(bytes.subspan(at, 4));
        const auto size = std::min<std::size_t>(numberAt(bytes, at + 4, 4, true), bytes.size() - at - 8);
        const auto content = bytes.subspan(at + 8, size);
        if (isOneOf(type, {"LIST", "RIFF"}) && size >= 4 && textOf(content.first(4)) != "movi") {
            media.tellsTexts = media.tellsTexts || textOf(content.first(4)) == "INFO";
            walkAvi(content.subspan(4), media, depth + 1);
        } else if (type == "avih") {
            const auto microseconds = numberAt(content, 0, 4, true), frames = numberAt(content, 16, 4, true);
            media.seconds = static_cast<double>(microseconds) * static_cast<double>(frames) / 1e6;
            media.columns = static_cast<int>(numberAt(content, 32, 4, true) & 0xFFFFFFU);
            media.rows = static_cast<int>(numberAt(content, 36, 4, true) & 0xFFFFFFU);
        } else if (type == "strh") {
            media.hasSound = media.hasSound || textOf(content).starts_with("auds");
        } else if (type == "IDIT") {
            media.tellsDay = true;
        }
        at += 8 + size + size % 2;
    }
}

Bytes readAt(int fd, std::uint64_t from, std::size_t most)
{
    Bytes bytes(most);
    const auto got = ::pread(fd, bytes.data(), bytes.size(), static_cast<off_t>(from));
    bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return bytes;
}

/// The box with the description, which cameras write last. Looks at the heads of the boxes only.
std::optional<Bytes> describingBox(int fd)
{
    constexpr int mostBoxes = 1000;
    std::uint64_t at = 0;
    for (int i = 0; i < mostBoxes; ++i) {
        const auto head = readAt(fd, at, 16);
        auto size = numberAt(head, 0, 4);
        if (size == 1)
            size = numberAt(head, 8, 8);
        if (head.size() < 8 || size < 8 || size > (std::uint64_t{1} << 60U))
            return std::nullopt;
        if (textOf(ByteView{head}.subspan(4, 4)) == "moov")
            return readAt(fd, at, std::min<std::size_t>(size, largestBox));
        at += size;
    }
    return std::nullopt;
}

}

Media mediaOf(ByteView start)
{
    Media media;
    if (textOf(start).starts_with("RIFF"))
        walkAvi(start, media, 0);
    else
        Boxes{media}.walk(start, 0);
    return media;
}

Media mediaOf(int fd)
{
    const auto head = readAt(fd, 0, largestHead);
    if (!textOf(head).starts_with("RIFF")) {
        if (const auto box = describingBox(fd))
            return mediaOf(ByteView{*box});
    }
    return mediaOf(ByteView{head});
}

std::string inWords(const Media& media)
{
    std::string words;
    const auto add = [&](const std::string& part, const char* between) {
        words += (words.empty() ? "" : between) + part;
    };
    if (media.seconds > 0) {
        std::array<char, 32> room{};
        std::snprintf(room.data(), room.size(), "%.1f s", media.seconds);
        add(room.data(), ", ");
    }
    if (media.columns > 0)
        add(std::to_string(media.columns) + " x " + std::to_string(media.rows), ", ");
    if (media.hasSound)
        add("with sound", ", ");
    const std::array<std::pair<bool, const char*>, 4> tells{{{media.tellsPlace, "the place"},
                                                             {media.tellsDevice, "the device"},
                                                             {media.tellsDay, "the day"},
                                                             {media.tellsTexts, "texts"}}};
    const char* between = "; tells ";
    for (const auto& [is, what] : tells) {
        if (!is)
            continue;
        words += (words.empty() ? "tells " : between) + std::string{what};
        between = ", ";
    }
    return words;
}

}
