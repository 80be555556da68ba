// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/lettering.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace engine::pixels {

namespace {

Frame frameOf(int columns, int rows, int bytesPerSample = 1, int samplesPerPixel = 1)
{
    Frame frame;
    frame.layout.columns = columns;
    frame.layout.rows = rows;
    frame.layout.bytesPerSample = bytesPerSample;
    frame.layout.samplesPerPixel = samplesPerPixel;
    frame.layout.bitsStored = 8 * bytesPerSample;
    return frame;
}

}

TEST(Lettering, writesTheBrightestThatThePictureShowsAndNothingElse)
{
    Bytes samples{10, 10, 10, 10, 10, 200};
    write({"k1", {{0, 0, 2, 1}}, 1}, frameOf(3, 2), samples);
    EXPECT_EQ(samples, (Bytes{200, 200, 10, 10, 10, 200}));
    write({"k1", {{0, 0, 1, 1}}, 0.5}, frameOf(3, 2), samples);
    EXPECT_EQ(samples[0], 105);
}

TEST(Lettering, isBrightOnAPictureThatIsShownInverted)
{
    auto frame = frameOf(3, 1);
    frame.presentation.inverted = true;
    Bytes samples{10, 90, 200};
    write({"k1", {{1, 0, 1, 1}}, 1}, frame, samples);
    EXPECT_EQ(samples, (Bytes{10, 10, 200}));
}

TEST(Lettering, knowsSignedWordsAndColours)
{
    auto words = frameOf(2, 1, 2);
    words.layout.isSigned = true;
    Bytes samples{0x18, 0xFC, 0x10, 0x00}; // -1000, 16
    write({"k1", {{0, 0, 1, 1}}, 1}, words, samples);
    EXPECT_EQ(samples, (Bytes{0x10, 0x00, 0x10, 0x00}));
    Bytes colours{1, 2, 3, 4, 5, 250};
    write({"k1", {{0, 0, 1, 1}}, 1}, frameOf(2, 1, 1, 3), colours);
    EXPECT_EQ(colours, (Bytes{250, 250, 250, 4, 5, 250}));
}

TEST(Lettering, leavesOutWhatLiesBesideThePictureAndShowsOnAFlatOne)
{
    Bytes samples(6, 7);
    write({"k1", {{2, 1, 9, 9}, {-5, 0, 3, 1}, {40, 40, 2, 2}}, 1}, frameOf(3, 2), samples);
    EXPECT_EQ(std::count(samples.begin(), samples.end(), 7), 5);
    EXPECT_GT(samples[5], 100);
}

TEST(Lettering, standsUprightWhereThePictureDoes)
{
    auto frame = frameOf(3, 2);
    frame.orientation = 6; // stored lying on its side: two columns and three rows upright
    Bytes samples{0, 0, 0, 0, 0, 9};
    write({"k1", {{0, 0, 2, 1}}, 1}, frame, samples);
    EXPECT_EQ(samples, (Bytes{9, 0, 0, 9, 0, 9}));
}

}
