// SPDX-License-Identifier: Apache-2.0
#include "engine/release/looks.h"

#include <gtest/gtest.h>

namespace engine::release {

TEST(Looks, tellTheMiddleAndTheShortestOfWhatWasJudgedClean)
{
    review::State state;
    for (const auto* item : {"i1", "i2", "i3", "i4", "i5"})
        state.items[item].verdict = review::ItemVerdict::Clean;
    state.items["i6"].verdict = review::ItemVerdict::Found;
    state.looks = {{"i1", {3000, 1, "cells", 2}}, {"i3", {800, .5, "slices", 1}}, {"i6", {100, 1, "single", 1}}};

    state.readers = {{"i1", "r1"}, {"i2", "r1"}, {"i3", "r2"}, {"i6", "r3"}};

    const auto looks =
        looksOf(state, {"i1", "i2", "i3", "i4", "i5", "i6"}, [](const auto& id) { return "Reader " + id; });

    EXPECT_EQ(looks.readers, (std::vector<std::string>{"Reader r1", "Reader r2"})) << "r3 judged nothing clean";
    EXPECT_EQ(looks.withoutReader, 2);
    EXPECT_EQ(whoJudged(looks, "Bea"), "Reader r1, Reader r2 and others who did not say who, for whom Bea signs");
    EXPECT_EQ(whoJudged({}, "Bea"), "somebody who did not say who, for whom Bea signs");

    EXPECT_EQ(looks.items, 2);
    EXPECT_EQ(looks.lasting, (std::vector<std::int64_t>{1, 0, 0, 1, 0, 0, 0, 0})) << "3 s are not below 3 s";
    const std::string dash = "\xE2\x80\x93";
    EXPECT_EQ(looksChartInWords(looks), "1 for 0" + dash + "1 s, 1 for 3" + dash + "5 s");
    EXPECT_NE(looksChart(looks, {}).find("60+ s"), std::string::npos);
    EXPECT_EQ(looks.images, 3);
    EXPECT_EQ(looks.notMeasured, 2) << "i4 and i5: by command line";
    EXPECT_EQ(looks.incomplete, 1);
    EXPECT_EQ(looks.medianMs, 3000);
    EXPECT_EQ(looks.shortestMs, 800) << "the look at the leak is not one of them";
    EXPECT_EQ(inWords(looks),
              "2 items (3 images) judged clean on the screen, after a look of 3.0 s in the middle, 0.8 s "
              "at least; of 1 not all images were shown. 2 images were judged clean by command line, "
              "where no look is measured.");
}

TEST(Looks, areThoseAtWhatLeaves)
{
    review::State state;
    for (const auto* item : {"i1", "i2", "i3"})
        state.items[item].verdict = review::ItemVerdict::Clean;
    state.looks = {{"i1", {3000, 1, "cells", 1}}, {"i3", {800, .5, "slices", 1}}};
    state.readers = {{"i1", "r1"}, {"i3", "r2"}};

    const auto looks = looksOf(state, {"i1", "i2"}, [](const auto& id) { return id; });

    EXPECT_EQ(looks.readers, std::vector<std::string>{"r1"}) << "r2 judged what is kept back";
    EXPECT_EQ(looks.items, 1);
    EXPECT_EQ(looks.incomplete, 0);
    EXPECT_EQ(looks.notMeasured, 1);
}

}
