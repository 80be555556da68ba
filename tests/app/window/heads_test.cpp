// SPDX-License-Identifier: Apache-2.0
#include "app/places.h"
#include "app/window/main_window.h"
#include "engine/journey/run.h"
#include "engine/journey/steps.h"
#include "tests/app/window/player.h"
#include "widgets/contact/contact_sheet.h"
#include "widgets/face/face_screen.h"
#include "widgets/face/planes.h"
#include "widgets/face/sides.h"
#include "widgets/jobs/jobs.h"
#include "widgets/session/session.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace {

using app::window::MainWindow;
using app::window::test::Player;
using engine::journey::Project;
using engine::review::FindingVerdict;

/// A project with these series and files, assessed; of the head every second slice, which is enough to find it.
/// "name@10" is without the ten lowest slices.
void makeProject(const std::string& folder, const QStringList& series, std::vector<std::string> files,
                 engine::pool::Pool& pool)
{
    auto project = Project::create(folder, {}, {});
    ASSERT_TRUE(project);
    const int all = int(series.size() + files.size());
    for (const auto& name : series) {
        const auto parts = name.split(QLatin1Char('@'));
        const QDir head{SAFELIGHT_SHARED "/testdata/heads/" + parts.front()};
        const auto slices = head.entryInfoList({"*.dcm"}, QDir::Files, QDir::Name);
        const int step = parts.front() == QLatin1String("mr-face-ch2") ? 2 : 1;
        for (int i = parts.size() > 1 ? parts.back().toInt() : 0; i < slices.size(); i += step)
            files.push_back(slices[i].filePath().toStdString());
    }
    const auto found = engine::journey::discover(files, pool, {});
    ASSERT_TRUE(found);
    ASSERT_TRUE((*project)->record(*found));
    for (const auto& entry : (*project)->collection().entries())
        ASSERT_TRUE((*project)->record(engine::journey::Examined{entry.id, "text", 1, 1, {}, {}}));
    const auto done = engine::journey::run(**project, {false, true, false, {}}, pool, {});
    ASSERT_TRUE(done);
    ASSERT_EQ(done->headsExamined, all);
}

class Heads : public testing::Test {
protected:
    void SetUp() override
    {
        if (!QDir{SAFELIGHT_SHARED "/testdata/heads/mr-face-ch2"}.exists())
            GTEST_SKIP() << "the shared test data are not here";
        ASSERT_TRUE(QDir{}.mkpath(pictures));
    }

