// SPDX-License-Identifier: Apache-2.0
#include "app/places.h"
#include "app/window/main_window.h"
#include "engine/journey/project.h"
#include "engine/journey/steps.h"
#include "tests/app/window/player.h"
#include "widgets/review/cells_view.h"
#include "widgets/review/review_screen.h"
#include "widgets/session/session.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

namespace {

using app::window::MainWindow;
using app::window::test::Player;
using engine::review::Category;
using engine::review::ItemVerdict;
using engine::review::Judgement;

constexpr int volumes = 4;

/// A window on the Review screen of four volumes, a clip and a plate, all of them searched for text and faces already.
class Review : public testing::Test {
protected:
    void SetUp() override
    {
        const auto folder = home.filePath("items");
        const QStringList order{
            "-B", SAFELIGHT_TESTS "/app/window/make_items.py", folder, QString::number(volumes), "8", "64"};
        if (!QFile::exists("/usr/lib/python3/dist-packages/pydicom") ||
            QProcess::execute("/usr/bin/python3", order) != 0)
            GTEST_SKIP() << "needs python3-pydicom";
        fill(folder);
        window.show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
        window.open(home.filePath("project"));
        ASSERT_TRUE(QTest::qWaitFor([&] { return screen() && window.isQuiet(); }, 60'000));
        pictures = qEnvironmentVariable("SAFELIGHT_PICTURES", QDir::currentPath() + "/review-pictures");
        ASSERT_TRUE(QDir{}.mkpath(pictures));
        window.goTo("review");
        look();
    }

    void fill(const QString& folder)
    {
        auto project = engine::journey::Project::create(home.filePath("project").toStdString(), {}, {});
        ASSERT_TRUE(project);
        const auto found = engine::journey::discover({folder.toStdString()}, pool, {});
        ASSERT_TRUE(found);
        ASSERT_TRUE((*project)->record(*found));
        const auto& collection = (*project)->collection();
        for (const auto& entry : collection.entries())
            ASSERT_TRUE((*project)->record(
                engine::journey::Examined{entry.id, "text", entry.instance.frames, entry.instance.frames, {}, {}}));
        for (const auto* series : collection.nodes(engine::study::Level::Series))
            ASSERT_TRUE((*project)->record(engine::journey::Examined{series->id, "face", 1, 1, {}, {}}));
    }

    widgets::review::ReviewScreen* screen() const { return window.findChild<widgets::review::ReviewScreen*>(); }
    const engine::review::State& state() const { return window.findChild<widgets::session::Session*>()->state(); }

    /// The picture is there and was looked at for half a second: the step is ready.
    void look()
    {
        const bool isThere = QTest::qWaitFor([&] { return isReady(); }, 10'000);
        if (!isThere)
            window.grab().save(pictures + "/failed.png");
        ASSERT_TRUE(isThere) << qPrintable(screen()->bar().said());
    }

    bool isReady() const
    {
        for (const auto* one : screen()->findChildren<QAbstractButton*>())
            if (one->property("primary").toBool())
                return one->isEnabled();
        return false;
    }

    void press(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }

    /// As if the search had read something on the middle slice of the second volume, and a person had kept it.
    void keepAText(const std::string& reason, const std::string& machine = "phi") const
    {
        auto& session = *window.findChild<widgets::session::Session*>();
        const auto item = session.project().collection().instancesBelow("s2")[4]->id;
        engine::review::Finding finding;
        finding.id = session.project().newFindingId();
        finding.item = item;
        finding.place = "pixel";
        finding.machine = machine;
        finding.box = {4, 4, 36, 8, 1, 1};
        ASSERT_TRUE(session.record(engine::journey::Examined{item, "text", 1, 1, {}, {finding}}));
        ASSERT_TRUE(session.perform(
            engine::review::FindingsDecided{{{finding.id, {engine::review::FindingVerdict::Keep, reason}}}}));
        ASSERT_TRUE(QTest::qWaitFor([&] { return window.isQuiet(); }, 30'000)); // the file is written anew
    }

    Judgement of(const std::string& series) const
    {
        const auto* entry =
            window.findChild<widgets::session::Session*>()->project().collection().instancesBelow(series)[0];
        return state().items.at(entry->id);
    }

    QTemporaryDir home;
    QString pictures;
    engine::pool::Pool pool{app::poolSettings(2)};
    MainWindow window{pool, SAFELIGHT_RESOURCES, {}};
};

TEST_F(Review, takesOneKeyForWhatIsCleanAndThreeForALeak)
{
    press(Qt::Key_Space);
    EXPECT_EQ(of("s1").verdict, ItemVerdict::Clean);
    look();
    for (const auto key : {Qt::Key_X, Qt::Key_D})
        press(key);
    EXPECT_EQ(of("s2"), (Judgement{ItemVerdict::Found, Category::Date, {}}));
    look();
    press(Qt::Key_F);
    EXPECT_EQ(of("s3").verdict, ItemVerdict::Flag);
    look();
    press(Qt::Key_U);
    press(Qt::Key_2);
    EXPECT_EQ(of("s4"), (Judgement{ItemVerdict::Damaged, Category::None, "anatomy-cut"}));
    EXPECT_EQ(screen()->place(), "5");
}

TEST_F(Review, hidesThePicturesOfWhoIsTiredAndCountsNothingMeanwhile)
{
    press(Qt::Key_F10);
    QTest::qWait(700);
    EXPECT_FALSE(screen()->findChild<widgets::review::CellsView*>()->isVisible());
    window.grab().save(pictures + "/break.png");
    press(Qt::Key_Space);
    EXPECT_EQ(of("s1").verdict, ItemVerdict::None) << "it is not on the screen";
    press(Qt::Key_F10);
    look();
    press(Qt::Key_Space);
    EXPECT_EQ(of("s1").verdict, ItemVerdict::Clean);
}

TEST_F(Review, goesBackToWhatBackspaceTookBack)
{
    press(Qt::Key_Space);
    look();
    press(Qt::Key_Right);
    EXPECT_EQ(screen()->place(), "3") << "Left and Right move freely";
    press(Qt::Key_Backspace);
    EXPECT_EQ(of("s1").verdict, ItemVerdict::None);
    EXPECT_EQ(screen()->place(), "1");
}

TEST_F(Review, refusesAVerdictBeforeTheLookAndTellsWhy)
{
    press(Qt::Key_Right);
    EXPECT_FALSE(isReady());
    press(Qt::Key_Space);
    EXPECT_EQ(of("s2").verdict, ItemVerdict::None);
    EXPECT_FALSE(screen()->bar().said().isEmpty());
    look();
    QKeyEvent held{QEvent::KeyPress, Qt::Key_Space, Qt::NoModifier, " ", true};
    QApplication::sendEvent(QApplication::focusWidget(), &held);
    EXPECT_EQ(of("s2").verdict, ItemVerdict::None) << "a key that is held is no verdict";
    press(Qt::Key_Space);
    EXPECT_EQ(of("s2").verdict, ItemVerdict::Clean);
}

TEST_F(Review, putsTheLookBehindTheVerdictIntoTheJournal)
{
    press(Qt::Key_Space);
    const auto* entry =
        window.findChild<widgets::session::Session*>()->project().collection().instancesBelow("s1").front();
    const auto found = state().looks.find(entry->id);
    ASSERT_NE(found, state().looks.end());
    EXPECT_GE(found->second.dwellMs, 500);
    EXPECT_EQ(found->second.exposed, 1);
    EXPECT_EQ(found->second.view, "cells");
}

TEST_F(Review, showsTheMachinesBoxOnceTheVerdictContradictsItAndNotBefore)
{
    keepAText({});
    press(Qt::Key_Right);
    look();
    const auto& canvas = screen()->findChild<widgets::canvas::Viewer*>()->canvas();
    EXPECT_TRUE(canvas.marks().isEmpty());
    press(Qt::Key_Space);
    EXPECT_EQ(of("s2").verdict, ItemVerdict::None);
    EXPECT_TRUE(screen()->bar().isAsking());
    ASSERT_TRUE(QTest::qWaitFor([&] { return !canvas.marks().isEmpty(); }, 2'000));
    QTest::qWait(200);
    window.grab().save(pictures + "/contradiction.png");
    press(Qt::Key_2);
    EXPECT_EQ(of("s2"), (Judgement{ItemVerdict::Clean, Category::None, "clean-anyway: no text"}));
    EXPECT_TRUE(canvas.marks().isEmpty());
    press(Qt::Key_Backspace);
    look();
    for (const auto key : {Qt::Key_Space, Qt::Key_X, Qt::Key_N})
        press(key);
    EXPECT_EQ(of("s2"), (Judgement{ItemVerdict::Found, Category::Name, "missed at first"}));
}

TEST_F(Review, asksNothingAboutATextThatWasKeptForAReasonOrThatTheMachineOnlyCouldNotRead)
{
    keepAText("side marker");
    keepAText({}, "unknown");
    press(Qt::Key_Right);
    look();
    press(Qt::Key_Space);
    EXPECT_EQ(of("s2").verdict, ItemVerdict::Clean);
}

/// The same window with cases that were planted and checked by keys.
class ReviewOfKnownCases : public Review {
protected:
    void askReader(std::initializer_list<Qt::Key> answers)
    {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        for (const auto key : answers)
            press(key);
    }

    void plant()
    {
        askReader({Qt::Key_4, Qt::Key_1});
        ASSERT_TRUE(QTest::qWaitFor([&] { return !state().known.cases.empty(); }, 60'000))
            << qPrintable(screen()->bar().said());
        EXPECT_EQ(state().known.cases.size(), 40);
        EXPECT_FALSE(session().position().starts_with('k')) << "nobody has checked them";
    }

    void check()
    {
        askReader({Qt::Key_4, Qt::Key_1});
        look();
        window.grab().save(pictures + "/case-to-check.png");
        press(Qt::Key_F);
        EXPECT_TRUE(state().known.checks.empty()) << "a case fits or does not";
        for (int page = 0; page < 4 && state().known.checks.empty(); ++page) {
            press(Qt::Key_Space);
            look();
        }
        press(Qt::Key_X);
        ASSERT_EQ(state().known.checks.size(), 2);
        engine::review::CasesChecked rest{"checker", {}};
        for (const auto& [id, one] : state().known.cases)
            rest.changes.push_back({id, engine::review::Fitness::Fits});
        ASSERT_TRUE(session().perform(rest));
    }

    widgets::session::Session& session() const { return *window.findChild<widgets::session::Session*>(); }

    /// What is planted in the item on the screen; null where it is real.
    const engine::review::KnownCase* planted() const
    {
        const auto found = state().known.cases.find(session().position());
        return found == state().known.cases.end() ? nullptr : &found->second;
    }
    bool hasLeak() const { return planted() && planted()->kind != engine::review::CaseKind::None; }

    void passAllPages()
    {
        const auto before = session().position();
        for (int page = 0; page < 4 && session().position() == before && !hasTold("missed"); ++page) {
            press(Qt::Key_Space);
            if (session().position() == before && !hasTold("missed"))
                look();
        }
    }
    bool hasTold(const char* word) const { return screen()->bar().said().contains(QLatin1String{word}); }
};

TEST_F(ReviewOfKnownCases, isScoredByReaderAndLeavesNothingBehind)
{
    plant();
    check();
    askReader({Qt::Key_1});
    for (int i = 0; i < 24 && engine::review::scoresOf(state().known).size() < 2; ++i) {
        look();
        if (!hasLeak()) {
            passAllPages();
            continue;
        }
        window.grab().save(pictures + (planted()->isPractice ? "/practice.png" : "/case.png"));
        press(Qt::Key_X);
        press(Qt::Key_N);
    }
    const auto scores = engine::review::scoresOf(state().known);
    ASSERT_EQ(scores.size(), 2) << "in pixels and in headers";
    for (const auto& row : scores)
        EXPECT_EQ(row.found, row.shown);
    for (const auto& [item, judgement] : state().items)
        EXPECT_NE(judgement.verdict, ItemVerdict::Found) << "an invented leak is in no count";
    EXPECT_GT(engine::review::blocksOf(state()).knownCases, 0);

    askReader({Qt::Key_4, Qt::Key_2});
    EXPECT_TRUE(state().known.cases.empty());
    EXPECT_EQ(engine::review::scoresOf(state().known), scores);
    EXPECT_FALSE(session().position().starts_with('k'));
    QTest::qWait(100);
    window.grab().save(pictures + "/cases-scored.png");
}

TEST_F(ReviewOfKnownCases, tellsInPracticeWhatWasMissedAndScoresNoneOfIt)
{
    plant();
    check();
    askReader({Qt::Key_1});
    for (int i = 0; i < 10 && !hasLeak(); ++i) {
        look();
        passAllPages();
    }
    look();
    ASSERT_TRUE(hasLeak() && planted()->isPractice);
    passAllPages();
    EXPECT_TRUE(hasTold("missed")) << qPrintable(screen()->bar().said());
    QTest::qWait(300);
    window.grab().save(pictures + "/case-missed.png");
    EXPECT_TRUE(engine::review::scoresOf(state().known).empty());
    const auto before = session().position();
    press(Qt::Key_N);
    EXPECT_NE(session().position(), before);
}

TEST_F(Review, opensTheSlicesAndComesBack)
{
    Player player{window, pictures};
    EXPECT_EQ(player
                  .play({"key Right", "rest 800", "picture cells", "key Return", "until \"Image\" 5", "key Esc",
                         "until \"Slices\" 5", "key D", "rest 50", "picture cells-wide"})
                  .toStdString(),
              "");
    look();
    press(Qt::Key_Space);
    EXPECT_EQ(of("s2").verdict, ItemVerdict::Clean);
}

TEST_F(Review, showsAllFramesOfAClipPageByPage)
{
    for (int i = 0; i < volumes; ++i)
        press(Qt::Key_Right);
    look();
    press(Qt::Key_Space); // 70 frames are two pages
    EXPECT_EQ(of("s5").verdict, ItemVerdict::None);
    look();
    press(Qt::Key_Space);
    EXPECT_EQ(of("s5").verdict, ItemVerdict::Clean);
}

TEST_F(Review, showsALargePlatePixelForPixelBeforeTheWholeOfIt)
{
    for (int i = 0; i <= volumes; ++i)
        press(Qt::Key_Right);
    look();
    press(Qt::Key_Space);
    EXPECT_EQ(of("s6").verdict, ItemVerdict::None) << "its edges were not on the screen";
    look();
    press(Qt::Key_Space);
    EXPECT_EQ(of("s6").verdict, ItemVerdict::Clean);
}

}
