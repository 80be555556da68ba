// SPDX-License-Identifier: Apache-2.0
#include "engine/text/regions.h"

#include <gtest/gtest.h>

using namespace engine::text;

namespace {

/// A line of this length and height in an image of 400 x 400.
Region lineAt(cv::Point2f centre, float angle, float length, float height)
{
    Region line;
    line.shape = {centre, {length, height}, angle};
    return line;
}

const cv::Size image{400, 400};

}

TEST(Regions, ofTwoSlantingLinesOneBelowTheOtherStayTwo)
{
    const auto above = lineAt({200, 180}, 30, 200, 20), below = lineAt({190, 215}, 30, 200, 20);
    EXPECT_EQ(joinedByLine({above, below}).size(), 2U);
}

TEST(Regions, ofOneSlantingLineSeenInTwoPiecesBecomeOne)
{
    const auto whole = lineAt({200, 200}, 30, 200, 20);
    const auto end = lineAt({200 + 90 * 0.866F, 200 + 90 * 0.5F}, 32, 60, 18);
    const auto joined = joinedByLine({whole, end});
    ASSERT_EQ(joined.size(), 1U);
    EXPECT_GT(joined.front().shape.size.width, 210);
    EXPECT_LT(joined.front().shape.size.height, 30);
}

TEST(Regions, besideASlantingLineAreNotCoveredByTheRectangleRoundIt)
{
    auto shown = lineAt({200, 200}, 30, 240, 20);
    shown.isInDefault = true;
    const auto beside = lineAt({240, 165}, 30, 60, 14), within = lineAt({210, 206}, 30, 60, 14);
    const auto left = withoutCovered({shown, beside, within}, image);
    ASSERT_EQ(left.size(), 2U);
    EXPECT_TRUE(left.front().isInDefault);
    EXPECT_EQ(left.back().shape.center, beside.shape.center);
}

TEST(Regions, thinnerThanAskedAreNone)
{
    // The halo between two lines, as the network sees it at twice the size, and a line.
    cv::Mat map = cv::Mat::zeros(200, 200, CV_32F);
    map(cv::Rect{20, 20, 100, 5}) = 0.9;
    map(cv::Rect{20, 100, 100, 12}) = 0.9;
    const auto all = regionsIn(map, 2, {70, 0.5}), thick = regionsIn(map, 2, {70, 0.5, 7.5});
    ASSERT_TRUE(all && thick);
    EXPECT_EQ(all->size(), 2U);
    ASSERT_EQ(thick->size(), 1U);
    EXPECT_GT(thick->front().shape.center.y, 40);
}
