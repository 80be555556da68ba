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
    for (const std::string text :
         {"", "manual", "face", "wedge,", "wedge,margin", "wedge,margin=41", "wedge,tilt=nan", "wedge,margin=1x",
          "wedge,box=1/2/3", "wedge,ball=1/2/3/-4", "wedge,ball=1/2/3/4/5", "wedge-ears-ears", "Wedge"})
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
