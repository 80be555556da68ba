// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/cut_out.h"

#include <gtest/gtest.h>

using namespace engine;
using namespace engine::journey;

namespace {

/// A grey frame in which each pixel tells its place.
DecodedFrame numbered(int columns, int rows)
{
    DecodedFrame frame;
    frame.frame.layout.columns = columns;
    frame.frame.layout.rows = rows;
    frame.samples = *SharedMemory::create(frame.frame.layout.bytes());
    for (std::size_t i = 0; i < frame.frame.layout.bytes(); ++i)
        frame.samples.bytes()[i] = static_cast<std::uint8_t>(i % 251);
    return frame;
}

}

TEST(CutOut, showsEachPlaceWithWhatLiesRoundItAndTellsWhereItIs)
{
    const auto frame = numbered(2000, 1000);
    const std::vector<pixels::Box> places{{900, 300, 50, 10, 1, 1}, {0, 990, 20, 10, 1, 1}};

    const auto cut = cutOut(frame, places);

    ASSERT_TRUE(cut);
    const auto& layout = cut->picture.frame.layout;
    EXPECT_LT(layout.columns * layout.rows, 100'000);
    for (const auto& piece : cut->pieces) {
        const auto line = static_cast<std::size_t>(piece.top + 5) * static_cast<std::size_t>(layout.columns);
        const auto original =
            static_cast<std::size_t>(piece.inFrame.y + 5) * 2000 + static_cast<std::size_t>(piece.inFrame.x);
        EXPECT_EQ(cut->picture.samples.bytes()[line + 7], frame.samples.bytes()[original + 7]);
        EXPECT_EQ(cut->placeInFrame({3, piece.top + 5, 4, 2, 1, 1}),
                  (pixels::Box{piece.inFrame.x + 3, piece.inFrame.y + 5, 4, 2, 1, 1}));
    }
    EXPECT_FALSE(cut->placeInFrame({0, layout.rows + 50, 4, 2, 1, 1}));
}

TEST(CutOut, isTheFrameItselfWhereThePlacesFillIt)
{
    const auto cut = cutOut(numbered(100, 80), {{10, 10, 60, 60, 1, 1}});

    ASSERT_TRUE(cut);
    EXPECT_EQ(cut->picture.frame.layout.columns, 100);
    EXPECT_EQ(cut->picture.frame.layout.rows, 80);
    EXPECT_EQ(cut->placeInFrame({5, 6, 7, 8, 1, 1}), (pixels::Box{5, 6, 7, 8, 1, 1}));
}