    void open(const QStringList& series, const std::vector<std::string>& files = {})
    {
        const auto folder = home.filePath("project");
        makeProject(folder.toStdString(), series, files, pool);
        window.resize(1440, 900);
        window.show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
        window.open(folder);
        ASSERT_TRUE(QTest::qWaitFor([&] { return window.isQuiet(); }, 60'000));
        window.goTo("faces");
    }

    void TearDown() override
    {
        window.close();
        QTest::qWait(100);
    }

    std::map<QString, int> decisions() const ///< reason -> how many
    {
        std::map<QString, int> all;
        for (const auto& [id, decision] : window.findChild<widgets::session::Session*>()->state().decisions)
            ++all[QString::fromStdString(decision.reason)];
        return all;
    }

    const QString pictures = qEnvironmentVariable("SAFELIGHT_PICTURES", QDir::currentPath() + "/journey-pictures");
    QTemporaryDir home;
    engine::pool::Pool pool{app::poolSettings(0)};
    MainWindow window{pool, SAFELIGHT_RESOURCES, {}};
    Player player{window, pictures};
};

TEST_F(Heads, areCutAcceptedAndTakenBackByKeys)
{
    open({"mr-face-ch2"});
    QFile script{SAFELIGHT_TESTS "/app/heads.keys"};
    ASSERT_TRUE(script.open(QIODevice::ReadOnly));
    EXPECT_EQ(player.play(QString::fromUtf8(script.readAll()).split(QLatin1Char('\n'))).toStdString(), "");
}

TEST_F(Heads, areShownAnewWhenFilesComeIntoTheirSeries)
{
    open({"mr-face-ch2"});
    ASSERT_EQ(player.play({"until \"skin from 206\" 60", "until \"61 slice\" 5"}).toStdString(), "");
    const auto found =
        engine::journey::discover({SAFELIGHT_SHARED "/testdata/heads/mr-face-ch2"}, pool, {}); // the other half too
    ASSERT_TRUE(found);
    widgets::jobs::Jobs jobs;
    window.findChild<widgets::session::Session*>()->lend<bool>(
        jobs, {}, [&](Project& project, const engine::Progress&) { return bool(project.record(*found)); },
        [](bool recorded) { EXPECT_TRUE(recorded); });
    EXPECT_EQ(player.play({"until \"121 slice\" 20", "until \"skin from 204\" 60"}).toStdString(), "")
        << "the head on the screen is of all its slices";
}

/// Pictures that tell who somebody is without a head: what can be said of them, where they go, and back again.
TEST_F(Heads, stayOutOfWhatIsOfferedForThePictureOfAnEye)
{
    const QStringList order{"-B", SAFELIGHT_TESTS "/app/window/make_items.py", home.filePath("items"), "0", "4", "64",
                            "eye"};
    if (!QFile::exists("/usr/lib/python3/dist-packages/pydicom") || QProcess::execute("/usr/bin/python3", order) != 0)
        GTEST_SKIP() << "needs python3-pydicom";
    open({}, {home.filePath("items/eye.dcm").toStdString()});
    ASSERT_EQ(player
                  .play({"until \"A picture of an eye\" 20", "until \"Keep for named people\" 5",
                         "until \"Tells nobody, next\" 5", "until \"only you do\" 5", "quiet \"Cut the face\" 1",
                         "quiet \"Looked from\" 1", "picture eye-open"})
                  .toStdString(),
              "");
    ASSERT_EQ(
        player
            .play({"key K", "until \"leaves for named people only\" 5", "picture eye-why", "key 1",
                   "until \"For named people only: it may tell who somebody is. The reason: the study is about it.\" 5",
                   "picture eye-kept"})
            .toStdString(),
        "");
    EXPECT_EQ(decisions(), (std::map<QString, int>{{"face-kept; the study is about it", 1}}));
    ASSERT_EQ(player
                  .play({"key Ctrl+Z", "until \"Undecided. Until you decide it stays out.\" 5", "key Space",
                         "until \"Why may this one go?\" 5", "key B", "until \"Tells nobody, next\" 5", "key Space",
                         "key 3", "until \"Goes into the release: it tells nobody.\" 5", "key Backspace",
                         "until \"Undecided. Until you decide it stays out.\" 5", "key X",
                         "until \"Left out of the release.\" 5", "key Ctrl+Z", "until \"1 open\" 5"})
                  .toStdString(),
              "");
    EXPECT_TRUE(decisions().empty());
}

/// The check of a cut that takes too little; with the failure a reason, and no red once it was given.
TEST_F(Heads, areCutAgainstAFailedCheckWithAReasonOnly)
{
    open({"mr-face-ch2"});
    QStringList script{"until \"A · face\" 20", "until \"Nothing is cut.\" 5", "rest 800", "key Ctrl+E",
                       "until \"all checks hold\" 120"};
    for (int step = 0; step < 20; ++step)
        script += "key ]"; // 40 mm further from the brain
    script += {"until \"margin +40 mm\" 5", "until \"needs review\" 120", "rest 1000"};
    for (const auto* key : {"Home", "Right", "Right", "Home", "Left", "Left", "Home", "Down", "Down"})
        script += {QStringLiteral("key %1").arg(key), "rest 1000"};
    script += {"picture heads-fails",
               "key Space",
               "until \"Why accept the cut?\" 10",
               "picture heads-why",
               "key 2",
               "until \"A person took on that\" 10",
               "until \"The reason: more cannot be cut away.\" 5",
               "until \"taken on\" 5",
               "quiet \"needs review\" 1",
               "picture heads-taken-on"};
    ASSERT_EQ(player.play(script).toStdString(), "");
    const auto all = decisions();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_TRUE(all.begin()->first.endsWith("; because more cannot be cut away")) << all.begin()->first.toStdString();
    ASSERT_EQ(
        player.play({"key [", "until \"needs review\" 120", "key Ctrl+Z", "until \"taken on\" 120"}).toStdString(), "")
        << "another cut is nobody's yet";
}

/// A face of which the field shows a part is none for who says so twice.
TEST_F(Heads, ofWhichAPartShowsAreAskedAboutBeforeTheyPass)
{
    open({"mr-face-ch2@10"});
    QStringList script{"until \"U · undecided\" 20", "until \"Nothing is cut.\" 5", "rest 800"};
    for (const auto* key : {"Home", "Right", "Right", "Home", "Left", "Left", "Home", "Down", "Down"})
        script += {QStringLiteral("key %1").arg(key), "rest 1000"};
    const QStringList pass{"key Space", "until \"part of a face here. Is there none?\" 10"};
    ASSERT_EQ(player.play(script + pass + QStringList{"picture heads-part", "key B"}).toStdString(), "");
    EXPECT_TRUE(decisions().empty());
    ASSERT_EQ(player.play(pass + QStringList{"key Y", "until \"no face shows\" 10"}).toStdString(), "");
    EXPECT_EQ(decisions(), (std::map<QString, int>{{"no-face", 1}}));
}

TEST_F(Heads, areCutByHandWithTheMouse)
{
    open({"mr-face-ch2"});
    ASSERT_EQ(player.play({"until \"Nothing is cut.\" 20", "rest 1500", "key B", "until \"By hand: box, cuts\" 5"})
                  .toStdString(),
              "");
    auto* planes = window.findChild<widgets::face::Planes*>();
    const int third = planes->width() / 3, high = planes->height();
    const auto drag = [&](const QPoint& from, const QPoint& to) {
        QTest::mousePress(planes, Qt::LeftButton, {}, from);
        QTest::mouseMove(planes, (from + to) / 2);
        QTest::mouseMove(planes, to);
        QTest::mouseRelease(planes, Qt::LeftButton, {}, to);
    };
    const auto* view = window.findChild<widgets::face::FaceScreen*>();
    QTest::mouseMove(planes, {third / 2, 60});
    const auto place = view->viewState();
    EXPECT_TRUE(place.contains(" A ") && place.endsWith(" mm")) << place.toStdString();
    drag({third / 2 - 40, 40}, {third / 2 + 40, high / 2 - 30}); // the front of the axial plane
    ASSERT_EQ(player
                  .play({"until \"pieces by hand: 1\" 10", "rest 1500", "picture heads-hand-box", "key Shift+B",
                         "until \"By hand: box, protects\" 5"})
                  .toStdString(),
              "");
    drag({third + third / 2 - 10, high / 2 + 5}, {third + third / 2 + 10, high / 2 + 25}); // coronal
    ASSERT_EQ(
        player.play({"until \"protected: 1\" 10", "key Shift+B", "key B", "key B", "until \"By hand: ball, cuts\" 5"})
            .toStdString(),
        "");
    drag({2 * third + 40, high / 2}, {2 * third + 40, high / 2 + 40}); // a stroke down the front of the sagittal plane
    ASSERT_EQ(player.play({"until \"pieces by hand: \" 10", "rest 2000", "picture heads-hand-all"}).toStdString(), "");
    ASSERT_EQ(player
                  .play({"key Ctrl+Z", "until \"pieces by hand: 1 · protected: 1\" 10", "key Ctrl+Z",
                         "quiet \"protected\" 10", "key Ctrl+Z", "until \"Nothing is cut.\" 10", "key Ctrl+Shift+Z",
                         "until \"pieces by hand: 1\" 10", "key Del", "until \"Nothing is cut.\" 10"})
                  .toStdString(),
              "");
    EXPECT_TRUE(decisions().empty()) << "nothing was decided by drawing";
}

TEST_F(Heads, areCutByHandAndTurnedWithKeysAlone)
{
    open({"mr-face-ch2"});
    QFile script{SAFELIGHT_TESTS "/app/heads_by_hand.keys"};
    ASSERT_TRUE(script.open(QIODevice::ReadOnly));
    EXPECT_EQ(player.play(QString::fromUtf8(script.readAll()).split(QLatin1Char('\n'))).toStdString(), "");
    const auto all = decisions();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_TRUE(all.begin()->first.startsWith("wedge,box=")) << all.begin()->first.toStdString();
}

TEST_F(Heads, areAcceptedManyAtOnceAfterALookAtEachAndTheUnsureOnesStayOpen)
{
    open({"mr-face-ch2", "ct-abdomen-negative"});
    ASSERT_EQ(player.play({"key Shift+Return", "until \"Page 1 of 1\" 10", "key Space", "until \"not all here yet\" 5"})
                  .toStdString(),
              "");
    EXPECT_TRUE(decisions().empty());
    const auto* sheet = window.findChild<widgets::face::FaceScreen*>()->findChild<widgets::contact::ContactSheet*>();
    const auto& tiles = const_cast<widgets::contact::ContactSheet*>(sheet)->tiles();
    ASSERT_TRUE(QTest::qWaitFor(
        [&] {
            return std::all_of(tiles.tiles().begin(), tiles.tiles().end(),
                               [](const auto& tile) { return tile.state != widgets::contact::Tile::State::Waiting; });
        },
        120'000));
    QTest::qWait(600);
    ASSERT_EQ(player.play({"picture heads-many"}).toStdString(), "");
    ASSERT_EQ(tiles.tiles().size(), 1) << "of the abdomen the machine is not sure, so it does not ask here";
    EXPECT_TRUE(tiles.tiles()[0].isTaken());
    ASSERT_EQ(player.play({"key X", "until \"Confirm 0 and apply\" 20", "key X", "until \"Confirm 1 and apply\" 20"})
                  .toStdString(),
              "");
    ASSERT_TRUE(QTest::qWaitFor([&] { return !tiles.tiles()[0].picture.isNull(); }, 60'000));
    QTest::qWait(600);
    ASSERT_EQ(player.play({"key Space", "until \"accepted\" 10", "picture heads-many-accepted"}).toStdString(), "");
    EXPECT_EQ(decisions(), (std::map<QString, int>{{"wedge", 1}})) << "the abdomen stays open";
    ASSERT_EQ(player.play({"key Backspace", "rest 500"}).toStdString(), "");
    EXPECT_TRUE(decisions().empty()) << "one undo for all";
}

TEST_F(Heads, areGoneThroughByNAndLeaveNoPictureBehindAtTheNext)
{
    open({"mr-face-ch2", "ct-abdomen-negative"});
    ASSERT_EQ(player.play({"until \"A · face\" 20", "until \"skin from 206\" 60"}).toStdString(), "");
    auto* sides = window.findChild<widgets::face::Sides*>();
    const auto shown = [&] {
        return qGray(sides->grab().toImage().pixel(sides->width() / 8, sides->height() * 5 / 8));
    };
    ASSERT_TRUE(QTest::qWaitFor([&] { return shown() > 100; }, 60'000)) << "the head from in front, small";
    ASSERT_EQ(player.play({"key N"}).toStdString(), "");
    EXPECT_LT(shown(), 60) << "the series that comes is not on the screen yet, and the one before no more";
    ASSERT_EQ(player
                  .play({"until \"U · undecided\" 5", "until \"skin from -300\" 60", "key N", "until \"A · face\" 5",
                         "until \"skin from 206\" 60"})
                  .toStdString(),
              "");
}

}
