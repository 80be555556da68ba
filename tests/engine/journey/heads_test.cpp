// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/head_proposals.h"
#include "tests/engine/journey/world.h"

#include <algorithm>

namespace engine::journey {

/// A series of three instances that could show a face, looked at and decided about.
class HeadsTest : public JourneyTest {
protected:
    void SetUp() override
    {
        JourneyTest::SetUp();
        m_project = projectOf(3);
        m_series = m_project->collection().nodes(study::Level::Series).front()->id;
        review::Finding finding;
        finding.id = faceFindingId(m_series);
        finding.item = m_series;
        finding.kind = review::FindingKind::Face;
        ASSERT_TRUE(m_project->record(Examined{m_series, "face", 0, 0, {}, {finding}}));
    }

    HeadRecord lookedAt(bool isAnchored) const
    {
        HeadRecord head;
        head.series = m_series;
        head.files = m_project->filesOf(m_series);
        head.seen.faceClass = isAnchored ? "A" : "U";
        head.seen.anchor.ok = isAnchored;
        for (const auto& entry : entriesOf(*m_project, m_series))
            head.cuts[entry.id] = {face::FrameCut{}};
        return head;
    }

    Done decide(review::FindingVerdict verdict, const std::string& reason) const
    {
        return m_project->perform(review::FindingsDecided{{{faceFindingId(m_series), {verdict, reason}}}});
    }

    void buildCandidates() const
    {
        for (const auto& entry : entriesOf(*m_project, m_series)) {
            const auto order = m_project->orderFor(entry.id);
            ASSERT_TRUE(order);
            Candidate candidate{entry.id, order->stamp, {}, {}};
            candidate.written.sha256 = "of " + entry.id;
            ASSERT_TRUE(m_project->record(candidate));
        }
    }

