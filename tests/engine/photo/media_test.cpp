// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/media.h"

#include <gtest/gtest.h>

namespace {

using engine::Bytes;
using engine::photo::inWords;
using engine::photo::mediaOf;

std::string number(std::uint64_t value, std::size_t size, bool isLittle = false)
{
    std::string bytes(size, 0);
    for (std::size_t i = 0; i < size; ++i, value >>= 8U)
        bytes[isLittle ? i : size - 1 - i] = static_cast<char>(value);
    return bytes;
}

std::string box(const std::string& type, const std::string& content)
{
    return number(content.size() + 8, 4) + type + content;
}

std::string chunk(const std::string& type, const std::string& content)
{
    return type + number(content.size(), 4, true) + content;
}

Bytes bytesOf(const std::string& text)
{
    return {text.begin(), text.end()};
}

Bytes film()
{
    const auto head = box("mvhd", number(0, 4) + number(3'700'000'000, 4) + number(0, 4) + number(1000, 4) +
                                      number(12'345, 4) + std::string(80, 0));
    const auto track = [](const std::string& kind, std::uint64_t columns, std::uint64_t rows) {
        return box("trak", box("tkhd", std::string(76, 0) + number(columns, 2) + number(0, 2) + number(rows, 2) +
                                           number(0, 2)) +
                               box("mdia", box("hdlr", std::string(8, 0) + kind + std::string(12, 0))));
    };
    const auto texts = box("udta", box("\xA9xyz", "+43.5-011.2/") + box("\xA9mod", "Secret camera"));
    return bytesOf(box("ftyp", "isom") + box("mdat", std::string(500, 7)) +
                   box("moov", head + track("vide", 1920, 1080) + track("soun", 0, 0) + texts));
}

TEST(Media, tellsOfAFilmHowLongHowLargeAndWhichKindsOfMetadata)
{
    EXPECT_EQ(inWords(mediaOf(film())), "12.3 s, 1920 x 1080, with sound; tells the place, the device, the day");
}

TEST(Media, tellsTheSameOfAnAvi)
{
    const auto head = chunk("avih", number(40'000, 4, true) + std::string(12, 0) + number(250, 4, true) +
                                        std::string(12, 0) + number(320, 4, true) + number(240, 4, true));
    const auto sound = chunk("LIST", "strl" + chunk("strh", "auds" + std::string(52, 0)));
    const auto texts = chunk("LIST", "INFO" + chunk("IART", "Jane"));
    EXPECT_EQ(inWords(mediaOf(bytesOf(chunk("RIFF", "AVI " + chunk("LIST", "hdrl" + head + sound) + texts)))),
              "10.0 s, 320 x 240, with sound; tells texts");
}

TEST(Media, neverTellsAValue)
{
    EXPECT_EQ(inWords(mediaOf(film())).find("Secret"), std::string::npos);
}

TEST(Media, comesBackFromEveryCutAndEveryFlippedByte)
{
    const auto whole = film();
    for (std::size_t i = 0; i < whole.size(); ++i) {
        mediaOf(engine::ByteView{whole}.first(i));
        auto other = whole;
        other[i] ^= 0xFFU;
        mediaOf(engine::ByteView{other});
    }
}

}
