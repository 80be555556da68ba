// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/class_boxes.h"

#include "tests/engine/journey/world.h"

namespace engine::journey {

using review::FindingVerdict;

namespace {

class ClassBoxes : public JourneyTest {
protected:
    /// Four images of one layout with 1, 1, 30 and 10 frames, and one of another size.
    void SetUp() override
    {
        JourneyTest::SetUp();
        auto made = Project::create(folder(), {}, {});
        ASSERT_TRUE(made);
        project = std::move(*made);
        std::vector<Discovered> found;
        for (int i = 1; i <= 5; ++i)
            found.push_back(invented(i));
        found[2].instance.frames = 30;
        found[3].instance.frames = 10;
        found[4].instance.columns = 90;
        ASSERT_TRUE(project->record(found));
    }

    static review::Finding finding(const std::string& id, const std::string& item, const pixels::Box& box)
    {
        review::Finding one;
        one.id = id;
        one.item = item;
        one.box = box;
        one.machine = "unknown";
        return one;
    }

    void findAt(const std::vector<review::Finding>& findings)
    {
        ASSERT_TRUE(project->record(Examined{findings.front().item, "text", 1, 1, {}, findings}));
    }

    void draw(const std::string& item, const pixels::Box& box)
    {
        auto one = finding(project->newFindingId(), item, box);
        one.drawn = true;
        ASSERT_TRUE(project->perform(review::BoxDrawn{one}));
    }

    const Carried* of(const std::vector<Carried>& all, const std::string& item) const
    {
        const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.item == item; });
        return found == all.end() ? nullptr : &*found;
    }

    std::unique_ptr<Project> project;
};

TEST_F(ClassBoxes, reachTheOthersOfTheLayoutAndNoOtherImage)
{
    draw("i1", {10, 10, 20, 5, 1, 1});

    const auto all = carriedFrom(*project, "i1");

    ASSERT_EQ(all.size(), 3U);
    EXPECT_FALSE(of(all, "i5"));
    EXPECT_EQ(of(all, "i3")->drawn[0].box, (pixels::Box{10, 10, 20, 5, 1, 30})) << "over all frames stays over all";
    EXPECT_EQ(project->state().findings.size(), 1U) << "asking changes nothing";
}

TEST_F(ClassBoxes, keepARangeOfFramesAndLeaveOutImagesThatEndBefore)
{
    draw("i3", {10, 10, 20, 5, 5, 20});

    const auto all = carriedFrom(*project, "i3");

    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].item, "i4");
    EXPECT_EQ(all[0].drawn[0].box, (pixels::Box{10, 10, 20, 5, 5, 10}));
}

TEST_F(ClassBoxes, thatGoToTheEndOfAClipGoToTheEndOfALongerOne)
{
    draw("i4", {10, 10, 20, 5, 5, 10});

    const auto all = carriedFrom(*project, "i4");

    ASSERT_EQ(all.size(), 1U) << "one frame has no fifth";
    EXPECT_EQ(all[0].item, "i3");
    EXPECT_EQ(all[0].drawn[0].box, (pixels::Box{10, 10, 20, 5, 5, 30})) << "what begins there does not end at frame 10";
}

TEST_F(ClassBoxes, sayThatAnImageNobodyCouldLookThroughIsStillOpen)
{
    auto unseen = finding("funseen", "i2", {});
    unseen.kind = review::FindingKind::NotExamined;
    findAt({unseen});
    draw("i1", {10, 10, 20, 5, 1, 1});

    const auto all = carriedFrom(*project, "i1");

    EXPECT_EQ(all.front().item, "i2");
    EXPECT_EQ(all.front().left, 1U);
    EXPECT_TRUE(all.front().decided.empty());
    EXPECT_EQ(all.front().drawn.size(), 1U);
}

TEST_F(ClassBoxes, areTakenBackAndDoneAgainAfterFurtherFilesCame)
{
    draw("i1", {10, 10, 20, 5, 1, 1});
    ASSERT_TRUE(project->perform(eventOf("i1", carriedFrom(*project, "i1"))));
    const auto carried = toText(project->state().findings);
    ASSERT_TRUE(project->undo());
    ASSERT_TRUE(project->record({invented(6)}));
    findAt({finding("fnew", "i6", {10, 10, 20, 5, 1, 1})});

    ASSERT_TRUE(project->redo());

    EXPECT_TRUE(isOpen(project->state(), project->state().findings.at("fnew"))) << "nobody saw it on the sheet";
    EXPECT_EQ(of(carriedFrom(*project, "i1"), "i6")->decided.size(), 1U);
    ASSERT_TRUE(project->undo());
    EXPECT_EQ(project->state().findings.size(), 2U);
    ASSERT_TRUE(project->redo());
    const auto again = toText(project->state().findings);
    EXPECT_NE(again, carried);
    project.reset();
    const auto opened = Project::open(folder(), {}, {});
    ASSERT_TRUE(opened);
    EXPECT_EQ(toText((*opened)->state().findings), again);
}

