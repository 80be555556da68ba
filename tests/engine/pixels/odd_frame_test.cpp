// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/odd_frame.h"
#include "engine/pixels/projection.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

using namespace engine;
using namespace engine::pixels;

namespace {

constexpr int side = 96;

/// A body that grows over the stack, brighter by the frame, with grain; one frame may carry writing.
OddFrame::Plane frameOf(int number, int written, float grey)
{
    OddFrame::Plane frame(side * side);
    const double radius = 20 + number;
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const bool isInside = std::hypot(x - 48, y - 48) < radius;
            const auto grain = static_cast<float>((x * 7 + y * 13 + number * 29) % 11);
            const bool isInk = number == written && y >= 8 && y < 20 && x % 4 == 1;
            frame[static_cast<std::size_t>(y) * side + static_cast<std::size_t>(x)] =
                isInk ? grey : (isInside ? 90.F + static_cast<float>(number) * 3 : 5.F) + grain;
        }
    }
    return frame;
}

int oddOf(int written, float grey, int frames = 20)
{
    OddFrame odd;
    for (int i = 0; i < frames; ++i)
        odd.add(frameOf(i, written, grey));
    return odd.find().index;
}

TEST(OddFrame, isTheOneWithWritingWhereverItLies)
{
    for (const int written : {0, 1, 2, 10, 17, 18, 19})
        EXPECT_EQ(oddOf(written, 250), written);
}

TEST(OddFrame, isFoundByDarkWritingToo)
{
    OddFrame odd;
    for (int i = 0; i < 20; ++i) {
        auto frame = frameOf(i, -1, 0);
        if (i == 12)
            for (std::size_t x = 30; x < 66; x += 2)
                for (std::size_t y = 38; y < 56; ++y)
                    frame[y * side + x] = 0;
        odd.add(frame);
    }
    EXPECT_EQ(odd.find().index, 12);
    EXPECT_EQ(odd.find().frame[44 * side + 30], 0) << "the frame itself, in its full strength";
}

TEST(OddFrame, ofOneFrameIsThatFrameAndOfNoneNothing)
{
    EXPECT_TRUE(OddFrame{}.find().frame.empty());
    OddFrame one;
    one.add(frameOf(0, 0, 200));
    EXPECT_EQ(one.find().index, 0);
    EXPECT_EQ(one.find().frame, frameOf(0, 0, 200));
}

TEST(OddFrame, comesOutOfAProjectorAsAPicture)
{
    Frame kind;
    kind.layout.columns = kind.layout.rows = side;
    Projector projector{kind};
    for (int i = 0; i < 12; ++i) {
        const auto plane = frameOf(i, 7, 250);
        Bytes samples;
        for (const auto value : plane)
            samples.push_back(static_cast<std::uint8_t>(value));
        ASSERT_TRUE(projector.add(samples));
    }
    const auto odd = projector.odd();
    EXPECT_EQ(odd.index, 7);
    ASSERT_EQ(odd.picture.size(), std::size_t{side} * side);
    EXPECT_EQ(odd.picture[10 * side + 1], 255) << "its brightest is its writing";
}

}