    std::unique_ptr<Project> m_project;
    std::string m_series;
};

TEST_F(HeadsTest, asksForEachSeriesThatNobodyLookedAtAndForTheSameAgainAfterAWorkerWasLost)
{
    ASSERT_EQ(headsToExamine(*m_project).size(), 1U);
    EXPECT_EQ(headsToExamine(*m_project).front().entries.size(), 3U);

    auto head = lookedAt(true);
    head.files.clear(); // as examineHead leaves it where the worker was lost
    ASSERT_TRUE(m_project->record(head));
    EXPECT_EQ(headsToExamine(*m_project).size(), 1U);

    ASSERT_TRUE(m_project->record(lookedAt(true)));
    EXPECT_TRUE(headsToExamine(*m_project).empty());
}

TEST_F(HeadsTest, cutsNothingAndLeavesTheSeriesOutWhenItIsNoLongerSureWhereTheHeadLies)
{
    ASSERT_TRUE(m_project->record(lookedAt(true)));
    ASSERT_TRUE(decide(review::FindingVerdict::Replace, "wedge"));
    ASSERT_FALSE(m_project->orderFor("i1")->request.frameCuts.empty());
    ASSERT_TRUE(m_project->leftOut().empty());

    ASSERT_TRUE(m_project->record(lookedAt(false)));

    EXPECT_TRUE(m_project->orderFor("i1")->request.frameCuts.empty());
    const auto out = m_project->leftOut();
    ASSERT_EQ(out.size(), 3U);
    EXPECT_NE(out.front().reason.find("where the head lies is not sure"), std::string::npos);
}

TEST_F(HeadsTest, buildsCandidatesAnewWhenTheHeadIsFoundElsewhereButNotWhenTheSameIsSeenAgain)
{
    ASSERT_TRUE(m_project->record(lookedAt(true)));
    ASSERT_TRUE(decide(review::FindingVerdict::Replace, "wedge"));
    buildCandidates();
    ASSERT_TRUE(m_project->record(lookedAt(true)));
    EXPECT_TRUE(m_project->staleCandidates().empty());

    auto elsewhere = lookedAt(true);
    elsewhere.seen.anchor.toTemplate.shift[1] += 3;
    ASSERT_TRUE(m_project->record(elsewhere));

    EXPECT_EQ(m_project->staleCandidates().size(), 3U);
}

TEST_F(HeadsTest, keepsTheProjectOpenUntilTheWrittenFilesOfACutWereLookedAt)
{
    ASSERT_TRUE(m_project->record(lookedAt(true)));
    ASSERT_TRUE(decide(review::FindingVerdict::Replace, "wedge"));
    EXPECT_TRUE(cutsToCheck(*m_project).empty()) << "nothing is written yet";
    EXPECT_EQ(m_project->openCuts().size(), 1U);
    buildCandidates();
    auto orders = cutsToCheck(*m_project);
    ASSERT_EQ(orders.size(), 1U);

    CutCheck lost{m_series, orders.front().candidates, {}, "a worker was lost"};
    ASSERT_TRUE(m_project->record(lost));
    EXPECT_EQ(m_project->openCuts().size(), 1U);
    EXPECT_EQ(cutsToCheck(*m_project).size(), 1U) << "it must be asked again, or nobody can ever sign";

    CutCheck good{m_series, orders.front().candidates, {}, {}};
    good.result.passed = true;
    ASSERT_TRUE(m_project->record(good));
    EXPECT_TRUE(m_project->openCuts().empty());
    EXPECT_TRUE(cutsToCheck(*m_project).empty());
}

TEST_F(HeadsTest, keepsTheProjectOpenForEachFailureThatNobodyTookOn)
{
    ASSERT_TRUE(m_project->record(lookedAt(true)));
    ASSERT_TRUE(decide(review::FindingVerdict::Replace, "wedge; despite hits"));
    buildCandidates();
    CutCheck check{m_series, m_project->cutFilesOf(m_series), {}, {}};
    check.result.failures = {"brain", "hits"};
    ASSERT_TRUE(m_project->record(check));

    const auto open = m_project->openCuts();
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(open.front().failures, std::vector<std::string>{"brain"});
}

TEST_F(HeadsTest, areProposedTogetherOnlyWhereTheMachineIsSure)
{
    const auto proposed = [&](const HeadRecord& head) {
        EXPECT_TRUE(m_project->record(head));
        const auto all = headProposals(*m_project);
        return all.empty() ? std::string{"nothing"} : acceptedHeads(all).changes.front().decision.reason;
    };
    EXPECT_TRUE(headProposals(*m_project).empty()) << "nobody looked at it";
    EXPECT_EQ(proposed(lookedAt(true)), "wedge");
    EXPECT_EQ(proposed(lookedAt(false)), "nothing") << "class U";
    auto head = lookedAt(true);
    head.cannotCut["i2"] = "lossy";
    EXPECT_EQ(proposed(head), "nothing") << "one of its files would be left out";
    head.seen.faceClass = "C";
    EXPECT_EQ(proposed(head), "no-face");
    head.files = "of other files";
    EXPECT_EQ(proposed(head), "nothing") << "it is another head by now";
    ASSERT_TRUE(m_project->record(lookedAt(true)));
    ASSERT_TRUE(m_project->perform(acceptedHeads(headProposals(*m_project))));
    EXPECT_TRUE(m_project->cutInForce(m_series));
    EXPECT_TRUE(headProposals(*m_project).empty()) << "decided";
}

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

/// A structure set in the frame of reference of the head.
class FollowersTest : public HeadsTest {
protected:
    HeadRecord follower() const
    {
        HeadRecord known;
        known.series = m_series;
        known.files = m_project->filesOf(m_series);
        known.failure = "skin-contour";
        known.seen.faceClass = "U";
        for (const auto& entry : entriesOf(*m_project, m_series))
            known.cuts[entry.id] = {};
        return known;
    }
};

TEST_F(FollowersTest, areCutAsTheirHeadOrNotAtAll)
{
    ASSERT_TRUE(m_project->record(follower()));
    EXPECT_FALSE(decide(review::FindingVerdict::Replace, "wedge"));
    EXPECT_FALSE(decide(review::FindingVerdict::Replace, "manual,ball=0/0/0/5"));
    ASSERT_TRUE(decide(review::FindingVerdict::Replace, "with-head"));
    EXPECT_FALSE(m_project->placedCut(m_series)) << "no head is cut";
    const auto out = m_project->leftOut();
    ASSERT_EQ(out.size(), 3U);
    EXPECT_NE(out.front().reason.find("no head of its frame of reference"), std::string::npos);
    EXPECT_FALSE(m_project->orderFor("i1")->request.clipsContours);
}

TEST_F(FollowersTest, noHeadIsCutByWhatAnotherLoses)
{
    ASSERT_TRUE(m_project->record(lookedAt(true)));
    EXPECT_FALSE(decide(review::FindingVerdict::Replace, "with-head"));
}

/// Three series of one frame of reference, each of which could show a face.
class SameFrameTest : public JourneyTest {
protected:
    void SetUp() override
    {
        JourneyTest::SetUp();
        m_project = projectOf(0);
        for (int number = 1; number <= 3; ++number) {
            auto found = invented(number, "1.2.3." + std::to_string(number));
            found.instance.frameOfReferenceUid = "1.9";
            ASSERT_TRUE(m_project->record({found}));
        }
        for (const auto* node : m_project->collection().nodes(study::Level::Series)) {
            m_series.push_back(node->id);
            review::Finding finding;
            finding.id = faceFindingId(node->id);
            finding.item = node->id;
            finding.kind = review::FindingKind::Face;
            ASSERT_TRUE(m_project->record(Examined{node->id, "face", 0, 0, {}, {finding}}));
        }
    }

