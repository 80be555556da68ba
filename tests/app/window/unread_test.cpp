// SPDX-License-Identifier: Apache-2.0
#include "app/places.h"
#include "app/window/main_window.h"
#include "engine/journey/project.h"
#include "engine/journey/steps.h"
#include "tests/app/window/player.h"
#include "widgets/canvas/viewer.h"
#include "widgets/look/rows.h"
#include "widgets/session/session.h"
#include "widgets/signoff/conditions.h"
#include "widgets/text/text_screen.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using app::window::MainWindow;
using app::window::test::Player;
using engine::pixels::Box;
using engine::review::Finding;
using engine::review::FindingVerdict;
using widgets::text::TextScreen;

Finding found(engine::journey::Project& project, const std::string& item, const Box& box, const std::string& reason)
{
    Finding finding;
    finding.id = project.newFindingId();
    finding.item = item;
    finding.place = "pixel";
    finding.machine = "unknown";
    finding.box = box;
    finding.reasons = {reason};
    finding.proposed = reason == "unread" ? FindingVerdict::Remove : FindingVerdict::Keep;
    return finding;
}

/// Three clips of three frames: one with a text, one with edges that look written, one with a text and a large region
/// each in its first and last frame.
class UnreadPlaces : public testing::Test {
protected:
    void SetUp() override
    {
        const auto folder = home.filePath("clips");
        if (!QFile::exists("/usr/lib/python3/dist-packages/pydicom") ||
            QProcess::execute("/usr/bin/python3", {"-B", SAFELIGHT_TESTS "/app/window/make_clips.py", folder, "2"}) !=
                0)
            GTEST_SKIP() << "needs python3-pydicom";
        fill(folder);
        window.show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
        window.open(home.filePath("project"));
        ASSERT_TRUE(QTest::qWaitFor([&] { return window.findChild<TextScreen*>() && window.isQuiet(); }, 120'000));
        window.goTo("text");
        ASSERT_TRUE(QTest::qWaitFor([&] { return viewer()->isShowing(); }, 10'000));
    }

    void fill(const QString& folder)
    {
        auto made = engine::journey::Project::create(home.filePath("project").toStdString(), {}, {});
        ASSERT_TRUE(made);
        auto& project = **made;
        const auto inputs = engine::journey::discover({folder.toStdString()}, pool, {});
        ASSERT_TRUE(inputs);
        ASSERT_TRUE(project.record(*inputs));
        std::map<int, std::vector<Finding>> all; // by place among the clips of one size
        int place = 0;
        for (const auto& entry : project.collection().entries()) {
            engine::journey::Examined examined{entry.id, "text", 3, 3, {}, {}};
            const auto add = [&](const Box& box, const std::string& reason) {
                examined.findings.push_back(found(project, entry.id, box, reason));
            };
            if (place != 1)
                add({8, 6, 64, 12, 1, 3}, "unread");
            if (place == 1)
                add({10, 20, 40, 20, 1, 1}, "unread-edges");
            if (place == 2) {
                add({4, 20, 60, 50, 1, 1}, "unread-region");
                add({4, 20, 60, 50, 3, 3}, "unread-region");
            }
            ASSERT_TRUE(project.record(examined));
            ASSERT_TRUE(project.perform(engine::review::ItemsJudged{
                {{entry.id, {engine::review::ItemVerdict::Clean, engine::review::Category::None, {}}}}}));
            ++place;
        }
        ASSERT_EQ(place, 3);
    }

    widgets::canvas::Viewer* viewer() const
    {
        return window.findChild<TextScreen*>()->findChild<widgets::canvas::Viewer*>();
    }
    const engine::review::State& state() const { return window.findChild<widgets::session::Session*>()->state(); }

    /// What is decided about unread places, and about the rest.
    std::pair<int, int> decided() const
    {
        std::pair<int, int> counts;
        for (const auto& [id, decision] : state().decisions)
            ++(isUnreadRegion(state().findings.at(id)) ? counts.first : counts.second);
        return counts;
    }

    /// Of those that stay, as Sign-off tells them.
    std::size_t toldAsKept() const
    {
        return widgets::signoff::factsOf(window.findChild<widgets::session::Session*>()->project()).unreadKept;
    }

    QStringList queue() const
    {
        QStringList words;
        for (auto* rows : window.findChild<TextScreen*>()->findChildren<widgets::look::RowList*>())
            if (rows->accessibleName() == "Images to look through")
                for (const auto& row : rows->rows())
                    words += row.isSection ? QStringLiteral("layout") : row.sub;
        return words;
    }

    QTemporaryDir home;
    engine::pool::Pool pool{app::poolSettings(2)};
    MainWindow window{pool, SAFELIGHT_RESOURCES, {}};
    Player player{window, home.path()};
};

}

TEST_F(UnreadPlaces, comeFirstAndAreKeptOnlyWhileTheyAreOnView)
{
    EXPECT_EQ(queue().join("|").toStdString(), "layout|1 unread|1 box(es)|layout|1 box(es) · 2 unread");
    const auto press = [&](const QString& key) {
        ASSERT_EQ(player.play({"key " + key, "rest 400"}).toStdString(), "");
    };
    using Counts = std::pair<int, int>;
    EXPECT_EQ(toldAsKept(), 0U) << "nobody has looked";
    EXPECT_EQ(viewer()->stack().plate()->item, "i2") << "edges that look written";
    press("K");
    EXPECT_EQ(decided(), (Counts{1, 0}));
    press("Space");
    press("Shift+A"); // i1, a text
    EXPECT_EQ(decided(), (Counts{1, 1}));
    press("Space");
    ASSERT_EQ(viewer()->stack().plate()->item, "i3");
    press("Shift+A");
    EXPECT_EQ(decided(), (Counts{1, 2})) << "the text alone";
    EXPECT_EQ(player.play({"until \"2 place(s) may be written\" 5"}).toStdString(), "");
    EXPECT_EQ(viewer()->stack().plate()->frame, 1);
    press("Shift+A");
    EXPECT_EQ(decided(), (Counts{2, 2})) << "that of frame 1";
    EXPECT_EQ(player.play({"until \"1 place(s) may be written\" 5"}).toStdString(), "");
    EXPECT_EQ(viewer()->stack().plate()->frame, 3);
    press("Return");
    EXPECT_EQ(decided(), (Counts{3, 2}));
    int blanked = 0;
    for (const auto& [id, decision] : state().decisions)
        blanked += isUnreadRegion(state().findings.at(id)) && decision.verdict == FindingVerdict::Remove ? 1 : 0;
    EXPECT_EQ(blanked, 1);
    EXPECT_EQ(toldAsKept(), 2U);
}
