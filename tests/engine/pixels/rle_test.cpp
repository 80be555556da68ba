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
