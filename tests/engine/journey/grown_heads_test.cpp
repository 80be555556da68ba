// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/sign.h"
#include "tests/engine/journey/heads_world.h"

namespace engine::journey {

TEST_F(HeadsTest, isAskedAboutAgainWhenItsSeriesGrows)
{
    ASSERT_TRUE(m_project->record(lookedAt(true)));
    ASSERT_TRUE(decide(review::FindingVerdict::Keep, "no-face"));
    ASSERT_TRUE(m_project->isExamined(m_series, "face"));
    ASSERT_TRUE(m_project->record({invented(2)}));
    EXPECT_TRUE(m_project->isExamined(m_series, "face")) << "a file that is there already";
    EXPECT_TRUE(m_project->state().decisions.contains(faceFindingId(m_series)));

    ASSERT_TRUE(m_project->record({invented(4)}));

    const auto isOpenNow = [](const Project& project, const std::string& series) {
        return !project.isExamined(series, "face") && !project.state().decisions.contains(faceFindingId(series)) &&
               project.leftOut().size() == 4U;
    };
    EXPECT_TRUE(isOpenNow(*m_project, m_series));
    m_project.reset();
    const auto again = Project::open(folder(), {}, {});
    ASSERT_TRUE(again);
    EXPECT_TRUE(isOpenNow(**again, m_series));
}

/// Answers before and after its series grows, and every way back and forth between them.
class GrownHeadTest : public HeadsTest {
protected:
    void grow() const
    {
        ASSERT_TRUE(m_project->record({invented(4)}));
        ASSERT_EQ(m_project->leftOut().size(), 4U);
    }
    bool isAnswered() const { return m_project->state().decisions.contains(faceFindingId(m_series)); }
    /// Takes back all there is, then does it again: once in this project and once after a restart.
    void expectNoAnswerReturns()
    {
        for (const bool isReopened : {false, true}) {
            if (isReopened)
                restart();
            for (int i = 0; m_project->canUndo(); ++i) {
                ASSERT_TRUE(m_project->undo());
                EXPECT_FALSE(isAnswered()) << "undo " << i;
            }
            for (int i = 0; m_project->canRedo(); ++i) {
                ASSERT_TRUE(m_project->redo());
                EXPECT_FALSE(isAnswered()) << "redo " << i;
            }
        }
    }
    void restart()
    {
        m_project.reset();
        auto again = Project::open(folder(), {}, {});
        ASSERT_TRUE(again);
        m_project = std::move(*again);
    }
};

TEST_F(GrownHeadTest, hasNoAnswerThatUndoBringsBack)
{
    ASSERT_TRUE(decide(review::FindingVerdict::Keep, "no-face"));
    grow();
    expectNoAnswerReturns();
}

TEST_F(GrownHeadTest, hasNoEarlierAnswerThatUndoBringsBackEither)
{
    ASSERT_TRUE(decide(review::FindingVerdict::Keep, "no-face"));
    ASSERT_TRUE(decide(review::FindingVerdict::Remove, {}));
    ASSERT_TRUE(decide(review::FindingVerdict::None, {}));
    grow();
    expectNoAnswerReturns();
}

TEST_F(GrownHeadTest, hasNoAnswerThatRedoBringsBack)
{
    ASSERT_TRUE(m_project->perform(judge("i1", review::ItemVerdict::Clean)));
    ASSERT_TRUE(decide(review::FindingVerdict::Keep, "no-face"));
    ASSERT_TRUE(m_project->undo());
    grow();
    expectNoAnswerReturns();
}

TEST_F(GrownHeadTest, keepsTheOtherStepsAndWhatWasDecidedInOneActWithIt)
{
    review::Finding other;
    other.id = "f0000000000000001";
    other.item = "i1";
    ASSERT_TRUE(m_project->record(Examined{"i1", "text", 1, 1, {}, {other}}));
    ASSERT_TRUE(m_project->perform(judge("i1", review::ItemVerdict::Clean)));
    ASSERT_TRUE(m_project->perform(
        review::FindingsDecided{{{faceFindingId(m_series), {review::FindingVerdict::Keep, "no-face"}},
                                 {other.id, {review::FindingVerdict::Keep, {}}}}}));
    grow();
    EXPECT_TRUE(m_project->state().decisions.contains(other.id));

    ASSERT_TRUE(m_project->undo());
    EXPECT_FALSE(m_project->state().decisions.contains(other.id));
    ASSERT_TRUE(m_project->undo());
    EXPECT_EQ(m_project->state().items.at("i1").verdict, review::ItemVerdict::None);
    EXPECT_FALSE(m_project->canUndo());
    ASSERT_TRUE(m_project->redo());
    ASSERT_TRUE(m_project->redo());
    EXPECT_TRUE(m_project->state().decisions.contains(other.id));
    EXPECT_FALSE(isAnswered());
    EXPECT_FALSE(m_project->canRedo());
}

TEST_F(GrownHeadTest, canBeAnsweredAgainAndThatTakenBack)
{
    ASSERT_TRUE(decide(review::FindingVerdict::Keep, "no-face"));
    grow();
    ASSERT_TRUE(decide(review::FindingVerdict::Remove, {}));
    restart();
    EXPECT_TRUE(isAnswered());
    ASSERT_TRUE(m_project->undo());
    EXPECT_FALSE(isAnswered());
    ASSERT_TRUE(m_project->redo());
    EXPECT_EQ(m_project->state().decisions.at(faceFindingId(m_series)).verdict, review::FindingVerdict::Remove);
    ASSERT_TRUE(m_project->verifyJournal());
}

TEST_F(GrownHeadTest, isKeptOrCutOnlyOnceItsNewFilesWereLookedAt)
{
    ASSERT_TRUE(m_project->record(lookedAt(true)));
    const auto asked = m_project->state().findings.at(faceFindingId(m_series));
    grow();
    EXPECT_FALSE(decide(review::FindingVerdict::Keep, "no-face"));
    EXPECT_FALSE(decide(review::FindingVerdict::Replace, "wedge"));
    EXPECT_TRUE(decide(review::FindingVerdict::Remove, {}));

    ASSERT_TRUE(m_project->record(Examined{m_series, "face", 0, 0, {}, {asked}}));
    EXPECT_TRUE(decide(review::FindingVerdict::Keep, "no-face"));
    EXPECT_FALSE(decide(review::FindingVerdict::Replace, "wedge")) << "of the head, only the old one is known";
    ASSERT_TRUE(m_project->record(lookedAt(true)));
    EXPECT_TRUE(decide(review::FindingVerdict::Replace, "wedge"));
}

TEST_F(GrownHeadTest, isAskedAboutByWhatItIsNow)
{
    auto asked = m_project->state().findings.at(faceFindingId(m_series));
    grow();
    asked.reasons = {"biometric", "eye"};
    ASSERT_TRUE(m_project->record(Examined{m_series, "face", 0, 0, {}, {asked}}));
    EXPECT_FALSE(decide(review::FindingVerdict::Keep, "no-face")) << "a picture of an eye goes only with a reason";
    ASSERT_TRUE(m_project->record(Examined{m_series, "face", 0, 0, "no-pixels", {}}));
    EXPECT_FALSE(m_project->state().findings.contains(faceFindingId(m_series)));
}

TEST_F(JourneyTest, isNotSignedWhileNobodyAskedAboutASeriesThatCouldShowAFace)
{
    const auto stack = [](int number) {
        auto found = invented(number);
        found.instance.sopClassUid = "1.2.840.10008.5.1.4.1.1.4";
        found.instance.modality = "MR";
        found.instance.samplesPerPixel = 1;
        found.instance.geometry = {true, {0, 0, 3.0 * number}, {1, 0, 0, 0, 1, 0}, {2, 2}, 3};
        return found;
    };
    auto project = projectOf(0);
    for (int i = 1; i <= 5; ++i)
        ASSERT_TRUE(project->record({stack(i)}));
    const auto series = project->collection().nodes(study::Level::Series).front()->id;
    EXPECT_TRUE(facesToAskAbout(*project).empty()) << "five slices show no face";
    ASSERT_TRUE(project->record(examineFace(series, entriesOf(*project, series))));
    ASSERT_TRUE(project->state().findings.empty());

    for (int i = 6; i <= 30; ++i)
        ASSERT_TRUE(project->record({stack(i)}));

    EXPECT_EQ(facesToAskAbout(*project), std::vector<std::string>{series});
    buildCandidatesOf(*project);
    for (const auto& entry : project->collection().entries())
        ASSERT_TRUE(project->perform(judge(entry.id, review::ItemVerdict::Clean)));
    const auto person = makeReviewer("r1", "Rita Reader", "curator", "long enough", systemRandom());
    ASSERT_TRUE(person && project->addReviewer(*person));
    const auto order = prepareSigning(*project, {"r1", "review", "long enough", {}});
    ASSERT_FALSE(order);
    EXPECT_EQ(order.error().code, ErrorCode::OpenFindings);
    EXPECT_NE(order.error().where.find(series), std::string::npos) << order.error().where;

    ASSERT_TRUE(project->record(examineFace(series, entriesOf(*project, series))));
    EXPECT_TRUE(facesToAskAbout(*project).empty()) << "it is asked now, and open";
    EXPECT_EQ(review::blocksOf(project->state()).openFindings.size(), 1U);
}

}
