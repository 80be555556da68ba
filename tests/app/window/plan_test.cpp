// SPDX-License-Identifier: Apache-2.0
#include "tests/app/window/invented.h"
#include "widgets/plan/plan_screen.h"

#include <QAbstractButton>
#include <QLineEdit>

namespace {

using app::window::test::WindowOnInvented;
using app::window::test::writeCandidates;
using engine::journey::Project;

constexpr int scans = 60, sonos = 3;

/// A window on a project of 60 CT series and three of ultrasound, at its Plan.
class PlanOfAWindow : public WindowOnInvented {
protected:
    std::unique_ptr<Project> project() { return projectOf(scans, sonos); }

    void show(std::unique_ptr<Project> made)
    {
        open(std::move(made));
        play({"key Ctrl+L"});
        ASSERT_TRUE(screen()->isVisible());
    }

    widgets::plan::PlanScreen* screen() const { return window.findChild<widgets::plan::PlanScreen*>(); }
    const std::vector<widgets::plan::StratumRow>& rows() const
    {
        return screen()->findChild<widgets::plan::StrataTable*>()->strata().rows();
    }
};

TEST_F(PlanOfAWindow, drawsAndLocksByOneKeyWhatItShowed)
{
    auto made = project();
    writeCandidates(*made);
    show(std::move(made));
    ASSERT_EQ(rows().size(), 2U);
    const auto planned = rows();
    const auto reference = engine::journey::planSample({{scans, false}, {sonos, true}}, 0.05, 0.95);
    ASSERT_TRUE(reference);
    EXPECT_EQ(planned[0].planned, reference->inspect[0]);
    EXPECT_EQ(planned[0].device, "ACME Scan 9");
    EXPECT_EQ(planned[1].planned, sonos);
    EXPECT_TRUE(planned[1].whole);
    EXPECT_EQ(planned[1].risk, "Ultrasound carries text");
    play({"until \"at a planning value of 3 s a series, not measured\" 2", "key Ctrl+Return",
          "until \"Drawn and locked\" 5", "until \"Go to Review\" 5"});
    EXPECT_EQ(rows(), planned) << "what is locked is what was planned";

    const auto after = closed();

    ASSERT_TRUE(after->state().sample);
    const auto& drawn = after->state().sample->drawn;
    ASSERT_EQ(drawn.strata.size(), 2U);
    EXPECT_EQ(drawn.strata[0].drawn, std::size_t(reference->inspect[0]));
    EXPECT_EQ(drawn.seed.size(), 32U);
    EXPECT_TRUE(drawn.strata[1].whole);
    ASSERT_EQ(after->state().policies.size(), 1U) << "the policy is stated before the draw";
    EXPECT_EQ(after->state().policies[0].policy.faces, "none");
    const auto journal = after->journal();
    ASSERT_EQ(journal->size(), 2U);
    EXPECT_EQ((*journal)[0].kind, "policy-stated");
    EXPECT_EQ((*journal)[1].kind, "sample-drawn");
}

TEST_F(PlanOfAWindow, followsTheSlidersAtOnce)
{
    auto made = project();
    writeCandidates(*made);
    show(std::move(made));
    const auto before = rows()[0].planned;

    play({"key Right", "key Right"}); // 5 %, 7.5 %, 10 %

    const auto reference = engine::journey::planSample({{scans, false}, {sonos, true}}, 0.1, 0.95);
    EXPECT_LT(rows()[0].planned, before);
    EXPECT_EQ(rows()[0].planned, reference->inspect[0]);
    EXPECT_EQ(rows()[0].upper, reference->upper[0]);
    for (auto* one : screen()->findChildren<QAbstractButton*>()) {
        if (one->accessibleName() == "Drawn by: Patient")
            one->click();
    }
    play({"until \"in all, drawn by patient\" 5"});
    EXPECT_EQ(rows().front().size + rows().back().size, 20) << "each patient is a unit, in one stratum";
}

TEST_F(PlanOfAWindow, drawsAgainOnlyWithAReasonAndAnotherSeed)
{
    auto made = project();
    writeCandidates(*made);
    show(std::move(made));
    play({"key Ctrl+Return", "until \"Drawn and locked\" 5", "key Ctrl+Shift+D", "until \"Why another draw?\" 5",
          "key Esc"});
    play({"until \"Drawn and locked\" 5", "key Ctrl+Shift+D", "key 1", "until \"nothing is drawn yet\" 5", "key Right",
          "key Ctrl+Return", "until \"Drawn and locked\" 5"});

    const auto after = closed();

    const auto& sample = *after->state().sample;
    EXPECT_EQ(sample.draws, 2U);
    EXPECT_EQ(sample.drawn.policy.tolerate, .075);
    EXPECT_EQ(sample.drawn.policy.reason, "a leak was found and its cause repaired");
    EXPECT_EQ(after->state().policies.size(), 2U) << "other numbers are another policy";
}

TEST_F(PlanOfAWindow, extendsTheSampleByTheSameSeed)
{
    auto made = project();
    writeCandidates(*made);
    show(std::move(made));
    play({"key Ctrl+Return", "until \"Drawn and locked\" 5", "key Ctrl+Shift+E",
          "until \"Why more of the same draw?\" 5", "key 2", "until \"Extend and lock\" 5", "key Ctrl+Return",
          "until \"holds all that these numbers ask for\" 5", "key Left", "rest 300", "picture plan-extension",
          "key Ctrl+Return", "until \"Drawn and locked\" 5"});

    const auto after = closed();

    const auto& sample = *after->state().sample;
    EXPECT_EQ(sample.draws, 1U);
    EXPECT_EQ(sample.extensions, 1U);
    EXPECT_LT(sample.drawn.policy.tolerate, .05);
    EXPECT_EQ(after->state().policies.size(), 2U) << "other numbers are another policy";
}

TEST_F(PlanOfAWindow, saysPlainlyWhatIsMissingAndFillsInByItself)
{
    show(project());
    play({"until \"63 file(s) are not yet written as decided\" 5", "until \"Go to Collection\" 2", "key Ctrl+Return",
          "until \"Start checks\" 5"});

    EXPECT_FALSE(screen()->isVisible());
    EXPECT_FALSE(closed()->state().sample);
}

TEST_F(PlanOfAWindow, statesThePolicyWithoutADrawButNotWithoutAReason)
{
    show(project()); // no file is written yet: a policy comes before everything
    auto* reason = screen()->findChild<QLineEdit*>("reason");
    ASSERT_TRUE(reason);
    reason->clear();
    play({"key Ctrl+Shift+P", "until \"Say why: the report prints it\" 2"});
    reason->setText("the protocol says so");
    play({"key Ctrl+Shift+P", "until \"Stated, and in the journal.\" 2", "key Ctrl+Shift+P",
          "until \"Exactly this is in force\" 2"});

    const auto after = closed();

    ASSERT_EQ(after->state().policies.size(), 1U);
    EXPECT_EQ(after->state().policies[0].policy.reason, "the protocol says so");
    EXPECT_FALSE(after->state().sample);
}

TEST_F(PlanOfAWindow, reckonsTheTimeByThePaceOfThisProject)
{
    auto made = project();
    writeCandidates(*made);
    for (int i = 1; i <= 25; ++i)
        ASSERT_TRUE(made->perform(
            engine::review::ItemsJudged{{{"i" + std::to_string(i), {engine::review::ItemVerdict::Clean, {}, {}}}}}));
    show(std::move(made));

    play({"until \"at the pace of this project, 6 s a series\" 5"});
}

}
