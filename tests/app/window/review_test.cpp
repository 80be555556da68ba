// SPDX-License-Identifier: Apache-2.0
#include "tests/app/window/review_world.h"
#include "widgets/header/header_panel.h"
#include "widgets/review/cells_view.h"

namespace app::window::test {

namespace {

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
    for (int i = 0; i < 80 && engine::review::scoresOf(state().known).size() < 2; ++i) {
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

class ReviewOfAReport : public Review {
protected:
    ReviewOfAReport() { more = {"report"}; }

    bool isAtReport() const
    {
        const auto& project = session().project();
        const auto* entry = project.collection().entry(project.position());
        return entry && entry->instance.modality == "SR";
    }

    bool showsHeaderOfReport() const
    {
        const auto& elements = screen()->findChild<widgets::header::HeaderPanel*>()->elements();
        return std::any_of(elements.begin(), elements.end(),
                           [](const auto& one) { return one.keyword == "Modality" && one.before == "SR"; });
    }
};

TEST_F(ReviewOfAReport, countsAFileWithoutPixelsAsLookedAtOnceItsHeaderStandsThere)
{
    press(Qt::Key_D); // away
    for (int i = 0; i < volumes + 3 && !isAtReport(); ++i)
        press(Qt::Key_Right);
    ASSERT_TRUE(isAtReport());
    QTest::qWait(1500);
    EXPECT_FALSE(isReady()) << "nothing of it was on the screen";
    press(Qt::Key_D);
    look();
    EXPECT_TRUE(showsHeaderOfReport());
    press(Qt::Key_Left);
    look();
    EXPECT_FALSE(showsHeaderOfReport());
    press(Qt::Key_Right);
    EXPECT_FALSE(isReady());
    look();
    EXPECT_TRUE(showsHeaderOfReport());
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

}
