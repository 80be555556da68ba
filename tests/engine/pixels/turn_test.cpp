// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/turn.h"

#include <gtest/gtest.h>

using namespace engine;
using namespace engine::pixels;

namespace {

Frame frameOf(int columns, int rows, int orientation)
{
    Frame frame;
    frame.layout.columns = columns;
    frame.layout.rows = rows;
    frame.orientation = orientation;
    return frame;
}

}

TEST(Turn, bringsEveryBoxBackWhereItWas)
{
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const auto stored = frameOf(40, 30, orientation);
        const Box box{3, 5, 7, 11, 2, 4};

        EXPECT_EQ(toStored(toUpright(box, stored), stored), box) << orientation;
    }
}

TEST(Turn, movesTheSamplesWhereTheBoxesSay)
{
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const auto stored = frameOf(5, 3, orientation);
        Bytes before(15), after(15);
        before[1 * 5 + 4] = 9; // x 4, y 1

        turnUpright(before, stored, after);

        const auto place = toUpright({4, 1, 1, 1, 1, 1}, stored);
        const auto line = uprightOf(stored).layout.columns;
        EXPECT_EQ(after[static_cast<std::size_t>(place.y * line + place.x)], 9) << orientation;
    }
}

TEST(Turn, standsAPictureUprightThatACameraHeldOnItsRightSide)
{
    // Exif 2.32: 6, the stored first line is the upright picture's right side.
    const auto stored = frameOf(2, 1, 6);
    const Bytes before{1, 2};
    Bytes after(2);

    turnUpright(before, stored, after);

    EXPECT_EQ(uprightOf(stored).layout.rows, 2);
    EXPECT_EQ(after, before); // first on top
}
