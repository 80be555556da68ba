// SPDX-License-Identifier: Apache-2.0
// The storyboard of a small collection, of invented patients and of the sample, from the drop to a verified release,
// with what a person presses counted.
#include "tests/app/window/storyboard.h"

#include <QFile>

#include <algorithm>
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
    onImages({"repeat \"Go to \" 60", "    key Shift+A", "    rest 700", "    key Shift+A",
              "    key Space"}); // what was found
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

TEST_F(Storyboard, ofTheSampleIsNoLongerThoughItHasAHeadClipsAndTextsThatStay)
{
    const auto folder = home.filePath("sample");
    const QStringList order{"-B", SAFELIGHT_RESOURCES "/sample/make_sample.py", folder, home.filePath("planted.tsv")};
    if (!QFile::exists("/usr/share/mricron/templates/ch2.nii.gz") || QProcess::execute("/usr/bin/python3", order) != 0)
        GTEST_SKIP() << "the sample needs mricron-data and python3-pydicom";
    drop(folder);
    play({"until \"Kinds of images\" 60", "quiet \"Start checks (not now)\" 60", "click Start checks",
          "until \"Go to Rules\" 20", "click Go to Rules", "until \"Looking for text\" 120",
          "quiet \"Looking for text\" 900", "quiet \"Writing files\" 300", "key 2", "until \"0 of 2 read\" 10"});
    onImages({"key Space", "key Space", "until \"2 of 2 read\" 5"});
    play({"key Ctrl+3", "rest 1000"});
    onImages({"repeat \"Looked from\" 120", "    key Shift+A", "    rest 200", "    key Shift+A", "    key Space",
              "    rest 100"});
    onImages({"rest 1500", "key X", "until \"Go to Review\" 10"});
    play({"click Go to Review", "quiet \"Writing files\" 300"});
    EXPECT_FALSE(project().leftOut().empty());
    const auto strokes = readAll();
    const auto ones = std::count(strokes.clean.begin(), strokes.clean.end(), 1);
    std::printf("%zu clean items, %td of them by one key; %d clicks and keys outside the review of images\n",
                strokes.clean.size(), ones, presses);
    EXPECT_GE(strokes.clean.size(), 5U);
    EXPECT_TRUE(strokes.leaks.empty()) << "nobody is asked about the head, which stays behind";
    EXPECT_LE(Strokes::most(strokes.clean), 2) << "a plate, then the whole";
    play({"click Go to Sign-off"});
    play(toSign);
    EXPECT_LE(presses, 12);
}

}

}
