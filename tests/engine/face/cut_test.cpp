// SPDX-License-Identifier: Apache-2.0
#include "engine/face/cut.h"

#include <gtest/gtest.h>

namespace engine::face {

namespace {

/// Stands like the template: x right, y in front, z up, while LPS counts to the left and back.
Cut upright(Cut cut)
{
    cut.toTemplate = {};
    cut.toTemplate.rows = {Vector{-1, 0, 0}, Vector{0, -1, 0}, Vector{0, 0, 1}};
    return cut;
}

TEST(CutText, comesBackAsItWent)
{
    for (const std::string text : {"wedge", "shallow-ears", "wedge,margin=-2,tilt=4.5", "manual,box=0/-80/-60/40/20/30",
                                   "wedge-ears,keep-ball=1.5/-40/10/15,cylinder=0/-90/-40/30/50", "manual-ears"}) {
        const auto cut = cutOf(text);
        ASSERT_TRUE(cut) << text;
        EXPECT_EQ(inWords(*cut), text);
    }
}

TEST(CutText, refusesWhatIsNoCut)
{
    for (const std::string text : {"", "manual", "face", "wedge,", "wedge,margin", "wedge,margin=41", "wedge,tilt=nan",
                                   "wedge,margin=1x", "wedge,box=1/2/3", "manual,keep-ball=1/2/3/4",
                                   "wedge,ball=1/2/3/-4", "wedge,ball=1/2/3/4/5", "wedge-ears-ears", "Wedge"})
        EXPECT_FALSE(cutOf(text)) << text;
}

TEST(Cut, takesTheSolidsOfAPersonAndSparesTheProtected)
{
    const auto cut = upright(*cutOf("manual,box=0/-80/-60/10/10/10,cylinder=50/-80/-60/5/20,keep-ball=0/-80/-60/3"));
    const Cutter cutter{cut};
    EXPECT_TRUE(cutter.takes({8, -80, -60}));
    EXPECT_FALSE(cutter.takes({11, -80, -60}));
    EXPECT_FALSE(cutter.takes({0, -80, -60})) << "protected";
    EXPECT_TRUE(cutter.takes({0, -80, -56}));
    EXPECT_TRUE(cutter.takes({50, -84, -79}));
    EXPECT_FALSE(cutter.takes({50, -86, -60}));
    EXPECT_FALSE(cutter.takes({50, -80, -81}));
}

TEST(Cut, takesTheSamePixelsRowByRowHoweverManySolidsThereAre)
{
    Cut cut = upright(*cutOf("wedge,keep-ball=20/-90/-60/12,keep-box=-40/-60/-70/9/9/9"));
    for (int i = 0; i < 200; ++i) {
        Solid solid;
        solid.form = i % 3 == 0 ? Solid::Form::Box : i % 3 == 1 ? Solid::Form::Cylinder : Solid::Form::Ball;
        solid.centre = {-95.0 + i, -70 + i % 17 * 5.0, -80 + i % 29 * 4.0};
        solid.half = {3.0 + i % 4, 5.0 + i % 5, 4.0 + i % 3};
        cut.solids.push_back(solid);
    }
    const Cutter cutter{cut};
    for (const FramePlace& frame : {FramePlace{{-100.013, -120.017, -65.011}, {1.5, 0, 0}, {0, 1.5, 0}},
                                    FramePlace{{3.013, -120.017, 60.011}, {0, 1.1, 0.2}, {0.1, 0.2, -1.4}}}) {
        int taken = 0, expected = 0;
        for (const auto& part : cutter.partsOf(frame, 140, 130)) {
            taken += part.to - part.from;
            for (int column = part.from; column < part.to; ++column)
                EXPECT_TRUE(cutter.takes(frame.origin + frame.alongRow * column + frame.downColumn * part.row));
        }
        for (int row = 0; row < 130; ++row) {
            for (int column = 0; column < 140; ++column)
                expected += cutter.takes(frame.origin + frame.alongRow * column + frame.downColumn * row) ? 1 : 0;
        }
        EXPECT_EQ(taken, expected);
        EXPECT_GT(taken, 500);
    }
}

TEST(Cut, movesAwayFromTheBrainWithItsMarginAndTurnsWithItsTilt)
{
    const Vector nose{0, -100, -60}, brow{0, -85, -25};
    const auto taken = [](const std::string& text, const Vector& position) {
        const auto cut = upright(*cutOf(text));
        return Cutter{cut}.takes(position);
    };
    EXPECT_TRUE(taken("wedge", nose));
    EXPECT_FALSE(taken("wedge,margin=40", nose));
    EXPECT_FALSE(taken("wedge", brow));
    EXPECT_TRUE(taken("wedge,tilt=20", brow));
}

}

}
