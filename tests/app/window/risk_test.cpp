// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/steps.h"
#include "engine/release/risk.h"
#include "tests/app/window/invented.h"
#include "widgets/risk/known_panel.h"
#include "widgets/risk/risk_screen.h"
#include "widgets/risk/search_panel.h"
#include "widgets/signoff/conditions.h"

#include <QComboBox>
#include <QFile>
#include <QLineEdit>

namespace {

using app::window::test::WindowOnInvented;
using engine::journey::Project;

const QString scan{"/usr/lib/python3/dist-packages/pydicom/data/test_files/CT_small.dcm"};
const QString magnet{"/usr/lib/python3/dist-packages/pydicom/data/test_files/MR_small.dcm"};

/// A window on two patients, a CT and an MR image, at the risk of what is kept about them.
class RiskOfAWindow : public WindowOnInvented {
protected:
    void SetUp() override
    {
        if (!QFile::exists(scan))
            GTEST_SKIP() << "needs python3-pydicom";
        auto made = Project::create(folder(), {}, {});
        ASSERT_TRUE(made);
        const auto found = engine::journey::discover({scan.toStdString(), magnet.toStdString()}, pool, {});
        ASSERT_TRUE(found);
        ASSERT_TRUE((*made)->record(*found));
        ASSERT_EQ((*made)->collection().patients().size(), 2U);
        for (const auto& patient : (*made)->collection().patients())
            originals += QString::fromStdString((*made)->collection().node(patient)->uid);
        ASSERT_TRUE((*made)->perform(engine::review::PolicyStated{.05, .95, "none", 2, "maximum", "the protocol"}));
        open(std::move(*made));
        window.goTo("risk");
        play({"until \"valid on\" 20"});
        ASSERT_TRUE(screen()->isVisible());
    }

    widgets::risk::RiskScreen* screen() const { return window.findChild<widgets::risk::RiskScreen*>(); }
    widgets::look::RowList& known() const { return screen()->findChild<widgets::risk::KnownPanel*>()->list(); }
    widgets::look::RowList* whatIfs() const
    {
        for (auto* one : screen()->findChildren<widgets::look::RowList*>()) {
            if (one->accessibleName() == "What would change it")
                return one;
        }
        return nullptr;
    }
    void toggle(const QString& column)
    {
        known().setCurrentId(column);
        known().setFocus();
        play({"key Return"});
    }
    /// What the policy's smallest group has to say among what must hold before signing.
    static std::string promise(const Project& project)
    {
        for (const auto& one : widgets::signoff::conditionsOf(project)) {
            if (one.place == "risk")
                return QString{"%1 (%2 open)"}.arg(one.words).arg(one.open).toStdString();
        }
        return {};
    }
    QLineEdit* field(const QString& name) const
    {
        for (auto* one : screen()->findChildren<QLineEdit*>()) {
            if (one->accessibleName() == name)
                return one;
        }
        return nullptr;
    }

