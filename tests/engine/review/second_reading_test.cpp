// SPDX-License-Identifier: Apache-2.0
#include "engine/review/sign_off.h"

#include <gtest/gtest.h>

namespace engine::review {

namespace {

ItemsJudged judged(const ItemId& item, ItemVerdict verdict, const std::string& reader = {})
{
    return {{{item, {verdict, Category::None, {}}}}, {}, reader};
}

SecondRead second(const ItemId& item, ItemVerdict verdict, const std::string& reader = "r2")
{
    return {reader, {{item, {verdict, Category::None, {}}}}};
}

Adjudicated third(const ItemId& item, ItemVerdict verdict, const std::string& by = "r3")
{
    return {by, {{item, {verdict, Category::None, {}}}}};
}

/// Two images, judged clean by the first reader and asked of a second one.
State readOnce()
{
    State state;
    state.items["i1"] = state.items["i2"] = {};
    for (const auto* item : {"i1", "i2"})
        EXPECT_TRUE(apply(state, judged(item, ItemVerdict::Clean, "r1")));
    EXPECT_TRUE(apply(state, SecondReadingAsked{{"i1", "i2"}}));
    return state;
}

const Signer reader{"r1", "A. Reader", "curator", "review", "2026-01-02T03:04:05+00:00"};

}

TEST(SecondReading, keepsTheProjectFromBeingSignedUntilItIsDone)
{
    auto state = readOnce();
    EXPECT_EQ(blocksOf(state).notReadTwice, (std::vector<ItemId>{"i1", "i2"}));
    EXPECT_EQ(sign(state, reader).error().code, ErrorCode::NotReviewed);
    for (const auto* item : {"i1", "i2"})
        ASSERT_TRUE(apply(state, second(item, ItemVerdict::Clean)));
    EXPECT_TRUE(sign(state, reader));
}

TEST(SecondReading, isBySomebodyElseAndOnlyOfWhatWasAsked)
{
    auto state = readOnce();
    EXPECT_EQ(apply(state, second("i1", ItemVerdict::Clean, "r1")).error().code, ErrorCode::BadArgument);
    EXPECT_EQ(apply(state, second("i1", ItemVerdict::Clean, "")).error().code, ErrorCode::BadArgument);
    ASSERT_TRUE(apply(state, SecondReadingAsked{{"i2"}}));
    EXPECT_EQ(apply(state, second("i1", ItemVerdict::Clean)).error().code, ErrorCode::BadArgument);
    EXPECT_TRUE(state.second.read.empty());
}

TEST(SecondReading, changesNoVerdictAndADifferenceWaitsForAThirdPerson)
{
    auto state = readOnce();
    ASSERT_TRUE(apply(state, second("i1", ItemVerdict::Clean)));
    ASSERT_TRUE(apply(state, second("i2", ItemVerdict::Found)));
    EXPECT_EQ(state.items["i2"].verdict, ItemVerdict::Clean);
    EXPECT_EQ(blocksOf(state).conflicts, std::vector<ItemId>{"i2"});
    EXPECT_EQ(sign(state, reader).error().code, ErrorCode::NotReviewed);
    for (const auto* one : {"r1", "r2", ""})
        EXPECT_EQ(apply(state, third("i2", ItemVerdict::Clean, one)).error().code, ErrorCode::BadArgument) << one;

    const auto event = third("i2", ItemVerdict::Found);
    const auto back = inverse(state, event);
    ASSERT_TRUE(apply(state, event));
    EXPECT_TRUE(blocksOf(state).conflicts.empty());
    EXPECT_EQ(blocksOf(state).unresolved, std::vector<ItemId>{"i2"}) << "a leak is to be repaired";
    ASSERT_TRUE(apply(state, *back));
    EXPECT_EQ(state.items["i2"].verdict, ItemVerdict::Clean);
    EXPECT_FALSE(state.found.contains("i2"));
    EXPECT_EQ(blocksOf(state).conflicts, std::vector<ItemId>{"i2"});
}

TEST(SecondReading, aLeakOfTheFirstReaderStaysOneAfterItsRepair)
{
    auto state = readOnce();
    ASSERT_TRUE(apply(state, judged("i1", ItemVerdict::Found, "r1")));
    ASSERT_TRUE(apply(state, judged("i1", ItemVerdict::Clean, "r1")));
    ASSERT_TRUE(apply(state, second("i1", ItemVerdict::Found)));
    EXPECT_EQ(firstReading(state, "i1"), "leak");
    EXPECT_TRUE(blocksOf(state).conflicts.empty()) << "both found it";
}

TEST(SecondReading, isNoDifferenceAboutWhatDoesNotLeave)
{
    auto state = readOnce();
    for (const auto* item : {"i1", "i2"})
        ASSERT_TRUE(apply(state, second(item, ItemVerdict::Clean)));
    ASSERT_TRUE(apply(state, ItemsJudged{{{"i1", {ItemVerdict::Skip, Category::None, "withdrawn"}}}}));
    EXPECT_TRUE(blocksOf(state).conflicts.empty());
}

TEST(SecondReading, survivesTheJournal)
{
    for (const Event& event : {Event{SecondReadingAsked{{"i1"}}}, Event{second("i1", ItemVerdict::Flag)},
                               Event{third("i1", ItemVerdict::Damaged)}}) {
        const auto again = eventFromText(toText(event));
        ASSERT_TRUE(again);
        EXPECT_EQ(toText(*again), toText(event));
    }
}

TEST(SecondReading, isTakenBackByItsInverse)
{
    auto state = readOnce();
    const auto event = second("i1", ItemVerdict::Found);
    const auto back = inverse(state, event);
    ASSERT_TRUE(apply(state, event));
    ASSERT_TRUE(apply(state, *back));
    EXPECT_FALSE(state.second.read.contains("i1"));
}

TEST(Sign, letsAnotherPersonSignTheSameManifestAndShowsBothAsWithdrawn)
{
    State state;
    state.items["i1"] = {};
    ASSERT_TRUE(apply(state, Signed{"r1", "review", "ab", "cd"}));
    EXPECT_EQ(apply(state, Signed{"r1", "approval", "ab", "ef"}).error().code, ErrorCode::Frozen);
    EXPECT_EQ(apply(state, Signed{"r2", "approval", "other", "ef"}).error().code, ErrorCode::Frozen);
    ASSERT_TRUE(apply(state, Signed{"r2", "approval", "ab", "ef"}));
    ASSERT_EQ(state.approvals.size(), 1);
    EXPECT_EQ(state.signature->reviewer, "r1");

    ASSERT_TRUE(apply(state, Reopened{"late objection"}));
    EXPECT_TRUE(state.approvals.empty());
    ASSERT_EQ(state.withdrawn.size(), 1);
    EXPECT_EQ(state.withdrawn.front().signatures.size(), 2);
    EXPECT_EQ(state.withdrawn.front().reason, "late objection");
}

}
