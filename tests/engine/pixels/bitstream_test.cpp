// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/bitstream.h"

#include <gtest/gtest.h>

using namespace engine;
using namespace engine::pixels;

namespace {

Bytes bytes(std::initializer_list<int> values)
{
    Bytes made;
    for (const int value : values)
        made.push_back(static_cast<std::uint8_t>(value));
    return made;
}

Bytes operator+(Bytes left, const Bytes& right)
{
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

Bytes text(std::string_view characters)
{
    return {characters.begin(), characters.end()};
}

Bytes segment(int marker, const Bytes& content)
{
    const auto length = static_cast<int>(content.size()) + 2;
    return bytes({0xFF, marker, length / 256, length % 256}) + content;
}

const Bytes startOfImage = bytes({0xFF, 0xD8}), endOfImage = bytes({0xFF, 0xD9});
const Bytes tables = segment(0xDB, bytes({0, 1, 2, 3}));
/// With a stuffed byte and a restart marker, which end nothing.
const Bytes scan = segment(0xDA, bytes({1, 2, 3})) + bytes({0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD3, 0x56});
const Bytes adobe = segment(0xEE, text("Adobe") + bytes({0, 100, 0, 0, 0, 0, 1}));

const Bytes codestream = bytes({0xFF, 0x4F});
const Bytes size = bytes({0xFF, 0x51, 0, 5, 1, 2, 3});
const Bytes remark = bytes({0xFF, 0x64, 0, 7, 0, 1}) + text("Doe");

Bytes tilePart(const Bytes& header, const Bytes& data)
{
    const auto length = static_cast<int>(12 + header.size() + 2 + data.size());
    return bytes({0xFF, 0x90, 0, 10, 0, 0, 0, 0, 0, length, 0, 1}) + header + bytes({0xFF, 0x93}) + data;
}

const Bytes endOfCodestream = bytes({0xFF, 0xD9});
const Bytes packets = bytes({0x80, 0xFF, 0x64, 0x11}); // looks like a COM marker and is none

}

TEST(Bitstream, losesMetadataOfJpegAndKeepsEveryOtherByte)
{
    const auto source = startOfImage + segment(0xE1, text("Exif Doe")) + tables + segment(0xFE, text("Doe^Jane")) +
                        adobe + scan + endOfImage;

    const auto clean = withoutMetadata(source);

    ASSERT_TRUE(clean);
    EXPECT_EQ(clean->bytes, startOfImage + tables + adobe + scan + endOfImage);
    EXPECT_EQ(clean->removed, (std::vector<std::string>{"jpeg:APP1", "jpeg:COM"}));
}

TEST(Bitstream, losesTheThumbnailOfJfif)
{
    const auto head = text("JFIF") + bytes({0, 1, 2, 0, 0, 1, 0, 1});
    const auto source = startOfImage + segment(0xE0, head + bytes({1, 1, 9, 9, 9})) + tables + scan + endOfImage;

    const auto clean = withoutMetadata(source);

    ASSERT_TRUE(clean);
    EXPECT_EQ(clean->bytes, startOfImage + segment(0xE0, head + bytes({0, 0})) + tables + scan + endOfImage);
}

TEST(Bitstream, losesWhatFollowsTheEndOfJpeg)
{
    const auto clean = withoutMetadata(startOfImage + tables + scan + endOfImage + text("Doe"));

    ASSERT_TRUE(clean);
    EXPECT_EQ(clean->bytes, startOfImage + tables + scan + endOfImage);
    EXPECT_EQ(clean->removed, std::vector<std::string>{"trailing"});
}

TEST(Bitstream, leavesACleanJpegAsItIsWithItsPadding)
{
    const auto clean = withoutMetadata(startOfImage + tables + scan + endOfImage + bytes({0}));

    ASSERT_TRUE(clean);
    EXPECT_TRUE(clean->removed.empty());
}

TEST(Bitstream, understandsAJpegWithoutAnEnd)
{
    const auto clean = withoutMetadata(startOfImage + segment(0xFE, text("Doe")) + tables + scan);

    ASSERT_TRUE(clean);
    EXPECT_EQ(clean->bytes, startOfImage + tables + scan);
}

TEST(Bitstream, refusesAJpegWhoseSegmentsDoNotFit)
{
    EXPECT_EQ(withoutMetadata(startOfImage + bytes({0xFF, 0xE1, 0x70, 0})).error().code, ErrorCode::Damaged);
    EXPECT_EQ(withoutMetadata(startOfImage + tables + bytes({1, 2, 3, 4})).error().code, ErrorCode::Damaged);
}

TEST(Bitstream, losesCommentsOfJpeg2000AndCountsTilePartsAnew)
{
    const auto source =
        codestream + size + remark + tilePart(remark, packets) + tilePart({}, packets) + endOfCodestream;

    const auto clean = withoutMetadata(source);

    ASSERT_TRUE(clean);
    EXPECT_EQ(clean->bytes, codestream + size + tilePart({}, packets) + tilePart({}, packets) + endOfCodestream);
    EXPECT_EQ(clean->removed.front(), "j2k:COM");
}

TEST(Bitstream, takesTheCodestreamOutOfJp2Boxes)
{
    const auto inner = codestream + size + tilePart({}, packets) + endOfCodestream;
    const auto box = [](std::string_view kind, const Bytes& content) {
        return bytes({0, 0, 0, static_cast<int>(content.size()) + 8}) + text(kind) + content;
    };
    const auto source =
        box("jP  ", bytes({13, 10, 135, 10})) + box("xml ", text("<name>Doe</name>")) + box("jp2c", inner);

    const auto clean = withoutMetadata(source);

    ASSERT_TRUE(clean);
    EXPECT_EQ(clean->bytes, inner);
    EXPECT_EQ(clean->removed, std::vector<std::string>{"jp2"});
}

TEST(Bitstream, leavesOtherFormatsAlone)
{
    const auto rle = bytes({1, 0, 0, 0, 64, 0, 0, 0, 0, 0});

    EXPECT_EQ(withoutMetadata(rle)->bytes, rle);
    EXPECT_FALSE(isKnownBitstream(rle));
}
