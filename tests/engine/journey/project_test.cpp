// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/journey/world.h"

#include "engine/journey/steps.h"
#include "engine/store/store.h"

#include "engine/base/atomic_file.h"

namespace engine::journey {

class ProjectTest : public JourneyTest {
protected:
    std::string rawBytes() const
    {
        std::string all;
        for (const auto& file : std::filesystem::recursive_directory_iterator{folder()}) {
            if (file.is_regular_file())
                all += file.path().filename().string() + std::string{textOf(*readFile(file.path(), 1U << 28U))};
        }
        return all;
    }

    static Examined oneBoxOn(const std::string& item)
    {
        Examined examined{item, "text", 1, 1, {}, {}};
        review::Finding finding;
        finding.id = "fbox";
        finding.item = item;
        finding.text = "PEARSON EVA";
        finding.box = {1, 2, 3, 4, 1, 1};
        examined.findings.push_back(finding);
        return examined;
    }
};

TEST_F(ProjectTest, comesBackAsItWasLeft)
{
    {
        const auto project = projectOf(3);
        ASSERT_TRUE(project->record(oneBoxOn("i2")));
        ASSERT_TRUE(project->perform(judge("i1", review::ItemVerdict::Clean)));
        ASSERT_TRUE(project->perform(judge("i2", review::ItemVerdict::Found)));
        ASSERT_TRUE(project->perform(review::FindingsDecided{{{"fbox", {review::FindingVerdict::Remove, "PEARSON"}}}}));
        ASSERT_TRUE(project->undo());
        ASSERT_TRUE(project->setPosition("i3"));
    }
    const auto opened = Project::open(folder(), {}, {});
    ASSERT_TRUE(opened);
    const auto& project = **opened;
    EXPECT_EQ(project.state().items.at("i1").verdict, review::ItemVerdict::Clean);
    EXPECT_EQ(project.state().items.at("i2").verdict, review::ItemVerdict::Found);
    EXPECT_TRUE(isOpen(project.state(), project.state().findings.at("fbox")));
    EXPECT_EQ(project.position(), "i3");
    EXPECT_TRUE(project.canRedo());
    ASSERT_TRUE((*opened)->redo());
    EXPECT_FALSE(isOpen(project.state(), project.state().findings.at("fbox")));
    EXPECT_TRUE(project.verifyJournal());
    EXPECT_EQ(project.journalLength(), 5U);
}

TEST_F(ProjectTest, opensWithACandidateOfAnOlderProgramWhichIsBuiltAnew)
{
    {
        const auto project = projectOf(1);
        ASSERT_TRUE(project->perform(judge("i1", review::ItemVerdict::Clean)));
    }
    {
        auto store = store::Store::open(folder(), {}, systemRandom());
        ASSERT_TRUE(store);
        ASSERT_TRUE((*store)->put("candidate", "i1", R"({"item":"i1","stamp":"s","written":{"sha256":""}})"));
    }
    const auto opened = Project::open(folder(), {}, {});
    ASSERT_TRUE(opened) << opened.error().where;
    EXPECT_EQ((*opened)->state().items.at("i1").verdict, review::ItemVerdict::Clean);
    EXPECT_FALSE((*opened)->candidate("i1"));
}

TEST_F(ProjectTest, undoesAndRedoesToTheFirstDecision)
{
    const auto project = projectOf(2);
    ASSERT_TRUE(project->perform(judge("i1", review::ItemVerdict::Clean)));
    ASSERT_TRUE(project->perform(review::ItemsJudged{{{"i1", {review::ItemVerdict::Flag, {}, "doubtful"}}}}));
    ASSERT_TRUE(project->undo());
    EXPECT_EQ(project->state().items.at("i1").verdict, review::ItemVerdict::Clean);
    ASSERT_TRUE(project->undo());
    EXPECT_EQ(project->state().items.at("i1").verdict, review::ItemVerdict::None);
    EXPECT_EQ(project->undo().error().code, ErrorCode::NotFound);
    ASSERT_TRUE(project->redo());
    ASSERT_TRUE(project->redo());
    EXPECT_EQ(project->state().items.at("i1").verdict, review::ItemVerdict::Flag);
    EXPECT_FALSE(project->canRedo());
    ASSERT_TRUE(project->undo());
    ASSERT_TRUE(project->perform(judge("i2", review::ItemVerdict::Clean)));
    EXPECT_FALSE(project->canRedo()) << "a new decision ends the way forward";
}

TEST_F(ProjectTest, performsSeveralActsAllOrNone)
{
    const auto project = projectOf(2);
    const std::vector<review::Event> acts{judge("i1", review::ItemVerdict::Clean),
                                          judge("i99", review::ItemVerdict::Clean)};
    EXPECT_EQ(project->performAll(acts).error().code, ErrorCode::BadArgument);
    EXPECT_EQ(project->state().items.at("i1").verdict, review::ItemVerdict::None);
    EXPECT_EQ(project->journalLength(), 0U);
    EXPECT_FALSE(project->canUndo());
}

TEST_F(ProjectTest, holdsNoIdentityInItsBytes)
{
    {
        const auto project = projectOf(3);
        ASSERT_TRUE(project->record(oneBoxOn("i2")));
        ASSERT_TRUE(
            project->perform(review::FindingsDecided{{{"fbox", {review::FindingVerdict::Keep, "PEARSON agreed"}}}}));
    }
    const auto bytes = rawBytes();
    for (const auto* secret : {"PEARSON", "^EVA", "MRN-", "/in/", "1.2.3.4.", "agreed"})
        EXPECT_EQ(bytes.find(secret), std::string::npos) << secret;
}

TEST_F(ProjectTest, tellsDuplicatesFromFilesThatOnlyShareTheirUid)
{
    const auto project = projectOf(1);
    auto same = invented(1);
    same.source.shownPath = "copy";
    auto other = invented(1);
    other.source.sha256 = "otherDigest";
    const auto rows = project->record({same, other, invented(2)});
    ASSERT_TRUE(rows);
    EXPECT_EQ((*rows)[0].outcome, Outcome::Duplicate);
    EXPECT_EQ((*rows)[1].outcome, Outcome::Listed);
    EXPECT_NE((*rows)[1].reason, "");
    EXPECT_EQ((*rows)[2].item, "i3");
    EXPECT_EQ(project->orderFor("i1")->request.surroundings.twin, "");
    EXPECT_EQ(project->orderFor("i2")->request.surroundings.twin, "otherDigest");
    EXPECT_EQ(project->imports().size(), 4U);
}

TEST_F(ProjectTest, makesACandidateStaleByEveryDecisionThatShapesItsBytes)
{
    const auto project = projectOf(2);
    const auto build = [&] {
        const auto order = project->orderFor("i1");
        ASSERT_TRUE(order);
        ASSERT_TRUE(project->record(Candidate{"i1", order->stamp, {}, {}}));
        ASSERT_FALSE(project->isStale("i1"));
    };
    build();
    ASSERT_TRUE(project->perform(judge("i1", review::ItemVerdict::Clean)));
    EXPECT_FALSE(project->isStale("i1")) << "a verdict changes no byte";
    ASSERT_TRUE(project->record(oneBoxOn("i1")));
    EXPECT_TRUE(project->isStale("i1")) << "a box is blanked until somebody keeps it";
    build();
    ASSERT_TRUE(project->perform(review::FindingsDecided{{{"fbox", {review::FindingVerdict::Keep, {}}}}}));
    EXPECT_TRUE(project->isStale("i1"));
    EXPECT_TRUE(project->orderFor("i1")->request.boxes.empty());
    EXPECT_TRUE(project->orderFor("i1")->request.pixelsReviewed);
    build();
    ASSERT_TRUE(project->perform(review::RulesChosen{"public", {}}));
    EXPECT_TRUE(project->isStale("i1"));
    EXPECT_TRUE(project->isStale("i2"));
}

TEST_F(ProjectTest, claimsCleanPixelsOnlyWhenEveryFrameWasExaminedAndEveryBoxDecided)
{
    const auto project = projectOf(2);
    EXPECT_FALSE(project->orderFor("i1")->request.pixelsReviewed) << "nobody looked";
    auto seen = oneBoxOn("i1");
    seen.framesTotal = 2;
    seen.framesExamined = 1;
    ASSERT_TRUE(project->record(seen));
    ASSERT_TRUE(project->perform(review::FindingsDecided{{{"fbox", {review::FindingVerdict::Remove, {}}}}}));
    EXPECT_FALSE(project->orderFor("i1")->request.pixelsReviewed) << "a frame was not examined";
    seen.framesExamined = 2;
    ASSERT_TRUE(project->record(seen));
    EXPECT_TRUE(project->orderFor("i1")->request.pixelsReviewed);
    ASSERT_TRUE(project->undo());
    EXPECT_FALSE(project->orderFor("i1")->request.pixelsReviewed) << "the box is open again";
}

TEST_F(ProjectTest, leavesOutWhatAPersonOrAFaceSays)
{
    const auto project = projectOf(3);
    Examined face{"s1", "face", 0, 0, {}, {}};
    review::Finding finding;
    finding.id = faceFindingId("s1");
    finding.item = "s1";
    finding.kind = review::FindingKind::Face;
    face.findings.push_back(finding);
    ASSERT_TRUE(project->record(face));
    EXPECT_EQ(project->leftOut().size(), 3U) << "until somebody looked, a face is thought to be there";
    EXPECT_TRUE(review::itemsToJudge(project->state()).empty());
    ASSERT_TRUE(project->perform(review::FindingsDecided{{{finding.id, {review::FindingVerdict::Keep, "no-face"}}}}));
    EXPECT_TRUE(project->leftOut().empty());
    ASSERT_TRUE(project->perform(review::ItemsJudged{{{"i2", {review::ItemVerdict::Skip, {}, "blank"}}}}));
    ASSERT_EQ(project->leftOut().size(), 1U);
    EXPECT_EQ(project->leftOut().front().item, "i2");
}

TEST_F(ProjectTest, namesPeopleByPseudonymOnly)
{
    const auto project = projectOf(2);
    const auto label = project->label("i2");
    EXPECT_EQ(label.find("PEARSON"), std::string::npos);
    EXPECT_TRUE(label.starts_with("SL-")) << label;
    EXPECT_TRUE(label.ends_with(", study 1, series 1, image 2")) << label;
}

TEST_F(ProjectTest, clearsAwayWhatAKilledProgramLeftHalfDone)
{
    const auto stray = folder() + "/candidates/.safelight-abc123";
    std::string kept;
    {
        const auto project = projectOf(1);
        const auto order = project->orderFor("i1");
        ASSERT_TRUE(writeFile(order->path, viewOf("candidate")));
        ASSERT_TRUE(project->record(Candidate{"i1", order->stamp, {}, {}}));
        ASSERT_TRUE(writeFile(stray, viewOf("half")));
        kept = order->path;
    }
    ASSERT_TRUE(Project::open(folder(), {}, {}));
    EXPECT_FALSE(std::filesystem::exists(stray));
    EXPECT_TRUE(std::filesystem::exists(kept));
}

}
