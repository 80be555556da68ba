// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/window.h"

#include <gtest/gtest.h>

using namespace engine;
using namespace engine::pixels;

namespace {

/// Four 16-bit pixels in a row.
Frame row(bool isSigned)
{
    Frame frame;
    frame.layout = {4, 1, 1, 2, isSigned, 16};
    return frame;
}

const Bytes steps{0, 0, 100, 0, 200, 0, 44, 1}; // 0 100 200 300

}

TEST(Window, showsTheWholeStoredRangeWhereTheFileStatesNone)
{
    const auto frame = row(false);
    const auto window = defaultWindow(frame, steps);
    EXPECT_EQ(*render(frame, steps, window), (Bytes{0, 85, 170, 255}));
}

TEST(Window, followsTheLinearFunctionOfTheStandard)
{
    // PS3.3 C.11.2.1.2.1, note 2: centre 2048, width 4096 spans 0 to 4095.
    Frame frame = row(false);
    const Bytes samples{0, 0, 0xFF, 0x0F, 0x00, 0x10, 0x00, 0x08};
    EXPECT_EQ(*render(frame, samples, {2048, 4096, ""}), (Bytes{0, 255, 255, 128}));
}

TEST(Window, turnsMonochrome1Round)
{
    auto frame = row(false);
    frame.presentation.inverted = true;
    EXPECT_EQ(*render(frame, steps, defaultWindow(frame, steps)), (Bytes{255, 170, 85, 0}));
}

TEST(Window, windowsRescaledValues)
{
    auto frame = row(true);
    frame.presentation.slope = 2;
    frame.presentation.intercept = -1000;
    const auto range = rangeOf(frame, steps);
    EXPECT_EQ(range.low, -1000);
    EXPECT_EQ(range.high, -400);
    EXPECT_EQ(*render(frame, steps, {-700, 1, ""}), (Bytes{0, 0, 255, 255}));
}

TEST(Window, prefersTheFilesOwnWindow)
{
    auto frame = row(false);
    frame.presentation.windows = {{40, 400, "SOFT TISSUE"}, {600, 1500, "LUNG"}};
    EXPECT_EQ(defaultWindow(frame, steps).centre, 40);
}

TEST(Window, leavesColourAlone)
{
    Frame frame;
    frame.layout = {1, 1, 3, 1, false, 8};
    EXPECT_EQ(*render(frame, Bytes{1, 2, 3}, {0, 1, ""}), (Bytes{1, 2, 3}));
    frame.layout = {1, 1, 3, 2, false, 16};
    EXPECT_EQ(*render(frame, Bytes{0, 0, 255, 255, 0, 128}, {0, 1, ""}), (Bytes{0, 255, 128}));
}

TEST(Window, refusesFewerSamplesThanTheFrameHas)
{
    const auto result = render(row(false), ByteView{steps}.first(7), {0, 1, ""});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::BadArgument);
}
