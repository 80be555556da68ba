// SPDX-License-Identifier: Apache-2.0
#include "engine/review/sign_off.h"

#include <gtest/gtest.h>

namespace engine::review {

namespace {

KnownCase words(const ItemId& id, const ItemId& carrier, bool isPractice = false)
{
    return {id, CaseKind::Pixels,    carrier,        isPractice, Category::Name, "NOWAK ANNA",
            {}, {4, 4, 40, 8, 1, 1}, {{4, 4, 2, 1}}, 1,          false};
}

ItemsJudged judged(const ItemId& item, ItemVerdict verdict, const std::string& reader = {})
{
    return {{{item, {verdict, Category::None, {}}}}, {}, reader};
}

CasesChecked checked(const ItemId& item, Fitness fitness, const std::string& by = "r2")
{
    return {by, {{item, fitness}}};
}

/// One image, judged clean; two cases and a practice item on it that a second person found fit.
State withCases()
{
    State state;
    state.items["i1"] = {};
    EXPECT_TRUE(apply(state, judged("i1", ItemVerdict::Clean)));
    EXPECT_TRUE(
        apply(state, CasesPlanted{"r1", "seed", {words("k1", "i1"), words("k2", "i1"), words("k3", "i1", true)}}));
    for (const auto* id : {"k1", "k2", "k3"})
        EXPECT_TRUE(apply(state, checked(id, Fitness::Fits)));
    return state;
}

const Signer signer{"r4", "A. Reader", "curator", "review", "2026-01-02T03:04:05+00:00"};

}

TEST(KnownCases, areInNothingThatCountsOrLeaves)
{
    auto state = withCases();
    ASSERT_TRUE(apply(state, judged("k1", ItemVerdict::Found)));
    EXPECT_EQ(state.items.size(), 1);
    EXPECT_TRUE(state.found.empty()) << "an invented leak is none";
    EXPECT_TRUE(blocksOf(state).unresolved.empty());
    EXPECT_EQ(itemsToJudge(state), std::vector<ItemId>{"i1"});
}

TEST(KnownCases, areReadByNobodyWhoWasShownThemWhateverIsTakenBack)
{
    auto state = withCases();
    EXPECT_TRUE(mayRead(state.known, "r3"));
    ASSERT_TRUE(apply(state, CasesChecked{"r3", {}}));
    EXPECT_FALSE(mayRead(state.known, "r3"));
    const auto back = inverse(state, checked("k1", Fitness::Unfit, "r5"));
    ASSERT_TRUE(apply(state, checked("k1", Fitness::Unfit, "r5")));
    ASSERT_TRUE(apply(state, *back));
    EXPECT_FALSE(mayRead(state.known, "r5")) << "what was seen stays seen";
    ASSERT_TRUE(apply(state, judged("k2", ItemVerdict::Found, "r6")));
    EXPECT_FALSE(apply(state, CasesChecked{"r6", {}})) << "who reads is not shown the answers";
    EXPECT_TRUE(isNoStep(CasesChecked{"r3", {}}));
    EXPECT_FALSE(isNoStep(checked("k1", Fitness::Fits)));
}

TEST(KnownCases, keepTheProjectFromBeingSignedUntilTheyAreRemoved)
{
    auto state = withCases();
    EXPECT_EQ(blocksOf(state).knownCases, 3);
    EXPECT_EQ(sign(state, signer).error().code, ErrorCode::NotReviewed);
    EXPECT_FALSE(inverse(state, CasesRemoved{}));
    ASSERT_TRUE(apply(state, CasesRemoved{}));
    const auto signOff = sign(state, signer);
    ASSERT_TRUE(signOff);
    EXPECT_EQ(signOff->cleared(), std::vector<ItemId>{"i1"});
    EXPECT_EQ(apply(state, CasesRemoved{}).error().code, ErrorCode::NotFound);
}

TEST(KnownCases, areCheckedBySomebodyElseBeforeUseAndNotReadByWhoKnowsThem)
{
    State state;
    state.items["i1"] = {};
    ASSERT_TRUE(apply(state, CasesPlanted{"r1", "seed", {words("k1", "i1"), words("k2", "i1")}}));
    EXPECT_EQ(apply(state, judged("k1", ItemVerdict::Found)).error().code, ErrorCode::BadArgument) << "not checked";
    EXPECT_EQ(apply(state, checked("k1", Fitness::Fits, "r1")).error().code, ErrorCode::BadArgument);
    EXPECT_EQ(apply(state, checked("k1", Fitness::Fits, "")).error().code, ErrorCode::BadArgument);
    ASSERT_TRUE(apply(state, checked("k1", Fitness::Fits)));
    ASSERT_TRUE(apply(state, checked("k2", Fitness::Unfit)));
    for (const auto* knows : {"r1", "r2"})
        EXPECT_EQ(apply(state, judged("k1", ItemVerdict::Found, knows)).error().code, ErrorCode::BadArgument) << knows;
    EXPECT_EQ(apply(state, judged("k2", ItemVerdict::Found, "r3")).error().code, ErrorCode::BadArgument) << "unfit";
    EXPECT_TRUE(apply(state, judged("k1", ItemVerdict::Found, "r3")));
}

TEST(KnownCases, areScoredByReaderAndKindWithoutPractice)
{
    auto state = withCases();
    ASSERT_TRUE(apply(state, judged("k1", ItemVerdict::Found, "r3")));
    ASSERT_TRUE(apply(state, judged("k2", ItemVerdict::Clean, "r3")));
    ASSERT_TRUE(apply(state, judged("k3", ItemVerdict::Clean, "r3")));
    ASSERT_TRUE(apply(state, judged("k1", ItemVerdict::Flag)));
    const std::vector<CaseScore> expected{{"", CaseKind::Pixels, 1, 1, 0}, {"r3", CaseKind::Pixels, 2, 1, 0}};
    EXPECT_EQ(scoresOf(state.known), expected);
    ASSERT_TRUE(apply(state, CasesRemoved{}));
    EXPECT_EQ(scoresOf(state.known), expected);

    ASSERT_TRUE(apply(state, CasesPlanted{"r1", "again", {words("k9", "i1")}}));
    ASSERT_TRUE(apply(state, checked("k9", Fitness::Fits)));
    ASSERT_TRUE(apply(state, judged("k9", ItemVerdict::Found, "r3")));
    EXPECT_EQ(scoresOf(state.known)[1], (CaseScore{"r3", CaseKind::Pixels, 3, 2, 0})) << "those of before count too";
}

TEST(KnownCases, isTakenBackLikeAnyVerdict)
{
    auto state = withCases();
    for (const Event& event : {Event{judged("k1", ItemVerdict::Found)}, Event{judged("k1", ItemVerdict::Clean)}}) {
        const auto before = state.known.answers[""].size();
        const auto back = inverse(state, event);
        ASSERT_TRUE(back);
        ASSERT_TRUE(apply(state, event));
        ASSERT_TRUE(apply(state, *back));
        EXPECT_EQ(state.known.answers[""].size(), before);
        ASSERT_TRUE(apply(state, event));
    }
    const auto check = checked("k2", Fitness::Unfit);
    const auto back = inverse(state, check);
    ASSERT_TRUE(apply(state, check));
    EXPECT_FALSE(isShown(state.known, "k2"));
    ASSERT_TRUE(apply(state, *back));
    EXPECT_TRUE(isShown(state.known, "k2"));
}

TEST(KnownCases, surviveTheJournal)
{
    for (const Event& event : {Event{CasesPlanted{"r1", "seed", {words("k1", "i1")}}},
                               Event{checked("k1", Fitness::Unfit)}, Event{CasesRemoved{}}}) {
        const auto again = eventFromText(toText(event));
        ASSERT_TRUE(again);
        EXPECT_EQ(toText(*again), toText(event));
    }
}

TEST(KnownCases, refuseWhatIsNoCase)
{
    State state;
    state.items["i1"] = {};
    auto wordless = words("k1", "i1");
    wordless.words.clear();
    EXPECT_FALSE(apply(state, CasesPlanted{"r1", "seed", {wordless}}));
    EXPECT_FALSE(apply(state, CasesPlanted{"r1", "seed", {words("k1", "i7")}})) << "a carrier that is not there";
    EXPECT_FALSE(apply(state, CasesPlanted{"r1", "seed", {words("k1", "i1"), words("k1", "i1")}}));
    EXPECT_FALSE(apply(state, CasesPlanted{"", "seed", {words("k1", "i1")}}));
    ASSERT_TRUE(apply(state, CasesPlanted{"r1", "seed", {words("k1", "i1")}}));
    EXPECT_FALSE(apply(state, CasesPlanted{"r1", "other", {words("k2", "i1")}})) << "those of before are still there";
    EXPECT_TRUE(state.known.cases.contains("k1"));
}

}
