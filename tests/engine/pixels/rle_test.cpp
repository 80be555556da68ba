// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/rle.h"

#include <gtest/gtest.h>

using namespace engine;
using namespace engine::pixels;

namespace {

ImageShape fourPixels()
{
    ImageShape shape;
    shape.columns = 4;
    shape.rows = 1;
    return shape;
}

/// A stream of one segment, its length of header included.
Bytes oneSegment(const Bytes& segment)
{
    Bytes stream(64);
    stream[0] = 1;
    stream[4] = 64;
    stream.insert(stream.end(), segment.begin(), segment.end());
    return stream;
}

}

TEST(Rle, unpacksLiteralsAndRuns)
{
    EXPECT_EQ(readRle(oneSegment({1, 7, 8, 255, 9}), fourPixels())->samples, (Bytes{7, 8, 9, 9}));
    EXPECT_EQ(readRle(oneSegment({128, 253, 5}), fourPixels())->samples, (Bytes{5, 5, 5, 5}));
}

TEST(Rle, putsTheMostSignificantByteLast)
{
    auto shape = fourPixels();
    shape.bitsAllocated = shape.bitsStored = 16;
    Bytes stream(64);
    stream[0] = 2;
    stream[4] = 64;
    stream[8] = 66;
    stream.insert(stream.end(), {253, 1, 3, 10, 11, 12, 13});
    EXPECT_EQ(readRle(stream, shape)->samples, (Bytes{10, 1, 11, 1, 12, 1, 13, 1}));
}

TEST(Rle, unpacksEightPixelsOfOneBitFromAByte)
{
    ImageShape shape;
    shape.columns = 5;
    shape.rows = 2;
    shape.bitsAllocated = shape.bitsStored = 1;
    shape.highBit = 0;
    EXPECT_EQ(readRle(oneSegment({1, 0x0B, 0x02}), shape)->samples, (Bytes{1, 1, 0, 1, 0, 0, 0, 0, 0, 1}));
    EXPECT_FALSE(readRle(oneSegment({0, 0x0B}), shape));
}

TEST(Rle, refusesSegmentsThatEndTooEarlyOrLieOutside)
{
    for (const auto& segment : {Bytes{}, Bytes{1, 7, 8}, Bytes{3, 1, 2}, Bytes{200}, Bytes{1, 7, 8, 255}})
        EXPECT_FALSE(readRle(oneSegment(segment), fourPixels()));
    auto outside = oneSegment({253, 5});
    outside[5] = 1;
    EXPECT_FALSE(readRle(outside, fourPixels()));
    auto intoHeader = oneSegment({253, 5});
    intoHeader[4] = 0;
    EXPECT_FALSE(readRle(intoHeader, fourPixels()));
    auto moreSegments = oneSegment({253, 5});
    moreSegments[0] = 2;
    EXPECT_FALSE(readRle(moreSegments, fourPixels()));
    EXPECT_FALSE(readRle(Bytes(10), fourPixels()));
}

TEST(Rle, readsWhatItWrote)
{
    ImageShape shape;
    shape.columns = 300;
    shape.rows = 3;
    for (const int bits : {8, 16, 32}) {
        for (const int samples : {1, 3}) {
            shape.bitsAllocated = shape.bitsStored = bits;
            shape.samplesPerPixel = samples;
            RawFrame raw;
            raw.bitsAllocated = bits;
            raw.samples.resize(shape.values() * static_cast<std::size_t>(bits) / 8);
            for (std::size_t i = 0; i < raw.samples.size(); ++i)
                raw.samples[i] = static_cast<std::uint8_t>(i % 400 < 300 ? 9 : i * i / 3);

            const auto stream = writeRle(raw, shape);

            ASSERT_TRUE(stream) << bits << ' ' << samples;
            EXPECT_EQ(readRle(*stream, shape)->samples, raw.samples) << bits << ' ' << samples;
        }
    }
}

TEST(Rle, refusesToWriteMoreSegmentsThanItsHeaderHolds)
{
    ImageShape shape = fourPixels();
    shape.bitsAllocated = 64;
    shape.samplesPerPixel = 3;
    RawFrame raw;
    raw.bitsAllocated = 64;
    raw.samples.resize(shape.values() * 8);

    EXPECT_EQ(writeRle(raw, shape).error().code, ErrorCode::Unsupported);
}
