// SPDX-License-Identifier: Apache-2.0
#include "app/places.h"
#include "app/window/main_window.h"
#include "engine/journey/picture_faces.h"
#include "engine/journey/project.h"
#include "engine/journey/steps.h"
#include "tests/app/window/player.h"
#include "widgets/canvas/viewer.h"
#include "widgets/session/session.h"
#include "widgets/contact/contact_sheet.h"
#include "widgets/text/text_screen.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

namespace {

using app::window::MainWindow;
using app::window::test::Player;
using engine::review::Finding;
using widgets::contact::ContactSheet;
using widgets::text::TextScreen;

constexpr int clips = 100, perPage = 12, pages = (clips - 1 + perPage - 1) / perPage;

/// A window on a hundred clips of one layout, each with a proposal where its name stands, and one of another size.
class ClassOfClips : public testing::Test {
protected:
    void SetUp() override
    {
        const auto folder = home.filePath("clips");
        if (!QFile::exists("/usr/lib/python3/dist-packages/pydicom") ||
            QProcess::execute("/usr/bin/python3",
                              {"-B", SAFELIGHT_TESTS "/app/window/make_clips.py", folder, QString::number(clips)}) != 0)
            GTEST_SKIP() << "needs python3-pydicom";
        fill(folder);
        window.show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
        window.open(home.filePath("project"));
        ASSERT_TRUE(QTest::qWaitFor([&] { return screen() && window.isQuiet(); }, 120'000));
        window.goTo("text");
        ASSERT_TRUE(QTest::qWaitFor([&] { return viewer()->isShowing(); }, 10'000));
        pictures = qEnvironmentVariable("SAFELIGHT_PICTURES", QDir::currentPath() + "/class-pictures");
        ASSERT_TRUE(QDir{}.mkpath(pictures));
    }

    /// As if the search had found the name: a pixel to and fro from clip to clip.
    void fill(const QString& folder)
    {
        auto project = engine::journey::Project::create(home.filePath("project").toStdString(), {}, {});
        ASSERT_TRUE(project);
        const auto found = engine::journey::discover({folder.toStdString()}, pool, {});
        ASSERT_TRUE(found);
        ASSERT_TRUE((*project)->record(*found));
        for (const auto& entry : (*project)->collection().entries()) {
            Finding finding;
            finding.id = (*project)->newFindingId();
            finding.item = entry.id;
            finding.place = "pixel";
            finding.text = "CLIP NUMBER";
            finding.machine = "phi";
            finding.category = engine::review::Category::Name;
            const int aside = entry.instance.instanceNumber % 2;
            finding.box = {8 + aside, 6 + aside, 64, 12, 1, 3};
            engine::journey::Examined examined{entry.id, "text", 3, 3, {}, {finding}};
            examined.facesLooked = 3;
            examined.faceSearch = engine::journey::faceSearchNow;
            ASSERT_TRUE((*project)->record(examined));
        }
    }

    TextScreen* screen() const { return window.findChild<TextScreen*>(); }
    ContactSheet* sheet() const { return screen()->findChild<ContactSheet*>(); }
    widgets::canvas::Viewer* viewer() const { return screen()->findChild<widgets::canvas::Viewer*>(); }
    const engine::review::State& state() const { return window.findChild<widgets::session::Session*>()->state(); }

    int open() const
    {
        return int(std::count_if(state().findings.begin(), state().findings.end(),
                                 [&](const auto& one) { return engine::review::isOpen(state(), one.second); }));
    }

    /// The pictures of the page are there, and a person has looked for half a second.
    void look() const
    {
        ASSERT_TRUE(QTest::qWaitFor(
            [&] {
                const auto& tiles = sheet()->tiles().tiles();
                return !tiles.isEmpty() && std::all_of(tiles.begin(), tiles.end(), [](const auto& tile) {
                    return tile.state != widgets::contact::Tile::State::Waiting;
                });
            },
            30'000));
        QTest::qWait(600);
    }

    QTemporaryDir home;
    QString pictures;
    engine::pool::Pool pool{app::poolSettings(2)};
    MainWindow window{pool, SAFELIGHT_RESOURCES, {}};
};

TEST_F(ClassOfClips, isRedactedByKeysInTwoActionsAndAConfirmationAPage)
{
    Player player{window, pictures};
    ASSERT_EQ(open(), clips + 1);

    ASSERT_EQ(player.play({"key Shift+A", "key Shift+Return", "until \"Page 1 of 9\" 20"}).toStdString(), "");
    for (int page = 1; page <= pages; ++page) {
        look();
        ASSERT_EQ(player.play({QStringLiteral("picture class-%1").arg(page), "key Space"}).toStdString(), "");
    }

    EXPECT_EQ(open(), 1) << "the clip of another size";
    ASSERT_EQ(player.play({"until \"Applied to 99 image\" 5"}).toStdString(), "");
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.isQuiet(); }, 120'000));
    QTest::qWait(600);
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.isQuiet(); }, 120'000));
    const auto& project = window.findChild<widgets::session::Session*>()->project();
    int redacted = 0;
    for (const auto& entry : project.collection().entries()) {
        const auto* built = project.candidate(entry.id);
        ASSERT_TRUE(built && !project.isStale(entry.id)) << entry.id;
        redacted += std::count(built->written.pixels.begin(), built->written.pixels.end(), "redacted") > 0;
        EXPECT_EQ(built->written.outsideChanged, 0U);
    }
    EXPECT_GE(redacted, clips);

    ASSERT_EQ(player.play({"key Backspace"}).toStdString(), "");
    EXPECT_EQ(open(), clips) << "one undo for all";
}

TEST_F(ClassOfClips, isRedactedByMouseAndLeavesOutWhatIsClicked)
{
    Player player{window, pictures};
    ASSERT_EQ(
        player.play({"click Accept all here", "click Same on all like it", "until \"Page 1 of 9\" 20"}).toStdString(),
        "");
    for (int page = 1; page <= pages; ++page) {
        look();
        if (page == 2) {
            const auto place = sheet()->visualRect(sheet()->tiles().index(5));
            QTest::mouseClick(sheet()->viewport(), Qt::LeftButton, {}, place.center());
            EXPECT_TRUE(sheet()->tiles().tiles()[5].isOut);
            look();
            EXPECT_GT(qGray(sheet()->tiles().tiles()[5].picture.pixel(12, 12)), 200) << "the name stays, and shows";
            EXPECT_LT(qGray(sheet()->tiles().tiles()[4].picture.pixel(12, 12)), 50);
            ASSERT_EQ(
                player.play({"picture class-left-out", "until \"Confirm 11\" 2", "click Confirm 11"}).toStdString(),
                "");
            continue;
        }
        const auto step =
            page < pages ? QStringLiteral("click Confirm 12") : QStringLiteral("click Confirm 3 and apply");
        ASSERT_EQ(player.play({step}).toStdString(), "");
    }

    EXPECT_EQ(open(), 2) << "the one left out, and the clip of another size";
}

TEST_F(ClassOfClips, takesShapesCopiesAndFramesByKeysAndShowsAllFramesAsFivePictures)
{
    Player player{window, pictures};
    const auto boxes = [&] {
        std::vector<engine::pixels::Box> drawn;
        for (const auto& [id, finding] : state().findings) {
            if (finding.drawn)
                drawn.push_back(finding.box);
        }
        std::sort(drawn.begin(), drawn.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
        return drawn;
    };
    ASSERT_EQ(player.play({"key O", "key Return", "key Return", "key Shift+Right", "key Shift+Down", "key Return"})
                  .toStdString(),
              "");
    ASSERT_EQ(boxes().size(), 1U);
    EXPECT_EQ(boxes()[0], (engine::pixels::Box{79, 59, 10, 10, 1, 3, engine::pixels::Shape::Ellipse}));

    ASSERT_EQ(player.play({"key Ctrl+D", "key E", "until \"This box lies on frames 1–3\" 2", "key T"}).toStdString(),
              "");
    ASSERT_EQ(boxes().size(), 2U);
    EXPECT_EQ(boxes()[1], (engine::pixels::Box{87, 67, 10, 10, 1, 1, engine::pixels::Shape::Ellipse}));
    ASSERT_EQ(player.play({"rest 300", "picture boxes-shapes", "key Ctrl+Z", "key Ctrl+Z", "key Ctrl+Z"}).toStdString(),
              "");
    EXPECT_TRUE(boxes().empty());

    ASSERT_EQ(player
                  .play({"key 6", "rest 200", "picture view-local-contrast", "key M", "until \"3 frame\" 20",
                         "rest 200", "picture five-pictures", "key M"})
                  .toStdString(),
              "");
    EXPECT_TRUE(viewer()->isVisible());
}

TEST_F(ClassOfClips, changesNothingBeforeTheLastPageIsConfirmed)
{
    Player player{window, pictures};
    ASSERT_EQ(player.play({"key Shift+A", "key Shift+Return", "until \"Page 1 of 9\" 20", "key Space"}).toStdString(),
              "");
    ASSERT_EQ(player.play({"until \"Page 1 of 9\" 1"}).toStdString(), "") << "refused before anybody could have looked";
    look();
    ASSERT_EQ(player.play({"key Right", "key X", "until \"Confirm 11\" 2", "key Space", "until \"Page 2 of 9\" 5"})
                  .toStdString(),
              "");
    ASSERT_EQ(
        player.play({"key Backspace", "until \"Confirm 11\" 2", "key Escape", "quiet \"Page 1 of 9\" 2"}).toStdString(),
        "");

    EXPECT_EQ(open(), clips);
    EXPECT_TRUE(viewer()->isVisible());
}

}
