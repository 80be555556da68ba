// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/projection.h"

#include <gtest/gtest.h>

#include <cstring>

using namespace engine;
using namespace engine::pixels;

namespace {

constexpr int columns = 64, rows = 48;

Frame greyFrame(bool isInverted = false)
{
    Frame frame;
    frame.layout.columns = columns;
    frame.layout.rows = rows;
    frame.layout.bytesPerSample = 2;
    frame.layout.bitsStored = 12;
    frame.presentation.inverted = isInverted;
    return frame;
}

/// A slope from 400 to 1,500 across the picture, with lines of one grey over it.
Bytes slice(int line = -1, bool hasLine = false)
{
    Bytes samples(std::size_t{columns} * rows * 2);
    for (int y = 0; y < rows; ++y) {
        for (int x = 0; x < columns; ++x) {
            const bool isOnLine = hasLine && y == 20 && x >= 10 && x < 30;
            const auto value = static_cast<std::uint16_t>(isOnLine ? line : 400 + x * 17);
            std::memcpy(samples.data() + 2 * (static_cast<std::size_t>(y) * columns + static_cast<std::size_t>(x)),
                        &value, 2);
        }
    }
    return samples;
}

Projector stackOf(int slices, int line, int inSlice)
{
    Projector projector{greyFrame()};
    for (int i = 0; i < slices; ++i)
        EXPECT_TRUE(projector.add(slice(line, i == inSlice)));
    return projector;
}

int at(const Bytes& picture, int x, int y)
{
    return picture[static_cast<std::size_t>(y) * columns + static_cast<std::size_t>(x)];
}

/// How far the line stands out from the row above it.
int contrast(const Projector& projector, Panel panel)
{
    const auto picture = projector.picture(panel);
    return std::abs(at(picture, 20, 20) - at(picture, 20, 10));
}

TEST(Projector, showsLightTextOfOneSliceInTheBrightest)
{
    const auto projector = stackOf(9, 4000, 4);
    EXPECT_GT(contrast(projector, Panel::Brightest), 150);
    EXPECT_EQ(contrast(projector, Panel::Darkest), 0);
}

TEST(Projector, showsDarkTextOfOneSliceInChangeAndStrokesThoughTheBrightestHidesIt)
{
    const auto projector = stackOf(9, 0, 4);
    EXPECT_EQ(contrast(projector, Panel::Brightest), 0);
    EXPECT_GT(contrast(projector, Panel::Change), 200);
    EXPECT_GT(contrast(projector, Panel::Strokes), 200);
    EXPECT_GT(contrast(projector, Panel::Darkest), 100);
}

TEST(Projector, showsTextOfAllSlicesInTheAverage)
{
    Projector projector{greyFrame()};
    for (int i = 0; i < 5; ++i)
        ASSERT_TRUE(projector.add(slice(0, true)));
    EXPECT_GT(contrast(projector, Panel::Average), 50);
    EXPECT_EQ(contrast(projector, Panel::Change), 0);
}

TEST(Projector, takesInvertedImagesAsTheyLookOnTheScreen)
{
    Projector projector{greyFrame(true)};
    ASSERT_TRUE(projector.add(slice()));
    ASSERT_TRUE(projector.add(slice(0, true))); // stored 0 is white
    EXPECT_GT(contrast(projector, Panel::Brightest), 50);
}

TEST(Projector, leavesOutWhatIsHiddenInOneFrameAndShowsItFromAnother)
{
    const Box box{10, 20, 20, 1, 1, 1};
    Projector everywhere{greyFrame(), true};
    ASSERT_TRUE(everywhere.add(slice(4000, true), {box}));
    ASSERT_TRUE(everywhere.add(slice(4000, true), {box}));
    EXPECT_EQ(at(everywhere.picture(Panel::Brightest), 20, 20), 0);

    Projector once{greyFrame(), true};
    ASSERT_TRUE(once.add(slice(4000, true), {box}));
    ASSERT_TRUE(once.add(slice(4000, true)));
    EXPECT_EQ(at(once.picture(Panel::Brightest), 20, 20), 255);
}

TEST(Projector, refusesTooFewSamples)
{
    Projector projector{greyFrame()};
    EXPECT_EQ(projector.add(Bytes(10)).error().code, ErrorCode::BadArgument);
}

}