    QStringList originals;
};

TEST_F(RiskOfAWindow, showsWhatTheEngineReckonsAndKeepsItForTheReport)
{
    toggle("BodyPartExamined");
    toggle("BodyPartExamined");
    play({"until \"not met\" 5", "until \"Not kept for the report yet\" 2", "key Ctrl+Return", "until \"Kept.\" 5",
          "until \"Kept for the report\" 2"});

    const auto after = closed();

    const auto told = engine::journey::riskTold(*after);
    ASSERT_TRUE(told);
    EXPECT_TRUE(told->isCurrent);
    const auto rows = engine::journey::riskRows(engine::journey::riskOrderOf(*after), pool, {});
    ASSERT_TRUE(rows);
    engine::journey::RiskWish wish;
    wish.assessment.keys = told->assessment["keys"].get<std::vector<std::string>>();
    wish.assessment.k = 2;
    const auto reference = engine::journey::riskToKeep(*rows, wish, told->on);
    ASSERT_TRUE(reference);
    EXPECT_EQ(after->state().risk, *reference) << "window and command line reckon alike";
    const auto& keys = wish.assessment.keys;
    EXPECT_NE(std::find(keys.begin(), keys.end(), "Modality"), keys.end()) << "what differs is taken as known";
    EXPECT_EQ(std::find(keys.begin(), keys.end(), "Studies"), keys.end());
    EXPECT_EQ(promise(*after), "The policy's group of 2 alike: missed (1 open)");

    ASSERT_TRUE(after->perform(engine::review::PolicyStated{.05, .95, "none", 1, "maximum", "another protocol"}));
    EXPECT_EQ(promise(*after), "Smallest group of 1 alike, as the policy says (0 open)");
    ASSERT_TRUE(after->perform(engine::review::RulesChosen{"public", {}}));
    EXPECT_EQ(promise(*after), "The policy's group of 1 alike: the risk is out of date (1 open)");
    ASSERT_TRUE(after->perform(engine::review::PolicyStated{.05, .95, "none", 0, "maximum", "no protocol"}));
    EXPECT_EQ(promise(*after), "") << "nothing is promised";
}

TEST_F(RiskOfAWindow, triesAChangeAtOnceAndKeepsNoneThatOnlyRulesCanMake)
{
    ASSERT_TRUE(whatIfs());
    ASSERT_FALSE(whatIfs()->rows().isEmpty());
    const auto change = whatIfs()->rows().front().id;
    whatIfs()->setCurrentId(change);
    whatIfs()->setFocus();
    play({"key Return"});
    EXPECT_EQ(whatIfs()->rows().front().id, change);
    EXPECT_EQ(whatIfs()->rows().front().right, "tried");
    play({"key Ctrl+Return", "until \"leaves as the rules say\" 5"});
    whatIfs()->setFocus();
    play({"key Return"});
    EXPECT_NE(whatIfs()->rows().front().right, "tried");

    const auto after = closed();
    EXPECT_EQ(after->state().risk, engine::review::RiskAssessed{});
    EXPECT_EQ(promise(*after), "The policy's group of 2 alike: no risk is kept (1 open)");
}

TEST_F(RiskOfAWindow, joinsALinkedTableByTheColumnThatAPersonChooses)
{
    engine::statistics::Microdata table{{"id", "smoker"},
                                        {{originals[0].toStdString(), "yes"}, {originals[1].toStdString(), "no"}}};
    screen()->offer(table);
    auto* by = screen()->findChildren<QComboBox*>().front();
    ASSERT_TRUE(by->isVisible());
    by->setCurrentIndex(by->findData("id"));
    play({"rest 200", "key Ctrl+Return", "until \"Kept.\" 5"});

    const auto told = engine::journey::riskTold(*closed());

    ASSERT_TRUE(told);
    EXPECT_EQ(told->assessment["linked_table"], true);
    EXPECT_TRUE(told->assessment["suda2_score"]["contributions"].contains("smoker"));
}

TEST_F(RiskOfAWindow, saysWhyATableCannotBeJoined)
{
    screen()->offer(engine::Error{engine::ErrorCode::BadArgument, "2 sheets hold data: say which by its name"});
    play({"until \"2 sheets hold data\" 2"});
    screen()->offer(engine::statistics::Microdata{{"id", "smoker"}, {{"nobody", "yes"}}});
    auto* by = screen()->findChildren<QComboBox*>().front();
    by->setCurrentIndex(by->findData("id"));
    play({"until \"no patient of the project stands in column id\" 5"});
}

TEST_F(RiskOfAWindow, tellsOfASearchForOtherDataOnceItIsWholeAndUndoTakesItBack)
{
    play({"until \"Not done.\" 2"});
    const std::pair<const char*, const char*> words[] = {
        {"Who searched", "A. Reader"}, {"When", "2026-01-02"}, {"Where", "TCIA, OpenNeuro"}};
    for (const auto& [name, text] : words) {
        ASSERT_TRUE(field(name)) << name;
        field(name)->setText(text);
    }
    play({"click Add this search", "until \"with who, when, where and its result\" 2"});
    field("With which result")->setText("nothing found");
    play({"click Add this search", "until \"Told, and in the journal\" 2", "until \"TCIA, OpenNeuro\" 2"});
    play({"key Ctrl+Z", "until \"Not done.\" 2", "key Ctrl+Shift+Z", "until \"TCIA, OpenNeuro\" 2"});

    const auto after = closed();

    ASSERT_EQ(after->state().searches.size(), 1U);
    EXPECT_EQ(after->state().searches[0],
              (engine::review::PublicSearch{"A. Reader", "2026-01-02", "TCIA, OpenNeuro", "nothing found"}));
}

TEST_F(RiskOfAWindow, isReachedFromRulesAndBack)
{
    play({"key 1", "until \"What happens to this file\" 5", "key 4", "until \"What somebody could know\" 5"});
    EXPECT_TRUE(screen()->isVisible());
}

}
