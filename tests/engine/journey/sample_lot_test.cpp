// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/journey/world.h"

#include "engine/base/hash.h"
#include "engine/journey/blocks.h"
#include "engine/journey/corrections.h"
#include "engine/journey/double_reading.h"
#include "engine/journey/known_cases.h"
#include "engine/journey/sample.h"
#include "engine/journey/steps.h"
#include "engine/journey/withdraw.h"

#include <algorithm>

namespace engine::journey {

namespace {

using review::ItemVerdict;

/// Twenty images of one kind, each a series, all written as decided.
class SampleLot : public JourneyTest {
protected:
    void SetUp() override
    {
        JourneyTest::SetUp();
        auto project = Project::create(folder(), {}, {});
        ASSERT_TRUE(project);
        m_project = std::move(*project);
        std::vector<Discovered> found;
        for (int i = 1; i <= 20; ++i) {
            found.push_back(invented(i, "1.2.3." + std::to_string(i)));
            found.back().instance.manufacturer = "ACME";
            found.back().instance.modality = "CT";
        }
        ASSERT_TRUE(m_project->record(found));
        write();
    }

    void write()
    {
        for (const auto& item : m_project->staleCandidates()) {
            const auto order = m_project->orderFor(item);
            ASSERT_TRUE(order);
            Candidate candidate{item, order->stamp, {}, {}};
            candidate.written.pseudonym = "SL-1";
            candidate.written.studyUid = "2.25.1";
            candidate.written.seriesUid = "2.25.1." + item.substr(1);
            candidate.written.sopInstanceUid = "2.25.2." + item.substr(1);
            candidate.written.sha256 = toHex(sha256(viewOf(order->stamp)));
            ASSERT_TRUE(m_project->record(candidate));
        }
    }

    void draw(const std::string& seed = "seed", const std::string& reason = {})
    {
        auto drawn = drawSample(*m_project, {{"series", 0.25, 0.95, reason}, seed});
        ASSERT_TRUE(drawn) << drawn.error().where;
        ASSERT_TRUE(m_project->perform(std::move(*drawn)));
    }

    void judgeAll(ItemVerdict verdict = ItemVerdict::Clean)
    {
        for (const auto& item : review::itemsWithoutVerdict(m_project->state()))
            ASSERT_TRUE(m_project->perform(judge(item, verdict)));
    }

    /// Two of one series whose head could show a face, left out until somebody says otherwise.
    void leaveOut(const std::string& item)
    {
        const auto series = m_project->collection().node(item)->parent;
        Examined face{series, "face", 0, 0, {}, {}};
        review::Finding finding;
        finding.id = faceFindingId(series);
        finding.item = series;
        finding.kind = review::FindingKind::Face;
        face.findings.push_back(finding);
        ASSERT_TRUE(m_project->record(face));
        ASSERT_TRUE(m_project->perform(review::FindingsDecided{{{finding.id, {review::FindingVerdict::Remove, {}}}}}));
        write();
    }

    std::vector<std::string> codes() const
    {
        std::vector<std::string> codes;
        for (const auto& one : blocksSigning(*m_project))
            codes.push_back(one.code);
        return codes;
    }

    bool blocks(const std::string& code) const
    {
        const auto all = codes();
        return std::find(all.begin(), all.end(), code) != all.end();
    }

    std::unique_ptr<Project> m_project;
};

}

TEST_F(SampleLot, isWhatLeaves)
{
    leaveOut("i1");
    ASSERT_TRUE(withdraw(*m_project, "i2", "asked for it"));
    draw();
    EXPECT_EQ(m_project->state().sample->places.size(), 18U);
    EXPECT_FALSE(m_project->state().sample->places.contains("i1"));
    judgeAll();
    const auto result = sampling(*m_project);
    ASSERT_TRUE(result) << result.error().where;
    EXPECT_EQ(result->size, 18);
    EXPECT_EQ(result->leaving, 18);
    EXPECT_TRUE(codes().empty()) << "nobody is asked about what stays behind";
}

TEST_F(SampleLot, isBoundedAsItWasWhenSomethingLeavesIt)
{
    draw();
    judgeAll();
    const auto before = sampling(*m_project);
    ASSERT_TRUE(before);
    const auto& places = m_project->state().sample->places;
    const auto spared =
        std::find_if(places.begin(), places.end(), [](const auto& place) { return !place.second.isDrawn; })->first;
    leaveOut(spared);

    const auto after = sampling(*m_project);
    ASSERT_TRUE(after) << after.error().where;
    EXPECT_EQ(after->size, 20);
    EXPECT_EQ(after->leaving, 19);
    EXPECT_EQ(after->upper, before->upper);
    EXPECT_EQ(after->strata.front().left, std::vector<std::string>{"2.25.1." + spared.substr(1)});
    EXPECT_EQ(after->drawn, before->drawn);
    const auto words = release::inWords(*after, "Ada", false);
    EXPECT_NE(words.find("1 of them was left out after the draw"), std::string::npos) << words;
    EXPECT_NE(words.find("of the 19 series that leave at most"), std::string::npos) << words;
    EXPECT_TRUE(codes().empty());
}

TEST_F(SampleLot, isDrawnAnewWhenSomethingComesIn)
{
    leaveOut("i3");
    draw();
    judgeAll();
    EXPECT_TRUE(codes().empty());
    const auto id = faceFindingId(m_project->collection().node("i3")->parent);
    ASSERT_TRUE(m_project->perform(review::FindingsDecided{{{id, {review::FindingVerdict::Keep, "no-face"}}}}));
    write();
    judgeAll();

    const auto result = sampling(*m_project);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::SampleOutdated);
    EXPECT_NE(result.error().where.find("1 image"), std::string::npos) << result.error().where;
    EXPECT_EQ(codes(), std::vector<std::string>{"sample-outdated"});
    EXPECT_EQ(refusedBy(blocksSigning(*m_project)).error().code, ErrorCode::SampleOutdated);

