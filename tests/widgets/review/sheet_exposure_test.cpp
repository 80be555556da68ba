// SPDX-License-Identifier: Apache-2.0
#include "widgets/review/sheet_exposure.h"

#include <gtest/gtest.h>

namespace {

using widgets::review::SheetExposure;

TEST(SheetExposure, countsATileOnlyForTheTimeItWasThere)
{
    SheetExposure sheet;
    sheet.begin({1, 1});
    sheet.show(0, 0, 100);
    sheet.show(1, 0, 500); // its picture came later
    EXPECT_FALSE(sheet.isSeen(0, 599));
    EXPECT_TRUE(sheet.isSeen(0, 600));
    EXPECT_FALSE(sheet.isSeen(1, 999));
    EXPECT_TRUE(sheet.isSeen(1, 1000));
    EXPECT_EQ(sheet.dwellMs(0, 1000), 900);
    EXPECT_EQ(sheet.dwellMs(1, 1000), 500);
}

TEST(SheetExposure, isNotRestartedByAnotherPaintOfTheSamePicture)
{
    SheetExposure sheet;
    sheet.begin({1});
    sheet.show(0, 0, 0);
    sheet.show(0, 0, 400);
    EXPECT_TRUE(sheet.isSeen(0, 500));
}

TEST(SheetExposure, wantsEveryPictureLongEnoughWithoutABreak)
{
    SheetExposure sheet;
    sheet.begin({2});
    sheet.show(0, 0, 0);
    sheet.show(0, 1, 499); // too early
    EXPECT_EQ(sheet.share(0, 999), .5);
    sheet.show(0, 0, 1000);
    sheet.hide(1300);
    EXPECT_FALSE(sheet.isLongEnough(0, 5000)) << "nothing is on the screen";
    sheet.show(0, 0, 6000);
    EXPECT_FALSE(sheet.isSeen(0, 6499)) << "300 ms before the break and 499 after it are no look";
    EXPECT_TRUE(sheet.isSeen(0, 6500));
    EXPECT_EQ(sheet.dwellMs(0, 6500), 1300 + 500);
}

TEST(SheetExposure, neverCountsATileThatHasNothingToShow)
{
    SheetExposure sheet;
    sheet.begin({0});
    EXPECT_FALSE(sheet.isSeen(0, 10'000));
    EXPECT_FALSE(sheet.isLongEnough(0, 10'000));
    EXPECT_EQ(sheet.share(0, 10'000), 0);
}

}
