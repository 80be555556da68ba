// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/sample.h"
#include "tests/app/window/invented.h"
#include "widgets/result/result_screen.h"

namespace {

using app::window::test::examine;
using app::window::test::WindowOnInvented;
using app::window::test::writeCandidates;
using engine::journey::Project;
using engine::review::ItemsJudged;
using engine::review::ItemVerdict;

constexpr int scans = 24, sonos = 3;

/// A window on a project whose sample is drawn and judged but for the last image.
class ResultOfAWindow : public WindowOnInvented {
protected:
    std::unique_ptr<Project> drawn()
    {
        auto project = projectOf(scans, sonos);
        examine(*project);
        writeCandidates(*project);
        auto sample = engine::journey::drawSample(*project, {{"series", 0.2, 0.95, {}}, "seed of the test"});
        EXPECT_TRUE(sample);
        EXPECT_TRUE(project->perform(*sample));
        return project;
    }

    static void judge(Project& project, const std::string& item, ItemVerdict verdict)
    {
        ASSERT_TRUE(project.perform(ItemsJudged{{{item, {verdict, engine::review::Category::None, {}}}}}));
    }

    widgets::result::ResultScreen* screen() const { return window.findChild<widgets::result::ResultScreen*>(); }
    const std::vector<widgets::plan::StratumRow>& rows() const
    {
        return screen()->findChild<widgets::plan::StrataTable*>()->strata().rows();
    }
};

TEST_F(ResultOfAWindow, showsWhatTheEngineSaysOfTheSampleAndLeadsToSignOff)
{
    auto project = drawn();
    for (const auto& item : engine::review::itemsToJudge(project->state()))
        judge(*project, item, ItemVerdict::Clean);
    const auto expected = engine::journey::sampling(*project);
    ASSERT_TRUE(expected);
    ASSERT_LT(expected->inspected, scans + sonos);
    open(std::move(project));

    play({"key Ctrl+G", "until \"What the sample says\" 5", "until \"seed of the test\" 2",
          "until \"inspected of 27 series\" 2"});

    ASSERT_EQ(rows().size(), 2U);
    EXPECT_EQ(rows()[0].inspected + rows()[1].inspected, expected->inspected);
    EXPECT_EQ(rows()[0].leaks, 0);
    const auto* chart = screen()->findChild<widgets::chart::IntervalChart*>();
    EXPECT_TRUE(chart->accessibleName().contains(QString("at most %1 leaked").arg(expected->upper)))
        << qPrintable(chart->accessibleName());
    play({"key Ctrl+Return", "until \"Nothing may be open\" 5", "until \"Of 27 series\" 5"});
}

TEST_F(ResultOfAWindow, leadsFromAFailedStratumToWhatOfItIsStillToBeJudged)
{
    auto project = drawn();
    const auto& stratum = project->state().sample->drawn.strata[0];
    const auto leak = stratum.units[0].items[0];
    for (const auto& item : engine::review::itemsToJudge(project->state()))
        judge(*project, item, item == leak ? ItemVerdict::Found : ItemVerdict::Clean);
    const auto left = engine::review::blocksOf(project->state()).notReviewed;
    ASSERT_EQ(left.size(), stratum.units.size() - stratum.drawn) << "the rest of the stratum";
    open(std::move(project));

    play({"key Ctrl+G", "until \"Review all 24\" 5"});
    EXPECT_EQ(rows()[0].leaks, 1);
    EXPECT_EQ(rows()[0].toJudge, left.size());
    play({"key Down", "key Return", "until \"Clean, next\" 5"});

    EXPECT_FALSE(screen()->isVisible());
    EXPECT_EQ(closed()->position(), left.front());
}

TEST_F(ResultOfAWindow, saysThatNothingIsDrawnAndLeadsToThePlan)
{
    auto project = projectOf(3, 0);
    writeCandidates(*project);
    open(std::move(project));

    play({"key Ctrl+G", "until \"No sample is drawn.\" 5", "key Ctrl+Return", "until \"Draw and lock\" 5"});
}

}
