// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/pace.h"

#include <gtest/gtest.h>

namespace engine::journey {

namespace {

JournalEntry verdictAt(const std::string& time, const std::string& actor = "r1")
{
    JournalEntry entry;
    entry.kind = "items-judged";
    entry.time = time;
    entry.actor = actor;
    return entry;
}

std::string minute(int number, int second)
{
    const auto two = [](int value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    return "2026-01-02T10:" + two(number) + ':' + two(second) + "+01:00";
}

}

TEST(Pace, isTheMiddleOfTheStepsBetweenVerdictsOfOnePersonWithoutPauses)
{
    std::vector<JournalEntry> journal;
    for (int i = 0; i < 21; ++i)
        journal.push_back(verdictAt(minute(i / 10, i % 10 * 4)));
    ASSERT_EQ(paceOf(journal).steps.size(), 20U);
    EXPECT_EQ(paceOf(journal).median(), 4);
    EXPECT_EQ(paceOf(journal).steps.back().at, 120) << "minute 2, second 0, since the first";

    journal.push_back(verdictAt(minute(30, 0)));
    EXPECT_EQ(paceOf(journal).steps.size(), 20U) << "a pause is no look";
    journal.push_back(verdictAt(minute(30, 0)));
    EXPECT_EQ(paceOf(journal).steps.size(), 20U) << "nor is what comes within the same second";
}

TEST(Pace, isNotKnownFromFewOrFromOtherPeoplesSteps)
{
    std::vector<JournalEntry> journal;
    for (int i = 0; i < 20; ++i)
        journal.push_back(verdictAt(minute(0, i)));
    EXPECT_EQ(paceOf(journal).median(), std::nullopt) << "19 steps are too few";
    std::vector<JournalEntry> turns;
    for (int i = 0; i < 50; ++i)
        turns.push_back(verdictAt(minute(i / 10, i % 10 * 4), i % 2 == 0 ? "r1" : "r2"));
    EXPECT_TRUE(paceOf(turns).steps.empty());
}

TEST(Pace, readsTheOffsetOfTheTime)
{
    const std::vector<JournalEntry> journal{verdictAt("2026-03-29T01:59:58+01:00"),
                                            verdictAt("2026-03-29T03:00:03+02:00")};
    ASSERT_EQ(paceOf(journal).steps.size(), 1U) << "the clock was put forward";
    EXPECT_EQ(paceOf(journal).steps.front().took, 5);
}

}
