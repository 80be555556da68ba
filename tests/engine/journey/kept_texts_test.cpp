// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/journey/world.h"

namespace engine::journey {

class KeptTextsTest : public JourneyTest {
protected:
    static profile::KeptText uncertain(const std::string& text, const std::string& keyword = "StudyDescription")
    {
        return {"(0008,1030)", keyword, text, true, false};
    }

    /// What `run` would do, with a writer that finds these texts in the item.
    static void build(Project& project, const std::string& item, std::vector<profile::KeptText> texts)
    {
        Candidate candidate{item, project.orderFor(item)->stamp, {}, {}};
        candidate.written.texts = std::move(texts);
        ASSERT_TRUE(project.record(candidate));
    }

    static review::FindingsDecided decide(const std::string& id, review::FindingVerdict verdict,
                                          const std::string& reason = {})
    {
        return {{{id, {verdict, reason}}}};
    }

    static std::vector<const review::Finding*> openTexts(const Project& project)
    {
        std::vector<const review::Finding*> open;
        for (const auto& [id, finding] : project.state().findings) {
            if (finding.kind == review::FindingKind::Header && isOpen(project.state(), finding))
                open.push_back(&finding);
        }
        return open;
    }

    static std::vector<profile::TextDecision> ordered(const Project& project, const std::string& item)
    {
        return project.orderFor(item)->request.surroundings.texts;
    }
};

TEST_F(KeptTextsTest, oneUncertainTextOfManyFilesIsOneFindingThatBlocksTheSignature)
{
    const auto project = projectOf(12);
    for (int i = 12; i >= 1; --i)
        build(*project, "i" + std::to_string(i), {uncertain("Knee Dr Foster"), uncertain("Knee Dr Foster", "")});
    const auto open = openTexts(*project);
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(open.front()->item, "i1") << "the first of the collection, whatever came first";
    EXPECT_EQ(open.front()->proposed, review::FindingVerdict::Remove);
    ASSERT_EQ(project->keptTexts().size(), 1U);
    EXPECT_EQ(project->keptTexts().front().items.size(), 12U);
    EXPECT_EQ(project->keptTexts().front().items.back(), "i12");
    EXPECT_EQ(blocksOf(project->state()).openFindings.size(), 1U);
    EXPECT_FALSE(project->orderFor("i1")->request.surroundings.keepsUndecided);
}

TEST_F(KeptTextsTest, oneDecisionServesEveryFileThatShowsTheTextAndNoOther)
{
    const auto project = projectOf(3);
    build(*project, "i1", {uncertain("Foster knee")});
    build(*project, "i2", {uncertain("Foster knee"), uncertain("Other")});
    build(*project, "i3", {uncertain("Other")});
    ASSERT_TRUE(project->staleCandidates().empty());
    const auto id = project->keptTexts().front().id;
    ASSERT_TRUE(project->perform(decide(id, review::FindingVerdict::Replace, "Knee")));
    EXPECT_EQ(project->staleCandidates(), (std::vector<std::string>{"i1", "i2"}));
    ASSERT_EQ(ordered(*project, "i2").size(), 1U);
    EXPECT_EQ(ordered(*project, "i2").front().verdict, "replace");
    EXPECT_EQ(ordered(*project, "i2").front().replacement, "Knee");
    build(*project, "i1", {uncertain("Foster knee")});
    build(*project, "i2", {uncertain("Foster knee"), uncertain("Other")});
    EXPECT_TRUE(project->staleCandidates().empty()) << "written as decided";
    EXPECT_EQ(openTexts(*project).size(), 1U) << "the other text";
    ASSERT_TRUE(project->undo());
    EXPECT_EQ(project->staleCandidates(), (std::vector<std::string>{"i1", "i2"}));
    EXPECT_TRUE(ordered(*project, "i2").empty());
    ASSERT_TRUE(project->redo());
    EXPECT_TRUE(project->staleCandidates().empty());
}

TEST_F(KeptTextsTest, aDecisionHoldsForFilesThatComeLater)
{
    const auto project = projectOf(1);
    build(*project, "i1", {uncertain("Foster knee")});
    ASSERT_TRUE(project->perform(decide(project->keptTexts().front().id, review::FindingVerdict::Keep)));
    ASSERT_TRUE(project->record(std::vector<Discovered>{invented(2)}));
    build(*project, "i2", {uncertain("Foster knee")});
    EXPECT_TRUE(openTexts(*project).empty());
    EXPECT_TRUE(project->isStale("i2")) << "written before anybody knew that it shows the text";
    build(*project, "i2", {uncertain("Foster knee")});
    EXPECT_FALSE(project->isStale("i2"));
}

TEST_F(KeptTextsTest, comeBackWhenTheProjectIsOpenedAgainAlsoDecidedOnesThatNoFileShowsAnyMore)
{
    std::string gone;
    {
        const auto project = projectOf(2);
        build(*project, "i1", {uncertain("Foster knee"), {"(0008,0070)", "Manufacturer", "ACME", false, false}});
        build(*project, "i2", {uncertain("Other")});
        gone = project->keptTexts()[1].id;
        ASSERT_EQ(project->keptTexts()[1].text, "Foster knee");
        ASSERT_TRUE(project->perform(decide(gone, review::FindingVerdict::Remove)));
        ASSERT_TRUE(project->perform(review::RulesChosen{"public", {}, {}}));
        build(*project, "i1", {});
        EXPECT_FALSE(project->state().findings.contains(gone));
    }
    const auto opened = Project::open(folder(), {}, {});
    ASSERT_TRUE(opened);
    auto& project = **opened;
    ASSERT_EQ(openTexts(project).size(), 1U);
    EXPECT_EQ(openTexts(project).front()->text, "Other");
    ASSERT_TRUE(project.undo()) << "of the rules";
    ASSERT_TRUE(project.undo()) << "of a decision about a text that no file shows";
    build(project, "i1", {uncertain("Foster knee")});
    EXPECT_EQ(openTexts(project).size(), 2U);
    ASSERT_TRUE(project.redo());
    EXPECT_EQ(openTexts(project).size(), 1U);
    EXPECT_EQ(ordered(project, "i1").front().verdict, "remove");
}

TEST_F(KeptTextsTest, textsThatAskForNothingCanBeTakenOutAllTheSame)
{
    const auto project = projectOf(1);
    build(*project, "i1", {{"(0008,103E)", "SeriesDescription", "CHEST", false, false}});
    EXPECT_TRUE(openTexts(*project).empty());
    const auto id = project->keptTexts().front().id;
    ASSERT_TRUE(project->perform(decide(id, review::FindingVerdict::Keep)));
    EXPECT_FALSE(project->isStale("i1")) << "it stays anyway";
    ASSERT_TRUE(project->perform(decide(id, review::FindingVerdict::Remove)));
    EXPECT_TRUE(project->isStale("i1"));
    EXPECT_EQ(project->perform(decide("f0123456789abcdef", review::FindingVerdict::Keep)).error().code,
              ErrorCode::BadArgument);
}

TEST_F(KeptTextsTest, aReplacementMustFitWhereverTheTextStands)
{
    const auto project = projectOf(2);
    build(*project, "i1", {uncertain("Foster knee", "StudyDescription")});
    build(*project, "i2", {uncertain("Foster knee", "StationName"), uncertain("Long", "PatientComments")});
    const auto find = [&](const std::string& text) {
        for (const auto& value : project->keptTexts()) {
            if (value.text == text)
                return value.id;
        }
        return std::string{};
    };
    const auto replace = [&](const std::string& text, const std::string& by) {
        return project->perform(decide(find(text), review::FindingVerdict::Replace, by));
    };
    for (const auto& bad : {std::string{}, std::string{"  "}, std::string{"a\\b"}, std::string{"a\nb"},
                            std::string(17, 'a')}) // StationName is SH
        EXPECT_EQ(replace("Foster knee", bad).error().code, ErrorCode::BadArgument) << bad;
    EXPECT_TRUE(replace("Foster knee", std::string(16, 'a')));
    EXPECT_TRUE(replace("Long", std::string(300, 'a'))) << "LT";
    review::Finding box;
    box.id = "fbox";
    box.item = "i1";
    ASSERT_TRUE(project->record(Examined{"i1", "text", 1, 1, {}, {box}}));
    EXPECT_EQ(project->perform(decide("fbox", review::FindingVerdict::Replace, "x")).error().code,
              ErrorCode::BadArgument)
        << "a box has no words to replace";
}

TEST_F(KeptTextsTest, aFileSetAsideForItsReplacementKeepsAskingAndIsNotWrittenForEver)
{
    const auto project = projectOf(1);
    build(*project, "i1", {uncertain("Foster knee")});
    const auto id = project->keptTexts().front().id;
    ASSERT_TRUE(project->perform(decide(id, review::FindingVerdict::Replace, "Eva")));
    ASSERT_TRUE(project->record(Candidate{"i1", project->orderFor("i1")->stamp, "shows identity", {}}));
    EXPECT_FALSE(project->isStale("i1"));
    ASSERT_EQ(project->keptTexts().size(), 1U);
    ASSERT_TRUE(project->perform(decide(id, review::FindingVerdict::Remove)));
    EXPECT_TRUE(project->isStale("i1"));
}

}
