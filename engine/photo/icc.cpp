// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/icc.h"

#include <algorithm>

namespace engine::photo {

namespace {

// ICC.1:2022: header (7.2), tag table (7.3).
constexpr std::size_t headerSize = 128, entrySize = 12, mostTags = 100, word = 4;
constexpr std::string_view ours = "Colours as the camera or scanner had them";

std::size_t wordAt(ByteView bytes, std::size_t at)
{
    return std::size_t{bytes[at]} << 24U | std::size_t{bytes[at + 1]} << 16U | std::size_t{bytes[at + 2]} << 8U |
           std::size_t{bytes[at + 3]};
}

void put(Bytes& bytes, std::size_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes.push_back(static_cast<std::uint8_t>(value >> shift));
}

void set(Bytes& bytes, std::size_t at, std::size_t value)
{
    for (std::size_t i = 0; i < word; ++i)
        bytes[at + i] = static_cast<std::uint8_t>(value >> (24 - 8 * i));
}

/// Tags that make colours, of types that hold numbers only.
bool isColour(std::string_view tag, std::string_view type)
{
    constexpr std::string_view tags[] = {"A2B0", "A2B1", "A2B2", "B2A0", "B2A1", "B2A2", "D2B0", "D2B1",
                                         "D2B2", "D2B3", "B2D0", "B2D1", "B2D2", "B2D3", "rTRC", "gTRC",
                                         "bTRC", "kTRC", "rXYZ", "gXYZ", "bXYZ", "wtpt", "bkpt", "chad",
                                         "chrm", "lumi", "gamt", "pre0", "pre1", "pre2", "cicp"};
    constexpr std::string_view types[] = {"XYZ ", "curv", "para", "mft1", "mft2", "mAB ",
                                          "mBA ", "mpet", "sf32", "chrm", "cicp"};
    return std::find(std::begin(tags), std::end(tags), tag) != std::end(tags) &&
           std::find(std::begin(types), std::end(types), type) != std::end(types);
}

struct Tag {
    std::string name;
    ByteView content;
};

/// Nothing when the table or a tag does not fit.
std::vector<Tag> tagsOf(ByteView profile)
{
    std::vector<Tag> tags;
    if (profile.size() < headerSize + word || textOf(profile.subspan(36, word)) != "acsp")
        return {};
    const auto count = wordAt(profile, headerSize);
    if (count > mostTags || headerSize + word + count * entrySize > profile.size())
        return {};
    for (std::size_t i = 0; i < count; ++i) {
        const auto entry = headerSize + word + i * entrySize;
        const auto offset = wordAt(profile, entry + word), size = wordAt(profile, entry + 2 * word);
        if (size < 2 * word || offset > profile.size() || size > profile.size() - offset)
            return {};
        tags.push_back({std::string{textOf(profile.subspan(entry, word))}, profile.subspan(offset, size)});
    }
    return tags;
}

/// A description or copyright of ours in the form of the profile's version: both are required.
Bytes textTag(std::string_view tag, bool isVersion4)
{
    Bytes bytes;
    const auto text = [&](std::string_view letters) { bytes.insert(bytes.end(), letters.begin(), letters.end()); };
    if (isVersion4) {
        text("mluc");
        for (const std::size_t value : {std::size_t{0}, std::size_t{1}, std::size_t{12}})
            put(bytes, value);
        text("enUS");
        put(bytes, ours.size() * 2);
        put(bytes, 28);
        for (const char c : ours)
            bytes.insert(bytes.end(), {0, static_cast<std::uint8_t>(c)});
    } else if (tag == "cprt") {
        text("text");
        put(bytes, 0);
        text(ours);
        bytes.push_back(0);
    } else {
        text("desc");
        put(bytes, 0);
        put(bytes, ours.size() + 1);
        text(ours);
        bytes.resize(bytes.size() + 1 + 8 + 3 + 67); // no Unicode, no Macintosh name (ICC.1:2001 6.5.17)
    }
    return bytes;
}

/// Version, class, colour space, illuminant and intent stay; who made it, when and for what device does not.
Bytes headerOf(ByteView profile)
{
    Bytes header{profile.begin(), profile.begin() + headerSize};
    const auto clear = [&](std::size_t from, std::size_t to) {
        std::fill(header.begin() + static_cast<std::ptrdiff_t>(from), header.begin() + static_cast<std::ptrdiff_t>(to),
                  std::uint8_t{0});
    };
    clear(4, 8);           // preferred colour module
    clear(10, 12);         // reserved parts of the version
    clear(24, 36);         // time
    clear(40, 64);         // platform, flags, maker, model, attributes
    clear(80, headerSize); // creator, digest, reserved
    return header;
}

Bytes build(ByteView profile, const std::vector<Tag>& kept)
{
    auto bytes = headerOf(profile);
    put(bytes, kept.size());
    const auto table = bytes.size();
    bytes.resize(table + kept.size() * entrySize);
    std::vector<std::pair<const std::uint8_t*, std::size_t>> written; // curves are often shared
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const auto& content = kept[i].content;
        const auto known =
            std::find_if(written.begin(), written.end(), [&](const auto& one) { return one.first == content.data(); });
        const auto place = known == written.end() ? bytes.size() : known->second;
        std::copy(kept[i].name.begin(), kept[i].name.end(),
                  bytes.begin() + static_cast<std::ptrdiff_t>(table + i * entrySize));
        set(bytes, table + i * entrySize + word, place);
        set(bytes, table + i * entrySize + 2 * word, content.size());
        if (known != written.end())
            continue;
        written.emplace_back(content.data(), place);
        bytes.insert(bytes.end(), content.begin(), content.end());
        bytes.resize((bytes.size() + 3) / 4 * 4);
    }
    set(bytes, 0, bytes.size());
    return bytes;
}

/// ASCII and UTF-16 letters of a text tag, as far as they are Latin.
std::string lettersOf(ByteView content)
{
    std::string letters;
    for (const auto byte : content.subspan(8)) {
        if (byte >= 0x20 && byte < 0x7F)
            letters += static_cast<char>(byte);
    }
    return shownText(letters);
}

}

Bytes neutralProfile(ByteView profile, const std::string& place, Dissection& into)
{
    const auto tags = tagsOf(profile);
    if (tags.empty()) {
        into.notes.push_back({place, "ICC_Profile", binaryWords(profile.size()), Fate::Removed,
                              "a colour profile that cannot be read; the colours count as sRGB"});
        return {};
    }
    std::vector<Tag> kept;
    Notes gone;
    for (const auto& tag : tags) {
        if (isColour(tag.name, textOf(tag.content.first(word))))
            kept.push_back(tag);
        else
            gone.push_back({place, shownText(tag.name), lettersOf(tag.content), Fate::Removed,
                            "a text or a private part of the colour profile"});
    }
    const bool isVersion4 = profile[8] >= 4;
    const auto description = textTag("desc", isVersion4), copyright = textTag("cprt", isVersion4);
    kept.push_back({"desc", description});
    kept.push_back({"cprt", copyright});
    auto neutral = build(profile, kept);
    if (std::equal(neutral.begin(), neutral.end(), profile.begin(), profile.end())) { // ours already
        into.notes.push_back({place, "ICC_Profile", binaryWords(profile.size()), Fate::Kept, "the colours need it"});
        return neutral;
    }
    into.notes.insert(into.notes.end(), gone.begin(), gone.end());
    into.notes.push_back({place, "ICC_Profile", binaryWords(profile.size()), Fate::Cleaned,
                          "the colours need it; its texts, dates and makers do not stay",
                          std::to_string(kept.size()) + " tags of colour"});
    return neutral;
}

}