    draw("another", "a head is no face");
    judgeAll();
    EXPECT_TRUE(codes().empty());
}

TEST_F(SampleLot, growsByTheSameSeedAndKeepsWhatWasLookedAt)
{
    draw();
    judgeAll();
    const auto before = sampling(*m_project);
    ASSERT_TRUE(before);
    EXPECT_FALSE(extendSample(*m_project, {{"", 0.25, 0.95, "again"}, ""})) << "nothing more is asked for";
    EXPECT_FALSE(extendSample(*m_project, {{"", 0.1, 0.95, ""}, ""})) << "no reason";

    const auto extended = extendSample(*m_project, {{"", 0.1, 0.95, "a tighter bound"}, ""});
    ASSERT_TRUE(extended) << extended.error().where;
    ASSERT_TRUE(m_project->perform(*extended));

    const auto wider = sampling(*m_project);
    ASSERT_TRUE(wider);
    EXPECT_EQ(wider->extensions, 1);
    EXPECT_EQ(wider->seed, before->seed);
    EXPECT_EQ(wider->listSha256, before->listSha256);
    EXPECT_EQ(wider->inspected, before->inspected);
    ASSERT_GT(wider->drawn.size(), before->drawn.size());
    EXPECT_TRUE(std::equal(before->drawn.begin(), before->drawn.end(), wider->drawn.begin())) << "one stratum";
    EXPECT_EQ(review::itemsWithoutVerdict(m_project->state()).size(), wider->drawn.size() - before->drawn.size());
    EXPECT_TRUE(blocks("not-reviewed"));
    judgeAll();
    EXPECT_LT(sampling(*m_project)->upper, before->upper);
    EXPECT_LE(sampling(*m_project)->upper, 2) << "below a tenth of 20";
    EXPECT_NE(release::inWords(*sampling(*m_project), "Ada", false).find("extended once, by the same seed"),
              std::string::npos);
    EXPECT_TRUE(codes().empty());

    ASSERT_TRUE(m_project->perform(review::ItemsJudged{
        {{review::itemsToJudge(m_project->state()).front(), {ItemVerdict::Found, review::Category::Name, {}}}}}));
    EXPECT_FALSE(extendSample(*m_project, {{"", 0.05, 0.95, "more"}, ""})) << "what leaked asks for another draw";
}

TEST_F(SampleLot, isReadTwiceWhereSomebodyReadsFirst)
{
    draw();
    const auto toJudge = review::itemsToJudge(m_project->state());
    auto asked = chooseForSecondReading(*m_project, 1, "seed");
    ASSERT_TRUE(asked);
    EXPECT_EQ(asked->items.size(), toJudge.size());
    ASSERT_TRUE(m_project->perform(*asked));
    judgeAll();
    for (const auto& item : toJudge)
        ASSERT_TRUE(m_project->perform(review::SecondRead{"r2", {{item, {ItemVerdict::Clean, {}, {}}}}}));
    EXPECT_EQ(doubleReading(*m_project)->images, static_cast<std::int64_t>(toJudge.size()));
    leaveOut(toJudge.front());
    ASSERT_TRUE(withdraw(*m_project, toJudge.back(), "asked for it"));
    EXPECT_EQ(review::itemsToReadTwice(m_project->state()).size(), toJudge.size() - 2);
    EXPECT_EQ(doubleReading(*m_project)->images, static_cast<std::int64_t>(toJudge.size()) - 2);
}

