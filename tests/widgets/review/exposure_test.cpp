// SPDX-License-Identifier: Apache-2.0
#include "widgets/review/exposure.h"

#include <gtest/gtest.h>

namespace {

using widgets::review::Exposure;

TEST(Exposure, countsAScreenfulOnlyOnceItStoodForHalfASecond)
{
    Exposure exposure;
    exposure.begin(3);
    EXPECT_FALSE(exposure.isOnScreen());
    exposure.show({0, 1, 2}, 1000);
    EXPECT_FALSE(exposure.isLongEnough(1499));
    EXPECT_EQ(exposure.unseen(1499), 3);
    EXPECT_TRUE(exposure.isLongEnough(1500));
    EXPECT_EQ(exposure.unseen(1500), 0);
    EXPECT_EQ(exposure.dwellMs(1700), 700);
}

TEST(Exposure, forgetsWhatFlewPast)
{
    Exposure exposure;
    exposure.begin(4);
    exposure.show({0, 1}, 0);
    exposure.show({2, 3}, 300); // the first page was turned too early
    EXPECT_EQ(exposure.unseen(900), 2);
    EXPECT_EQ(exposure.share(900), .5);
    exposure.show({0, 1}, 1000);
    EXPECT_EQ(exposure.unseen(1500), 0);
}

TEST(Exposure, countsSlicesAsTheyAreScrolledThrough)
{
    Exposure exposure;
    exposure.begin(3);
    for (int slice = 0; slice < 3; ++slice)
        exposure.show({slice}, slice * 40, 0);
    EXPECT_EQ(exposure.unseen(80), 0);
    EXPECT_FALSE(exposure.isLongEnough(80)) << "the last one has to stand";
}

TEST(Exposure, doesNotRunOnWhileSomethingElseIsShown)
{
    Exposure exposure;
    exposure.begin(1);
    exposure.show({0}, 0);
    exposure.hide(200);
    EXPECT_EQ(exposure.unseen(10'000), 1);
    EXPECT_EQ(exposure.dwellMs(10'000), 200);
    exposure.show({0}, 10'000);
    EXPECT_EQ(exposure.dwellMs(10'600), 800);
    EXPECT_EQ(exposure.unseen(10'600), 0);
}

TEST(Exposure, isNotBegunAnewWhenTheSameIsPaintedAgain)
{
    Exposure exposure;
    exposure.begin(1);
    exposure.show({0}, 0);
    exposure.show({0}, 400);
    EXPECT_TRUE(exposure.isLongEnough(500));
}

}
