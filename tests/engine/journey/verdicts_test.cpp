// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/journey/world.h"

namespace engine::journey {

namespace {

using review::ItemVerdict;
using Items = std::vector<review::ItemId>;

Candidate writtenAs(const std::string& item, char bytes, char stamp)
{
    Candidate candidate{item, std::string(64, stamp), {}, {}};
    candidate.written.sha256 = std::string(64, bytes);
    return candidate;
}

Items outdated(const Project& project)
{
    return review::blocksOf(project.state()).outdated;
}

class Verdicts : public JourneyTest {
protected:
    void SetUp() override
    {
        JourneyTest::SetUp();
        m_project = projectOf(3);
        for (const auto* item : {"i1", "i2", "i3"})
            ASSERT_TRUE(m_project->record(writtenAs(item, 'a', 'a')));
    }

    void reopen()
    {
        m_project.reset();
        auto project = Project::open(folder(), {}, {});
        ASSERT_TRUE(project);
        m_project = std::move(*project);
    }

    std::unique_ptr<Project> m_project;
};

}

TEST_F(Verdicts, areOutOfDateOnceTheirFileIsAnotherAndNotBefore)
{
    for (const auto* item : {"i1", "i2", "i3"})
        ASSERT_TRUE(m_project->perform(judge(item, ItemVerdict::Clean)));
    ASSERT_TRUE(m_project->record(writtenAs("i1", 'a', 'b'))) << "the same bytes, by other decisions";
    EXPECT_TRUE(outdated(*m_project).empty());

    ASSERT_TRUE(m_project->record(writtenAs("i2", 'b', 'b')));
    EXPECT_EQ(outdated(*m_project), Items{"i2"});
    EXPECT_FALSE(review::isJudged(m_project->state(), "i2"));
    const auto refused = review::sign(m_project->state(), {"r", "R", "curator", "review", "2026"});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::NotReviewed);
    reopen();
    EXPECT_EQ(outdated(*m_project), Items{"i2"});

    ASSERT_TRUE(m_project->record(writtenAs("i2", 'a', 'a'))) << "what was decided was taken back";
    EXPECT_TRUE(outdated(*m_project).empty());
}

TEST_F(Verdicts, areAboutTheFileThatIsOrderedWhileItIsStillToBeBuilt)
{
    const auto order = m_project->orderFor("i1");
    ASSERT_TRUE(order);
    ASSERT_TRUE(m_project->isStale("i1"));
    ASSERT_TRUE(m_project->perform(judge("i1", ItemVerdict::Clean)));
    EXPECT_TRUE(outdated(*m_project).empty());
    auto built = writtenAs("i1", 'b', 'b');
    built.stamp = order->stamp;
    ASSERT_TRUE(m_project->record(built));
    EXPECT_TRUE(outdated(*m_project).empty()) << "as it was decided when it was judged";
    reopen();
    EXPECT_TRUE(outdated(*m_project).empty());
    ASSERT_TRUE(m_project->record(writtenAs("i1", 'c', 'c')));
    EXPECT_EQ(outdated(*m_project), Items{"i1"});
}

TEST_F(Verdicts, ofAnotherFileComeBackByUndoAsWhatTheyAre)
{
    ASSERT_TRUE(m_project->perform(judge("i1", ItemVerdict::Clean)));
    ASSERT_TRUE(m_project->record(writtenAs("i1", 'b', 'b')));
    ASSERT_TRUE(m_project->perform(judge("i1", ItemVerdict::Clean)));
    EXPECT_TRUE(outdated(*m_project).empty());

    ASSERT_TRUE(m_project->undo());
    EXPECT_EQ(outdated(*m_project), Items{"i1"});
    reopen();
    EXPECT_EQ(outdated(*m_project), Items{"i1"});
    ASSERT_TRUE(m_project->redo());
    EXPECT_TRUE(outdated(*m_project).empty());
    ASSERT_TRUE(m_project->undo());
    ASSERT_TRUE(m_project->undo());
    EXPECT_TRUE(outdated(*m_project).empty());
    EXPECT_EQ(review::blocksOf(m_project->state()).notReviewed.front(), "i1");
}

TEST_F(Verdicts, beforeThereWasAFileAreAboutNone)
{
    ASSERT_TRUE(m_project->dropCandidate("i1"));
    ASSERT_TRUE(m_project->perform(judge("i1", ItemVerdict::Clean)));
    EXPECT_TRUE(outdated(*m_project).empty());
    ASSERT_TRUE(m_project->record(writtenAs("i1", 'b', 'b')));
    EXPECT_EQ(outdated(*m_project), Items{"i1"});
}

TEST_F(Verdicts, ofALeakStayKnownWhenTheFileIsRepaired)
{
    ASSERT_TRUE(m_project->perform(judge("i1", ItemVerdict::Found)));
    ASSERT_TRUE(m_project->record(writtenAs("i1", 'b', 'b')));
    EXPECT_EQ(review::blocksOf(m_project->state()).unresolved, Items{"i1"}) << "to be looked at again";
    EXPECT_TRUE(outdated(*m_project).empty()) << "and counted once";

    ASSERT_TRUE(m_project->perform(judge("i1", ItemVerdict::Clean)));
    EXPECT_TRUE(review::blocksOf(m_project->state()).unresolved.empty());
    EXPECT_EQ(m_project->state().found, std::set<review::ItemId>{"i1"});
}

TEST_F(Verdicts, ofASecondReaderAreAskedForAgainUnlessALeakWasRepaired)
{
    for (const auto* item : {"i1", "i2"})
        ASSERT_TRUE(m_project->perform(judge(item, item[1] == '2' ? ItemVerdict::Found : ItemVerdict::Clean)));
    ASSERT_TRUE(m_project->perform(review::SecondReadingAsked{{"i1", "i2"}}));
    const review::Judgement clean{ItemVerdict::Clean, {}, {}}, found{ItemVerdict::Found, {}, {}};
    ASSERT_TRUE(m_project->perform(review::SecondRead{"r2", {{"i1", clean}, {"i2", found}}}));
    EXPECT_TRUE(review::blocksOf(m_project->state()).notReadTwice.empty());

    for (const auto* item : {"i1", "i2"})
        ASSERT_TRUE(m_project->record(writtenAs(item, 'b', 'b')));
    EXPECT_EQ(review::blocksOf(m_project->state()).notReadTwice, Items{"i1"});
    reopen();
    EXPECT_EQ(review::blocksOf(m_project->state()).notReadTwice, Items{"i1"});
    ASSERT_TRUE(m_project->perform(review::SecondRead{"r2", {{"i1", clean}}}));
    EXPECT_TRUE(review::blocksOf(m_project->state()).notReadTwice.empty());
}

TEST_F(Verdicts, areNotAskedForOfWhatCannotLeave)
{
    auto aside = writtenAs("i3", 'a', 'b');
    aside.setAside = "it cannot be written";
    ASSERT_TRUE(m_project->record(aside));
    EXPECT_EQ(review::itemsToJudge(m_project->state()), (Items{"i1", "i2"}));
    ASSERT_TRUE(m_project->perform(review::SecondReadingAsked{{"i1", "i3"}}));
    EXPECT_EQ(review::itemsToReadTwice(m_project->state()), Items{"i1"});
    reopen();
    EXPECT_EQ(review::itemsToJudge(m_project->state()), (Items{"i1", "i2"}));
    ASSERT_TRUE(m_project->record(writtenAs("i3", 'a', 'a')));
    EXPECT_EQ(review::itemsToJudge(m_project->state()).size(), 3U);
}

}
