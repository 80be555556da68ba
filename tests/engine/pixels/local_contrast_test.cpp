// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/local_contrast.h"

#include <gtest/gtest.h>

#include <cstring>

using namespace engine;
using namespace engine::pixels;

namespace {

Frame frameOf(int columns, int rows)
{
    Frame frame;
    frame.layout.columns = columns;
    frame.layout.rows = rows;
    frame.layout.bytesPerSample = 2;
    frame.layout.isSigned = true;
    frame.layout.bitsStored = 16;
    return frame;
}

/// A dark and a bright half with two lines, three steps above each.
Bytes faintLines(int columns, int rows)
{
    Bytes samples(static_cast<std::size_t>(columns * rows) * 2);
    for (int y = 0; y < rows; ++y) {
        for (int x = 0; x < columns; ++x) {
            const auto value = static_cast<std::int16_t>((x < columns / 2 ? -1000 : 20000) +
                                                         (y == 20 && x % 32 > 4 && x % 32 < 28 ? 3 : 0));
            std::memcpy(samples.data() + 2 * static_cast<std::size_t>(y * columns + x), &value, 2);
        }
    }
    return samples;
}

TEST(LocalContrast, showsLinesOfAFewStepsInTheDarkAndInTheBright)
{
    const auto picture = renderLocalContrast(frameOf(128, 48), faintLines(128, 48));

    ASSERT_TRUE(picture);
    for (const int x : {16, 112}) {
        EXPECT_GT((*picture)[20U * 128U + static_cast<unsigned>(x)], 170) << x;
        EXPECT_LT((*picture)[10U * 128U + static_cast<unsigned>(x)], 140) << x;
    }
}

TEST(LocalContrast, ofAFlatPictureIsFlatUpToItsEdges)
{
    const auto picture = renderLocalContrast(frameOf(5, 3), Bytes(30, 0x40));
    ASSERT_TRUE(picture);
    EXPECT_EQ(*picture, Bytes(15, 128));
}

TEST(LocalContrast, refusesTooFewSamples)
{
    EXPECT_EQ(renderLocalContrast(frameOf(5, 3), Bytes(20)).error().code, ErrorCode::BadArgument);
}

}
