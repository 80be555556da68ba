// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/head_proposals.h"
#include "tests/engine/journey/heads_world.h"

#include <algorithm>

namespace engine::journey {

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

TEST(CutDecision, holdsWhatAPersonTookOnAndWhy)
{
    for (const std::string words : {"wedge", "wedge; despite hits share", "wedge; despite hits; because it; is, so"}) {
        const auto decision = cutDecisionOf(words);
        ASSERT_TRUE(decision) << words;
        EXPECT_EQ(inWords(*decision), words);
    }
    EXPECT_EQ(cutDecisionOf("wedge; despite hits; because it; is, so")->because, "it; is, so");
    for (const auto* words : {"wedge; because so", "wedge; despite; because so", "wedge; despite brain; because so"})
        EXPECT_FALSE(cutDecisionOf(words)) << words;
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
    for (const auto* reason : {"face-kept", "face-kept; ", "face-kept of it", "; why"})
        EXPECT_FALSE(decide(FindingVerdict::Keep, reason)) << reason;
    ASSERT_TRUE(decide(FindingVerdict::Keep, "face-kept; the study is about eyes"));
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
