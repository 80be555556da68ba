// SPDX-License-Identifier: Apache-2.0
#include "engine/review/sign_off.h"

#include <gtest/gtest.h>

namespace engine::review {

namespace {

const PolicyStated strict{0.05, 0.95, "none", 11, "maximum", "the protocol asks for it"};
const Signer reader{"r1", "A. Reader", "curator", "review", "2026-01-02T03:04:05+00:00"};

State oneHead()
{
    State state;
    state.items["i1"] = {ItemVerdict::Clean, Category::None, {}};
    Finding face;
    face.id = "f1";
    face.item = "s1";
    face.kind = FindingKind::Face;
    state.findings["f1"] = face;
    return state;
}

}

TEST(Policy, keepsEveryStatementAndHowMuchHadBeenSeenByThen)
{
    State state;
    state.items = {{"i1", {}}, {"i2", {}}};
    ASSERT_TRUE(apply(state, strict));
    ASSERT_TRUE(apply(state, ItemsJudged{{{"i1", {ItemVerdict::Clean, Category::None, {}}}}}));
    auto loose = strict;
    loose.tolerate = 0.1;
    ASSERT_TRUE(apply(state, loose));

    ASSERT_EQ(state.policies.size(), 2U);
    EXPECT_EQ(state.policies[0].judgedBefore, 0U);
    EXPECT_EQ(state.policies[1].judgedBefore, 1U);
    EXPECT_EQ(*policyInForce(state), loose);
    EXPECT_FALSE(inverse(state, loose)) << "what was stated cannot be made unsaid";
}

TEST(Policy, isRefusedWithoutReasonOrWithValuesThatMeanNothing)
{
    State state;
    for (auto change :
         {+[](PolicyStated& policy) { policy.reason.clear(); }, +[](PolicyStated& policy) { policy.tolerate = 0; },
          +[](PolicyStated& policy) { policy.confidence = 1; }, +[](PolicyStated& policy) { policy.faces = "some"; },
          +[](PolicyStated& policy) { policy.smallestGroup = -1; },
          +[](PolicyStated& policy) { policy.metric = "median"; }}) {
        auto wrong = strict;
        change(wrong);
        EXPECT_FALSE(apply(state, wrong));
    }
    EXPECT_TRUE(state.policies.empty());
}

TEST(Policy, aSampleIsDrawnByTheNumbersInForceAndNoOthers)
{
    State state;
    state.items = {{"i1", {}}};
    ASSERT_TRUE(apply(state, strict));
    SampleDrawn sample{{"instance", 0.05, 0.95, {}}, "seed", "digest", {{"CT", "CT", false, 1, {{"1.1", {"i1"}}}}}};
    auto looser = sample;
    looser.policy.tolerate = 0.2;

    EXPECT_FALSE(apply(state, looser));
    EXPECT_TRUE(apply(state, sample));
}

TEST(Policy, whereNoFaceMayBeKeptOneThatIsKeepsTheProjectFromBeingSigned)
{
    auto state = oneHead();
    ASSERT_TRUE(apply(state, strict));
    ASSERT_TRUE(apply(state, FindingsDecided{{{"f1", {FindingVerdict::Keep, "face-kept"}}}}));
    EXPECT_EQ(blocksOf(state).againstPolicy, std::vector<FindingId>{"f1"});
    EXPECT_FALSE(sign(state, reader));

    ASSERT_TRUE(apply(state, FindingsDecided{{{"f1", {FindingVerdict::Keep, "no-face"}}}}));
    EXPECT_TRUE(sign(state, reader)) << "a head without a face is no face";

    ASSERT_TRUE(apply(state, FindingsDecided{{{"f1", {FindingVerdict::Keep, "face-kept"}}}}));
    auto restricted = strict;
    restricted.faces = "restricted";
    ASSERT_TRUE(apply(state, restricted));
    EXPECT_TRUE(sign(state, reader));
}

TEST(PublicSearch, isToldWholeAndCanBeTakenBack)
{
    State state;
    EXPECT_FALSE(apply(state, PublicSearchTold{{{"A. Reader", "2026-01-02", "", "nothing"}}}));
    const PublicSearchTold told{{{"A. Reader", "2026-01-02", "TCIA, OpenNeuro", "nothing found"}}};
    const auto back = inverse(state, told);
    ASSERT_TRUE(review::apply(state, *eventFromText(toText(told))));
    EXPECT_EQ(state.searches, told.searches);
    ASSERT_TRUE(back);
    ASSERT_TRUE(review::apply(state, *back));
    EXPECT_TRUE(state.searches.empty());
}

}
