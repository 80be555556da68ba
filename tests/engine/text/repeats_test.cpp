// SPDX-License-Identifier: Apache-2.0
#include "engine/text/repeats.h"

#include <gtest/gtest.h>

using namespace engine::text;

namespace {

ReadLine lineOf(const char* text, Verdict verdict, float left, float right)
{
    ReadLine line;
    line.region.shape = {{(left + right) / 2, 50}, {right - left, 20}, 0};
    line.region.extension = 0.3F;
    line.found.text = text;
    line.found.verdict = verdict;
    return line;
}

Verdict verdictBesideGreen(const char* text, float left = 100, float right = 200)
{
    std::vector<ReadLine> lines{lineOf(text, Verdict::Unknown, left, right),
                                lineOf("FOV 240 mm", Verdict::Safe, 100, 200)};
    colourRepeats(lines);
    return lines.front().found.verdict;
}

}

TEST(Repeats, ofAGreenLineAreGreen)
{
    EXPECT_EQ(verdictBesideGreen("FOV240mm"), Verdict::Safe);
    EXPECT_EQ(verdictBesideGreen("F0V 24o", 98, 160), Verdict::Safe);
}

TEST(Repeats, thatReadOtherwiseOrNotAtAllStayAmber)
{
    for (const auto* text : {"", "F", "FOV 240 mm A", "AFOV 240 mm", "FOX 240 mm", "Ivanova"})
        EXPECT_EQ(verdictBesideGreen(text), Verdict::Unknown) << text;
}

TEST(Repeats, elsewhereAreNone)
{
    EXPECT_EQ(verdictBesideGreen("FOV 240 mm", 140, 240), Verdict::Unknown);
    EXPECT_EQ(verdictBesideGreen("FOV 240 mm", 300, 400), Verdict::Unknown);
}

TEST(Repeats, leaveRedLinesRedAndLearnFromNoAmberOne)
{
    std::vector<ReadLine> lines{lineOf("MI 1.2", Verdict::Phi, 100, 200), lineOf("MI 1.2", Verdict::Safe, 100, 200),
                                lineOf("TIS 1.2", Verdict::Unknown, 300, 400),
                                lineOf("TIS 1.2", Verdict::Unknown, 300, 400)};
    colourRepeats(lines);
    EXPECT_EQ(lines[0].found.verdict, Verdict::Phi);
    EXPECT_EQ(lines[2].found.verdict, Verdict::Unknown);
}
