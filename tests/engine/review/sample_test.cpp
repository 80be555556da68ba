// SPDX-License-Identifier: Apache-2.0
#include "engine/review/sign_off.h"

#include <gtest/gtest.h>

namespace engine::review {

namespace {

/// Four images one by one, two strata of two, one drawn of each.
SampleDrawn oneOfTwo(const std::string& seed = "seed", const std::string& reason = {})
{
    SampleDrawn sample{{"instance", 0.05, 0.95, reason}, seed, "digest", {}};
    sample.strata.push_back({"CT", "CT", false, 1, {{"1.1", {"i1"}}, {"1.2", {"i2"}}}});
    sample.strata.push_back({"MR", "MR", false, 1, {{"1.3", {"i3"}}, {"1.4", {"i4"}}}});
    return sample;
}

State fiveItems()
{
    State state;
    for (const auto* item : {"i1", "i2", "i3", "i4", "i5"})
        state.items[item] = {};
    return state;
}

ItemsJudged judge(const ItemId& item, ItemVerdict verdict)
{
    return {{{item, {verdict, Category::None, {}}}}};
}

const Signer reader{"r1", "A. Reader", "curator", "review", "2026-01-02T03:04:05+00:00"};

}

TEST(Sample, onlyWhatWasDrawnAndWhatCameLaterNeedsAVerdict)
{
    auto state = fiveItems();
    ASSERT_TRUE(apply(state, oneOfTwo()));
    EXPECT_EQ(blocksOf(state).notReviewed, (std::vector<ItemId>{"i1", "i3", "i5"}));

    for (const auto* item : {"i1", "i3", "i5"})
        ASSERT_TRUE(apply(state, judge(item, ItemVerdict::Clean)));

    const auto signOff = sign(state, reader);
    ASSERT_TRUE(signOff);
    EXPECT_EQ(signOff->cleared().size(), 5);
}

TEST(Sample, aLeakFailsItsStratumAlsoWhenTheImageIsCleanAfterwards)
{
    auto state = fiveItems();
    ASSERT_TRUE(apply(state, oneOfTwo()));
    ASSERT_TRUE(apply(state, judge("i1", ItemVerdict::Found)));
    ASSERT_TRUE(apply(state, judge("i1", ItemVerdict::Clean)));

    EXPECT_EQ(itemsToJudge(state), (std::vector<ItemId>{"i1", "i2", "i3", "i5"}));
    EXPECT_EQ(failedStrata(*state.sample), std::set<std::size_t>{0});
}

TEST(Sample, aMistakenFoundTakenBackIsNoLeak)
{
    auto state = fiveItems();
    ASSERT_TRUE(apply(state, oneOfTwo()));
    const auto found = judge("i1", ItemVerdict::Found);
    const auto back = inverse(state, found);
    ASSERT_TRUE(back);
    ASSERT_TRUE(apply(state, found));
    const auto again = inverse(state, found);
    ASSERT_TRUE(review::apply(state, *eventFromText(toText(*back))));
    EXPECT_TRUE(state.sample->leaked.empty());

    ASSERT_TRUE(apply(state, found));
    ASSERT_TRUE(review::apply(state, *again));
    EXPECT_EQ(state.sample->leaked.size(), 1) << "a leak that was known before stays one";
}

TEST(Sample, aNewDrawNeedsAReasonAndAnotherSeedAndIsNeverTakenBack)
{
    auto state = fiveItems();
    ASSERT_TRUE(apply(state, oneOfTwo()));
    EXPECT_FALSE(apply(state, oneOfTwo("other")));
    EXPECT_FALSE(apply(state, oneOfTwo("seed", "again")));
    ASSERT_TRUE(apply(state, judge("i1", ItemVerdict::Found)));
    ASSERT_TRUE(review::apply(state, *eventFromText(toText(Event{oneOfTwo("other", "the rule was mended")}))));
    EXPECT_EQ(state.sample->draws, 2);
    EXPECT_EQ(state.sample->judgedBefore, 1) << "printed as changed after data were seen";
    EXPECT_TRUE(state.sample->leaked.empty());
    EXPECT_FALSE(inverse(state, oneOfTwo()));
}

TEST(Sample, whatMakesNoSenseChangesNothing)
{
    auto state = fiveItems();
    auto twice = oneOfTwo();
    twice.strata[1].units[0].items = {"i1"};
    auto unknown = oneOfTwo();
    unknown.strata[1].units[0].items = {"i9"};
    auto none = oneOfTwo();
    none.strata[1].drawn = 0;
    auto tooMany = oneOfTwo();
    tooMany.strata[1].drawn = 3;
    auto unit = oneOfTwo();
    unit.policy.unit = "frame";
    auto rate = oneOfTwo();
    rate.policy.tolerate = 0;
    for (const auto& event : {twice, unknown, none, tooMany, unit, rate})
        EXPECT_EQ(apply(state, event).error().code, ErrorCode::BadArgument);
    EXPECT_FALSE(state.sample);
}

}