    /// `shift`: mm that the template lies further in front.
    void see(std::size_t at, const std::string& method, double cost, double shift = 0) const
    {
        HeadRecord head;
        head.series = m_series[at];
        head.files = m_project->filesOf(head.series);
        head.seen.faceClass = "A";
        head.seen.anchor.method = method;
        head.seen.anchor.ok = method != "none";
        head.seen.anchor.cost = cost;
        head.seen.anchor.toTemplate.shift[1] = shift;
        for (const auto& entry : entriesOf(*m_project, head.series))
            head.cuts[entry.id] = {face::FrameCut{}};
        ASSERT_TRUE(m_project->record(head));
    }

    Done cut(std::size_t at, const std::string& reason) const
    {
        return m_project->perform(
            review::FindingsDecided{{{faceFindingId(m_series[at]), {review::FindingVerdict::Replace, reason}}}});
    }

    std::unique_ptr<Project> m_project;
    std::vector<std::string> m_series;
};

TEST_F(SameFrameTest, givesTheSurestPlaceToAHeadThatWasNotFoundUnlessTwoLieApart)
{
    see(0, "none", 0);
    EXPECT_TRUE(headsToAnchor(*m_project).empty());
    see(1, "registration", -1.2, 5);
    see(2, "registration", -1.3, 0);
    auto asked = headsToAnchor(*m_project);
    ASSERT_EQ(asked.size(), 1U);
    ASSERT_TRUE(asked.front().anchor);
    EXPECT_EQ(asked.front().anchor->shift[1], 0);

    see(1, "registration", -1.2, 18);
    EXPECT_TRUE(headsToAnchor(*m_project).empty()) << "the person moved, and nobody knows with which of the two";
    see(0, "given", 0);
    asked = headsToAnchor(*m_project);
    ASSERT_EQ(asked.size(), 1U) << "given before the other one came";
    EXPECT_FALSE(asked.front().anchor);
    see(0, "none", 0);
    EXPECT_TRUE(headsToAnchor(*m_project).empty());
}

TEST_F(SameFrameTest, leavesWhatFollowsAHeadBehindWhereTwoLieApart)
{
    HeadRecord contours;
    contours.series = m_series[0];
    contours.files = m_project->filesOf(contours.series);
    contours.failure = "skin-contour";
    contours.cuts["i1"] = {};
    ASSERT_TRUE(m_project->record(contours));
    see(1, "registration", -1.2, 5);
    see(2, "registration", -1.3);
    ASSERT_TRUE(cut(1, "wedge"));
    ASSERT_TRUE(cut(0, "with-head"));
    ASSERT_TRUE(m_project->placedCut(m_series[0]));
    EXPECT_TRUE(m_project->orderFor("i1")->request.clipsContours);

    see(1, "registration", -1.2, 18);

    EXPECT_FALSE(m_project->placedCut(m_series[0]));
    EXPECT_FALSE(m_project->orderFor("i1")->request.clipsContours);
    const auto out = m_project->leftOut();
    const auto row = std::find_if(out.begin(), out.end(), [](const auto& one) { return one.item == "i1"; });
    ASSERT_NE(row, out.end());
    EXPECT_NE(row->reason.find("lie apart"), std::string::npos) << row->reason;
}

TEST_F(JourneyTest, letsAPictureThatTellsWhoSomebodyIsGoOnlyWithAReason)
{
    const auto project = projectOf(3);
    review::Finding finding;
    finding.item = project->collection().nodes(study::Level::Series).front()->id;
    finding.id = faceFindingId(finding.item);
    finding.kind = review::FindingKind::Face;
    finding.reasons = {"biometric", "eye"};
    ASSERT_TRUE(project->record(Examined{finding.item, "face", 0, 0, {}, {finding}}));
    using review::FindingVerdict;
    const auto decide = [&](FindingVerdict verdict, const std::string& reason) {
        return project->perform(review::FindingsDecided{{{finding.id, {verdict, reason}}}});
    };
    const auto isKept = [&] { return review::isKeptFace(finding, project->state().decisions.at(finding.id)); };
    EXPECT_FALSE(decide(FindingVerdict::Keep, "no-face"));
    EXPECT_FALSE(decide(FindingVerdict::Keep, ""));
    ASSERT_TRUE(decide(FindingVerdict::Keep, "no-face; a phantom eye"));
    EXPECT_FALSE(isKept());
    ASSERT_TRUE(decide(FindingVerdict::Keep, "face-kept"));
    EXPECT_TRUE(isKept()) << "a public release is refused";
    ASSERT_TRUE(decide(FindingVerdict::Remove, ""));
}

TEST(WhyNot, holdsWordsOfOursAndNeverAPath)
{
    EXPECT_EQ(whyNot({ErrorCode::Unsupported, "too-few-slices"}), "too-few-slices");
    const auto words = whyNot({ErrorCode::Damaged, "/in/PEARSON_EVA_1.dcm"});
    EXPECT_FALSE(words.empty());
    EXPECT_EQ(words.find("PEARSON"), std::string::npos);
}

}