TEST_F(ClassBoxes, areRefusedWhenSignedMeanwhile)
{
    draw("i1", {10, 10, 20, 5, 1, 1});
    const auto event = eventOf("i1", carriedFrom(*project, "i1"));
    ASSERT_TRUE(project->perform(review::Signed{"r1", "review", std::string(64, 'a'), "s"}));
    const auto before = toText(project->state().findings);

    const auto done = project->perform(event);

    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::Frozen);
    EXPECT_EQ(toText(project->state().findings), before);
}

TEST_F(ClassBoxes, carryTheShapeToo)
{
    const pixels::Box ellipse{10, 10, 20, 15, 1, 1, pixels::Shape::Ellipse};
    draw("i1", ellipse);
    EXPECT_EQ(of(carriedFrom(*project, "i1"), "i2")->drawn[0].box, ellipse);
}

TEST_F(ClassBoxes, blankWhatWasFoundUnderThemAndLeaveTheRestOpen)
{
    findAt({finding("fnear", "i2", {12, 11, 30, 4, 1, 1}), finding("ffar", "i2", {60, 60, 20, 5, 1, 1})});
    draw("i1", {10, 10, 20, 5, 1, 1});

    const auto all = carriedFrom(*project, "i1");

    const auto& one = *of(all, "i2");
    ASSERT_EQ(one.decided.size(), 1U);
    EXPECT_EQ(one.decided[0].finding, "fnear");
    EXPECT_EQ(one.decided[0].decision.verdict, FindingVerdict::Remove);
    EXPECT_EQ(one.left, 1U);
    EXPECT_EQ(one.blanked.size(), 2U) << "the longer name goes whole";
    EXPECT_EQ(all.front().item, "i2") << "those with something left come first";
}

TEST_F(ClassBoxes, doNotDrawTwiceWhereABoxBlanksThePlaceAlready)
{
    findAt({finding("fround", "i2", {8, 8, 24, 9, 1, 1})});
    draw("i1", {10, 10, 20, 5, 1, 1});

    const auto all = carriedFrom(*project, "i1");

    EXPECT_TRUE(of(all, "i2")->decided.empty()) << "less than half of what was found lies under the box";
    draw("i2", {10, 10, 20, 5, 1, 1});
    EXPECT_FALSE(of(carriedFrom(*project, "i1"), "i2"));
}

TEST_F(ClassBoxes, keepTheSameSafeWordsAndNothingTheMachineDoubts)
{
    auto safe = finding("fsafe", "i1", {50, 50, 20, 5, 1, 1});
    safe.text = "MI 1.2";
    safe.machine = "safe";
    findAt({safe});
    ASSERT_TRUE(project->perform(review::FindingsDecided{{{"fsafe", {FindingVerdict::Keep, {}}}}}));
    auto same = safe, other = safe, doubted = safe;
    same.item = "i2";
    same.id = "fsame";
    other.item = "i3";
    other.id = "fother";
    other.text = "MI 1.3";
    doubted.item = "i4";
    doubted.id = "fdoubted";
    doubted.machine = "unknown";
    findAt({same});
    findAt({other});
    findAt({doubted});
    draw("i1", {10, 10, 20, 5, 1, 1});

    const auto all = carriedFrom(*project, "i1");

    ASSERT_EQ(of(all, "i2")->decided.size(), 1U);
    EXPECT_EQ(of(all, "i2")->decided[0].decision.verdict, FindingVerdict::Keep);
    EXPECT_EQ(of(all, "i3")->left, 1U);
    EXPECT_EQ(of(all, "i4")->left, 1U);
}

TEST_F(ClassBoxes, areOneActAndOneUndo)
{
    findAt({finding("fnear", "i2", {12, 11, 16, 4, 1, 1})});
    draw("i1", {10, 10, 20, 5, 1, 1});
    const auto before = toText(project->state().findings);

    ASSERT_TRUE(project->perform(eventOf("i1", carriedFrom(*project, "i1"))));

    EXPECT_EQ(project->state().findings.size(), 5U);
    EXPECT_FALSE(isOpen(project->state(), project->state().findings.at("fnear")));
    EXPECT_TRUE(carriedFrom(*project, "i1").empty()) << "a second time nothing would change";
    ASSERT_TRUE(project->undo());
    EXPECT_EQ(toText(project->state().findings), before);
    EXPECT_TRUE(isOpen(project->state(), project->state().findings.at("fnear")));
    ASSERT_TRUE(project->redo());
    const auto after = toText(project->state().findings);
    project.reset();
    const auto again = Project::open(folder(), {}, {});
    ASSERT_TRUE(again);
    EXPECT_EQ(toText((*again)->state().findings), after);
}

}

}
