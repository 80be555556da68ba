// SPDX-License-Identifier: Apache-2.0
#include "tests/app/window/review_world.h"
#include "widgets/review/item_sheet.h"

#include <QAction>

namespace app::window::test {

namespace {

TEST_F(Review, walksWithinTheFilterAndNeverHidesThatOthersAreOpen)
{
    Player player{window, pictures};
    ASSERT_EQ(player
                  .play({"key /", "type us", "until \"1 of 6 shown, 5 open elsewhere\" 2", "key Return", "rest 100",
                         "picture filter"})
                  .toStdString(),
              "");
    EXPECT_EQ(screen()->place(), "5") << "the clip";
    press(Qt::Key_Right);
    EXPECT_EQ(screen()->place(), "5") << "there is no other";
    look();
    press(Qt::Key_Space);
    look();
    press(Qt::Key_Space);
    EXPECT_EQ(of("s5").verdict, ItemVerdict::Clean);
    EXPECT_EQ(screen()->place(), "5");
    EXPECT_EQ(player.play({"until \"Show all, 5 open\" 2", "picture filter-done", "key Space"}).toStdString(), "");
    EXPECT_EQ(screen()->place(), "6") << "the next open one of all";
    EXPECT_EQ(session().project().queueFilter(), "");
}

TEST_F(Review, asksForWhatWasFlaggedByKeysAlone)
{
    for (const auto verdict : {Qt::Key_F, Qt::Key_Space, Qt::Key_F}) {
        press(verdict);
        look();
    }
    Player player{window, pictures};
    ASSERT_EQ(player.play({"key /", "key Shift+Tab"}).toStdString(), "");
    press(Qt::Key_Space); // the last of those that would show something
    EXPECT_EQ(session().project().queueFilter(), "flagged ");
    EXPECT_EQ(screen()->place(), "1");
    look();
    press(Qt::Key_Space);
    EXPECT_EQ(of("s1").verdict, ItemVerdict::Clean);
    EXPECT_EQ(screen()->place(), "3");
    EXPECT_EQ(screen()->share(), .5) << "the counts are of all";
}

TEST_F(Review, jumpsToAnItemByItsNumber)
{
    Player player{window, pictures};
    EXPECT_EQ(player.play({"key J", "type 4", "key Return"}).toStdString(), "");
    EXPECT_EQ(screen()->place(), "4");
    EXPECT_EQ(
        player.play({"key J", "type 7", "key Return", "until \"There is no item 7: the last is 6\" 1"}).toStdString(),
        "");
    EXPECT_EQ(screen()->place(), "4");
    EXPECT_EQ(player.play({"key J", "type 2", "key Esc"}).toStdString(), "");
    EXPECT_EQ(screen()->place(), "4");
    look();
    press(Qt::Key_Space);
    EXPECT_EQ(of("s4").verdict, ItemVerdict::Clean) << "the keys are those of the pictures again";
}

TEST_F(Review, goesOnWithTheSameItemAndFilterAfterARestart)
{
    Player player{window, pictures};
    ASSERT_EQ(player.play({"key /", "type ct", "key Return", "key J", "type 3", "key Return"}).toStdString(), "");
    window.findChild<QAction*>("close")->trigger();
    QTest::qWait(50);
    window.open(home.filePath("project"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return screen() && window.isQuiet(); }, 60'000));
    window.goTo("review");
    EXPECT_EQ(screen()->place(), "3");
    EXPECT_EQ(player.play({"until \"4 of 6 shown, 2 open elsewhere\" 2"}).toStdString(), "");
}

/// The four volumes and the plate on sheets; the clip is for the usual way.
class ReviewOnASheet : public Review {
protected:
    void openSheet()
    {
        press(Qt::Key_G);
        ASSERT_TRUE(QTest::qWaitFor([&] { return sheet()->isVisible() && sheet()->isMade(); }, 20'000));
        look();
    }

    widgets::review::ItemSheet* sheet() const { return screen()->findChild<widgets::review::ItemSheet*>(); }

    /// Until the last of the six.
    void showAllPictures()
    {
        for (int picture = 1; picture < 6; ++picture) {
            press(Qt::Key_Space);
            look();
        }
    }

    void passRest() { QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ShiftModifier); }
};

TEST_F(ReviewOnASheet, judgesAllOfItByOneActOnceEveryPictureWasThere)
{
    openSheet();
    window.grab().save(pictures + "/sheet.png");
    EXPECT_EQ(sheet()->entries().size(), 5U) << "not the clip";
    passRest();
    EXPECT_EQ(of("s1").verdict, ItemVerdict::None) << "five of six pictures were not on the screen";
    EXPECT_TRUE(screen()->bar().said().contains("Not every picture")) << qPrintable(screen()->bar().said());
    showAllPictures();
    window.grab().save(pictures + "/sheet-last.png");
    EXPECT_EQ(of("s1").verdict, ItemVerdict::None) << "to look at pictures is no verdict";
    const auto before = session().project().journal()->size();
    passRest();
    for (const char* series : {"s1", "s2", "s3", "s4"})
        EXPECT_EQ(of(series).verdict, ItemVerdict::Clean) << series;
    EXPECT_EQ(of("s6").verdict, ItemVerdict::None) << "a plate of 1800 rows is too small there";
    EXPECT_EQ(of("s5").verdict, ItemVerdict::None);
    EXPECT_EQ(session().project().journal()->size(), before + 1);
    EXPECT_TRUE(screen()->bar().said().contains("1 stay")) << qPrintable(screen()->bar().said());
    window.grab().save(pictures + "/sheet-done.png");

    const auto* entry = session().project().collection().instancesBelow("s3").front();
    ASSERT_TRUE(state().looks.contains(entry->id));
    const auto& look = state().looks.at(entry->id);
    EXPECT_EQ(look.view, "grid 4x4");
    EXPECT_EQ(look.exposed, 1);
    EXPECT_EQ(look.images, 8);
    EXPECT_GE(look.dwellMs * 5, 6 * 500) << "its share of the time it was visible";

    press(Qt::Key_Backspace);
    EXPECT_EQ(of("s1").verdict, ItemVerdict::None);
    EXPECT_EQ(of("s4").verdict, ItemVerdict::None) << "one act, one undo";
}

TEST_F(ReviewOnASheet, judgesTilesOneByOneByTheSameKeysAsEverywhere)
{
    openSheet();
    press(Qt::Key_Right);
    EXPECT_EQ(screen()->place(), "2");
    press(Qt::Key_X);
    press(Qt::Key_N);
    EXPECT_EQ(of("s2"), (Judgement{ItemVerdict::Found, Category::Name, {}})) << "what is seen may be said at once";
    EXPECT_TRUE(sheet()->isVisible());
    EXPECT_EQ(screen()->place(), "3") << "the next one without a verdict";
    press(Qt::Key_F);
    EXPECT_EQ(of("s3").verdict, ItemVerdict::Flag);
    showAllPictures();
    QKeyEvent held{QEvent::KeyPress, Qt::Key_Space, Qt::NoModifier, " ", true};
    QApplication::sendEvent(QApplication::focusWidget(), &held);
    EXPECT_EQ(of("s4").verdict, ItemVerdict::None) << "a key that is held is no verdict";
    press(Qt::Key_Space);
    EXPECT_EQ(of("s4").verdict, ItemVerdict::Clean);
    EXPECT_EQ(of("s1").verdict, ItemVerdict::None) << "each for itself";
    window.grab().save(pictures + "/sheet-some.png");
}

TEST_F(ReviewOnASheet, countsNothingBeforeTheShortestLook)
{
    openSheet();
    for (int picture = 1; picture < 6; ++picture)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_PageDown); // hurries through
    look();
    passRest();
    for (const char* series : {"s1", "s2", "s3", "s4"})
        EXPECT_EQ(of(series).verdict, ItemVerdict::None) << series;
    EXPECT_TRUE(screen()->bar().said().contains("on the screen long enough")) << qPrintable(screen()->bar().said());
    press(Qt::Key_Space);
    EXPECT_EQ(of("s1").verdict, ItemVerdict::None);
}

TEST_F(ReviewOnASheet, leavesOpenWhereTheMachineReadsText)
{
    keepAText({});
    openSheet();
    showAllPictures();
    passRest();
    EXPECT_EQ(of("s1").verdict, ItemVerdict::Clean);
    EXPECT_EQ(of("s2").verdict, ItemVerdict::None);
    EXPECT_EQ(screen()->place(), "2");
    press(Qt::Key_Return);
    EXPECT_FALSE(sheet()->isVisible());
    look();
    press(Qt::Key_Space);
    EXPECT_TRUE(screen()->bar().isAsking()) << "alone it is asked about";
}

TEST_F(ReviewOnASheet, showsMoreOrFewerAndComesBackByEsc)
{
    openSheet();
    for (const int columns : {6, 8, 2, 3, 4}) {
        press(Qt::Key_G);
        ASSERT_TRUE(QTest::qWaitFor([&] { return sheet()->isMade(); }, 20'000));
        EXPECT_EQ(int(sheet()->entries().size()), std::min(5, columns * columns));
    }
    press(Qt::Key_Right);
    press(Qt::Key_Escape);
    EXPECT_FALSE(sheet()->isVisible());
    look();
    press(Qt::Key_Space);
    EXPECT_EQ(state().looks.size(), 1U);
    EXPECT_EQ(state().looks.begin()->second.view.substr(0, 4), "cell") << "by itself again";
}

}

}
