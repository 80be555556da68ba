// SPDX-License-Identifier: Apache-2.0
#include "engine/review/sign_off.h"

#include <gtest/gtest.h>

namespace engine::review {

namespace {

Finding boxOn(const ItemId& item, const FindingId& id, bool drawn)
{
    Finding finding;
    finding.id = id;
    finding.item = item;
    finding.box = {1, 2, 30, 10, 1, 1};
    finding.drawn = drawn;
    return finding;
}

State twoItemsOneBox()
{
    State state;
    state.items = {{"i1", {}}, {"i2", {}}};
    state.findings["f1"] = boxOn("i1", "f1", false);
    return state;
}

ItemsJudged judge(const ItemId& item, ItemVerdict verdict, const std::string& reason = {})
{
    return {{{item, {verdict, Category::None, reason}}}};
}

/// Everything of a state that a person can change, as text.
std::string imageOf(const State& state)
{
    return Json{state.items, state.looks, state.findings, state.decisions, state.rules.profile, state.removedTemplates}
        .dump();
}

/// One of each kind that can be undone.
std::vector<Event> undoableEvents()
{
    return {judge("i1", ItemVerdict::Clean),
            ItemsJudged{{{"i1", {ItemVerdict::Clean, {}, {}}}, {"i2", {ItemVerdict::Clean, {}, {}}}},
                        {{"i1", {2500, 1, "cells", 2}}}},
            FindingsDecided{{{"f1", {FindingVerdict::Keep, "side marker"}}}},
            BoxDrawn{boxOn("i2", "f2", true)},
            BoxMoved{"f1", {5, 6, 7, 8, 1, 1}},
            BoxRemoved{"f3"},
            BoxesCarried{"i1", {boxOn("i2", "f4", true)}, {{"f1", {FindingVerdict::Remove, {}}}}},
            TemplatesRemoved{{"t1", "t2"}},
            TemplatesRemoved{{"t0"}, true},
            RulesChosen{"public", {"clean-graphics"}}};
}

const Signer reader{"r1", "A. Reader", "curator", "review", "2026-01-02T03:04:05+00:00"};

}

TEST(Apply, isTakenBackByItsInverse)
{
    for (const auto& event : undoableEvents()) {
        auto state = twoItemsOneBox();
        ASSERT_TRUE(apply(state, BoxDrawn{boxOn("i2", "f3", true)}));
        ASSERT_TRUE(apply(state, TemplatesRemoved{{"t0"}}));
        const auto before = imageOf(state);
        const auto back = inverse(state, event);
        ASSERT_TRUE(back) << nameOf(event);
        ASSERT_TRUE(apply(state, event)) << nameOf(event);
        EXPECT_NE(imageOf(state), before) << nameOf(event);
        ASSERT_TRUE(apply(state, *back)) << nameOf(event);
        EXPECT_EQ(imageOf(state), before) << nameOf(event);
    }
}

TEST(Apply, bringsARemovedBoxBackAsItWasDecided)
{
    for (const auto& decision : {Decision{FindingVerdict::Keep, "side marker"}, Decision{}}) {
        auto state = twoItemsOneBox();
        ASSERT_TRUE(apply(state, BoxDrawn{boxOn("i2", "f3", true)}));
        ASSERT_TRUE(apply(state, FindingsDecided{{{"f3", decision}}}));
        const auto before = imageOf(state);
        const BoxRemoved removed{"f3"};

        const auto back = inverse(state, removed);
        ASSERT_TRUE(back && apply(state, removed));
        const auto without = imageOf(state);
        const auto again = inverse(state, *back);
        const auto text = eventFromText(toText(*back));
        ASSERT_TRUE(text && apply(state, *text));

        EXPECT_EQ(imageOf(state), before);
        ASSERT_TRUE(again && apply(state, *again)) << "redo";
        EXPECT_EQ(imageOf(state), without);
    }
}

TEST(Apply, changesNothingWhenAnyPartIsWrong)
{
    auto state = twoItemsOneBox();
    const auto before = imageOf(state);

    EXPECT_EQ(apply(state, ItemsJudged{{{"i1", {ItemVerdict::Clean, {}, {}}}, {"i9", {}}}}).error().code,
              ErrorCode::BadArgument);
    EXPECT_EQ(apply(state, judge("i1", ItemVerdict::Skip)).error().code, ErrorCode::BadArgument);
    EXPECT_EQ(apply(state, FindingsDecided{{{"f9", {}}}}).error().code, ErrorCode::BadArgument);
    EXPECT_EQ(apply(state, BoxRemoved{"f1"}).error().code, ErrorCode::BadArgument)
        << "a detector's box is kept or blanked";
    EXPECT_EQ(apply(state, BoxMoved{"f1", {0, 0, 0, 5, 1, 1}}).error().code, ErrorCode::BadArgument);
    EXPECT_EQ(apply(state, BoxDrawn{boxOn("i1", "f1", true)}).error().code, ErrorCode::Exists);
    for (const auto& event : {TemplatesRemoved{}, TemplatesRemoved{{"t1", ""}}, TemplatesRemoved{{"t1", "t1"}},
                              TemplatesRemoved{{"t1"}, true}})
        EXPECT_EQ(apply(state, event).error().code, ErrorCode::BadArgument);
    EXPECT_EQ(imageOf(state), before);
}

TEST(Apply, reopensQuestionsAboutFacesForGood)
{
    auto state = twoItemsOneBox();
    state.decisions["f1"] = {FindingVerdict::Keep, "no-face"};
    const FacesReopened reopened{{"f1", "f2"}};
    EXPECT_FALSE(inverse(state, reopened).has_value()) << "nothing takes it back";
    const auto read = eventFromText(toText(reopened));
    ASSERT_TRUE(read);
    ASSERT_TRUE(apply(state, *read));
    EXPECT_TRUE(state.decisions.empty());
    state.signature = Signed{};
    EXPECT_EQ(apply(state, reopened).error().code, ErrorCode::Frozen);
}

TEST(Event, comesBackFromItsText)
{
    for (const auto& event : undoableEvents()) {
        const auto again = eventFromText(toText(event));
        ASSERT_TRUE(again);
        EXPECT_EQ(toText(*again), toText(event));
    }
    EXPECT_EQ(eventFromText(R"({"kind":"no-such","event":{}})").error().code, ErrorCode::Damaged);
    EXPECT_EQ(eventFromText(R"({"kind":"box-removed","event":{}})").error().code, ErrorCode::Damaged);
}

TEST(Event, ofAnOlderJournalHasNoLook)
{
    const auto old = R"({"kind":"items-judged","event":{"changes":[{"item":"i1","judgement":)"
                     R"({"verdict":"clean","category":"","reason":""},"takesLeakBack":false}]}})";
    const auto event = eventFromText(old);
    ASSERT_TRUE(event);
    auto state = twoItemsOneBox();
    ASSERT_TRUE(apply(state, *event));
    EXPECT_EQ(state.items["i1"].verdict, ItemVerdict::Clean);
    EXPECT_TRUE(state.looks.empty());
}

TEST(Apply, keepsTheLookBehindTheVerdictInForceOnly)
{
    auto state = twoItemsOneBox();
    auto first = judge("i1", ItemVerdict::Clean), second = judge("i1", ItemVerdict::Flag);
    first.looks["i1"] = {1200, 1, "single"};
    ASSERT_TRUE(apply(state, first));
    const auto back = inverse(state, second);
    ASSERT_TRUE(apply(state, second)); // by command line: nobody measured
    EXPECT_TRUE(state.looks.empty());
    ASSERT_TRUE(apply(state, *back));
    EXPECT_EQ(state.looks["i1"], (Look{1200, 1, "single"}));
}

TEST(Apply, refusesALookThatCannotBe)
{
    auto state = twoItemsOneBox();
    for (const auto& [item, look] : std::vector<std::pair<ItemId, Look>>{
             {"i2", {100, 1, "cells"}}, {"i1", {-1, 1, "cells"}}, {"i1", {100, 1.5, "cells"}}}) {
        auto event = judge("i1", ItemVerdict::Clean);
        event.looks[item] = look;
        EXPECT_EQ(apply(state, event).error().code, ErrorCode::BadArgument);
    }
    EXPECT_EQ(state.items["i1"].verdict, ItemVerdict::None);
}

TEST(Sign, isRefusedWhileAnythingIsOpen)
{
    auto state = twoItemsOneBox();
    EXPECT_EQ(sign(state, reader).error().code, ErrorCode::OpenFindings);

    ASSERT_TRUE(apply(state, FindingsDecided{{{"f1", {FindingVerdict::Remove, {}}}}}));
    ASSERT_TRUE(apply(state, judge("i1", ItemVerdict::Clean)));
    EXPECT_EQ(sign(state, reader).error().code, ErrorCode::NotReviewed) << "i2 was not looked at";

    for (const auto verdict : {ItemVerdict::Found, ItemVerdict::Flag}) {
        ASSERT_TRUE(apply(state, judge("i2", verdict)));
        EXPECT_EQ(sign(state, reader).error().code, ErrorCode::NotReviewed);
    }
    ASSERT_TRUE(apply(state, judge("i2", ItemVerdict::Skip, "blank")));
    const auto signOff = sign(state, reader);
    ASSERT_TRUE(signOff);
    EXPECT_EQ(signOff->cleared(), std::vector<ItemId>{"i1"});
}

TEST(Sign, freezesUntilReopenedWithAReason)
{
    auto state = twoItemsOneBox();
    ASSERT_TRUE(apply(state, Signed{"r1", "review", "ab", "cd"}));

    for (const auto& event : undoableEvents())
        EXPECT_EQ(apply(state, event).error().code, ErrorCode::Frozen);
    EXPECT_EQ(apply(state, Reopened{""}).error().code, ErrorCode::BadArgument);
    ASSERT_TRUE(apply(state, Reopened{"late objection"}));
    EXPECT_TRUE(apply(state, judge("i1", ItemVerdict::Clean)));
}

}
