// SPDX-License-Identifier: Apache-2.0
// The storyboard of a small collection, from the drop to a verified release, with what a person presses counted.
#include "tests/app/window/storyboard.h"

#include <cstdio>

namespace app::window::test {

namespace {

TEST_F(Storyboard, ofASmallCollectionTakesTwelveClicksFromTheDropToTheRelease)
{
    constexpr int patients = 20;
    const auto folder = make(patients - 2); // and one each with a clip and a radiograph
    if (folder.isEmpty())
        GTEST_SKIP() << "needs python3-pydicom";
    drop(folder);
    play({"until \"Start checks\" 60", "click Start checks", "until \"Go to Rules\" 20", "click Go to Rules",
          "until \"PS3.15 2026d\" 20", "until \"Looking for text\" 120", "quiet \"Looking for text\" 600",
          "quiet \"Writing files\" 300"});
    EXPECT_EQ(project().collection().nodes(engine::study::Level::Patient).size(), std::size_t(patients));
    play({"click Go to Text", "rest 1000", "picture storyboard-b-text"});
    onImages({"repeat \"Go to \" 60", "    key Shift+A", "    rest 700", "    key Space"}); // what was found
    play({"key Ctrl+5"});
    play({"quiet \"Writing files\" 300"});
    const auto strokes = readAll().clean;
    window.grab().save(pictures + "/storyboard-b-review.png");
    ASSERT_EQ(strokes.size(), std::size_t(patients));
    EXPECT_EQ(std::count(strokes.begin(), strokes.end(), 1), patients - 2) << "a volume takes one stroke";
    EXPECT_EQ(*std::max_element(strokes.begin(), strokes.end()), 2) << "two pages of a clip; a plate, then the whole";
    play({"click Go to Sign-off"});
    play(toSign);
    std::printf("%d clicks and keys outside the review of images\n", presses);
    EXPECT_LE(presses, 12);
    window.grab().save(pictures + "/storyboard-b-signed.png");
}

}

}