TEST_F(SampleLot, keepsWhatWasSaidFirstAndTheLeaksOfEveryDraw)
{
    draw();
    const auto first = review::itemsToJudge(m_project->state()).front();
    ASSERT_TRUE(m_project->perform(judge(first, ItemVerdict::Found)));
    ASSERT_TRUE(m_project->undo());
    judgeAll();
    ASSERT_TRUE(m_project->perform(review::ItemsJudged{{{first, {ItemVerdict::Found, review::Category::Name, {}}}}}));
    judgeAll();
    const auto refused = m_project->perform(judge(first, ItemVerdict::Clean));
    ASSERT_FALSE(refused) << "of the same file, and no reason";
    EXPECT_EQ(refused.error().code, ErrorCode::BadArgument);
    ASSERT_TRUE(m_project->perform(review::ItemsJudged{{{first, {ItemVerdict::Clean, {}, "said by mistake"}}}}));
    const auto withdrawn = sampling(*m_project);
    ASSERT_TRUE(withdrawn);
    EXPECT_EQ(withdrawn->leaks, 1);
    EXPECT_EQ(withdrawn->withdrawn, 1) << "nothing was repaired";
    draw("another", "the rule was mended");
    const auto second = review::itemsToJudge(m_project->state()).front();
    auto changed = *m_project->candidate(second);
    changed.written.sha256 = std::string(64, 'b');
    ASSERT_TRUE(m_project->record(changed));
    ASSERT_TRUE(m_project->perform(judge(second, ItemVerdict::Found))) << "another file: nothing was said of it yet";
    ASSERT_TRUE(m_project->undo());
    ASSERT_TRUE(m_project->perform(judge(second, ItemVerdict::Clean)));

    const auto told = correctionsOf(*m_project);
    ASSERT_TRUE(told);
    ASSERT_EQ(told->draws.size(), 2U);
    EXPECT_EQ(told->draws[0].leakedImages, 1);
    EXPECT_EQ(told->draws[0].leaked, 1);
    EXPECT_EQ(told->draws[0].takenBack, 0) << "it was said again";
    EXPECT_EQ(told->draws[1].leakedImages, 1);
    EXPECT_EQ(told->draws[1].takenBack, 1);
    EXPECT_EQ(told->draws[1].leaked, 0);
    EXPECT_EQ(told->judgedAnew, 1);
    using Change = release::Corrections::Change;
    const std::vector<Change> expected{{"clean", "leak", "corrected", 1},
                                       {"clean", "leak", "judged-anew", 1},
                                       {"leak", "clean", "corrected", 1},
                                       {"leak", "clean", "taken-back", 1},
                                       {"leak", "none", "taken-back", 1}};
    EXPECT_EQ(told->changes, expected);
    const auto sentences = release::inWords(*told);
    EXPECT_NE(sentences[1].find("taken back by undo"), std::string::npos) << sentences[1];
    EXPECT_EQ(release::rowsOf(*told).size(), 5U);
}

TEST_F(SampleLot, isNotJudgedByWhoSeesFewerThanHalfOfTheKnownCases)
{
    review::CasesPlanted planted{"planter", "seed", {}};
    review::CasesChecked checked{"checker", {}};
    review::ItemsJudged answers{{}, {}, "blind"};
    for (int i = 0; i < 30; ++i) {
        review::KnownCase one;
        one.id = "k00000000000000" + std::to_string(10 + i);
        one.kind = review::CaseKind::Header;
        one.carrier = "i1";
        one.category = review::Category::Name;
        one.words = "INVENTED";
        one.place = "(0010,4000)";
        planted.cases.push_back(one);
        checked.changes.push_back({one.id, review::Fitness::Fits});
        answers.changes.push_back({one.id, {ItemVerdict::Clean, {}, {}}});
    }
    ASSERT_TRUE(m_project->perform(planted));
    ASSERT_TRUE(m_project->perform(checked));
    ASSERT_TRUE(m_project->perform(answers));
    for (const auto& item : review::itemsToJudge(m_project->state()))
        ASSERT_TRUE(m_project->perform(review::ItemsJudged{{{item, {ItemVerdict::Clean, {}, {}}}}, {}, "blind"}));
    EXPECT_FALSE(blocks("reader-misses")) << "a reader is told nothing before the cases are removed";
    ASSERT_TRUE(m_project->perform(review::CasesRemoved{}));

    EXPECT_EQ(codes(), std::vector<std::string>{"reader-misses"});
    const auto known = knownCases(*m_project);
    ASSERT_TRUE(known);
    EXPECT_FALSE(known->isEstimable);
    EXPECT_EQ(known->upper, known->size);
    const auto words = release::inWords(*known);
    EXPECT_NE(words.find("cannot be estimated: all 20 series (100 %)"), std::string::npos) << words;
    EXPECT_EQ(words.find("Adjusted"), std::string::npos) << words;

    for (const auto& item : review::itemsToJudge(m_project->state()))
        ASSERT_TRUE(m_project->perform(review::ItemsJudged{{{item, {ItemVerdict::Clean, {}, {}}}}, {}, "other"}));
    EXPECT_TRUE(codes().empty()) << "somebody else has judged";
    EXPECT_EQ(knownCases(*m_project)->notMeasured, 20);
}

}
