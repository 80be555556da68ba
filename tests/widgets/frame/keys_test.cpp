// SPDX-License-Identifier: Apache-2.0
#include "widgets/frame/action_bar.h"
#include "widgets/frame/keys.h"
#include "widgets/frame/screen.h"

#include <QAction>
#include <QTest>

#include <gtest/gtest.h>

#include <set>

namespace {

using namespace widgets::frame;

TEST(Keys, everyKeyHasOneMeaningAndEveryMeaningOneKey)
{
    std::set<QString> keys, names;
    for (const auto& row : keyTable()) {
        const auto key = keyOf(row.deed);
        EXPECT_FALSE(key.isEmpty()) << row.name;
        EXPECT_TRUE(keys.insert(key.toString()).second) << row.name << " shares its key";
        EXPECT_TRUE(names.insert(row.name).second) << row.name;
    }
}

TEST(Keys, theTableIsInTheOrderOfTheDeeds)
{
    int place = 0;
    for (const auto& row : keyTable())
        EXPECT_EQ(int(row.deed), place++) << row.name;
}

/// A screen with one verdict, to be pressed.
class OneKey : public Screen {
public:
    OneKey() : Screen{"one", "One"}
    {
        auto* body = new QWidget;
        body->setFocusPolicy(Qt::StrongFocus);
        setBody(body);
        bar().setStep(add(Deed::Pass, {"Clean, next", {}}, [this] { ++passed; }));
        bar().add(add(Deed::Identity, {"Identity", {}}, [this] {
            bar().ask("What?", {{"N", "Name"}, {"F", "Face"}}, [this](int index) { answer = index; });
        }));
        resize(800, 400);
        show();
        activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(this));
        body->setFocus();
    }

    int passed = 0, answer = -1;
};

TEST(Screen, actsOnAKeyOnceHoweverLongItIsHeld)
{
    OneKey screen;

    QTest::keyClick(screen.focusWidget(), Qt::Key_Space);
    QKeyEvent repeated{QEvent::ShortcutOverride, Qt::Key_Space, Qt::NoModifier, " ", true};
    QApplication::sendEvent(screen.focusWidget(), &repeated);
    QTest::sendKeyEvent(QTest::Press, screen.focusWidget(), Qt::Key_Space, " ", Qt::NoModifier);

    EXPECT_GE(screen.passed, 1);
    for (const auto* deed : screen.deeds())
        EXPECT_FALSE(deed->autoRepeat());
}

TEST(Screen, asksInPlaceOfTheBarAndLettersMeanAnswersThen)
{
    OneKey screen;

    QTest::keyClick(screen.focusWidget(), Qt::Key_X);
    ASSERT_TRUE(screen.bar().isAsking());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F);

    EXPECT_EQ(screen.answer, 1);
    EXPECT_FALSE(screen.bar().isAsking());
}

TEST(Screen, leavesAQuestionByEscapeWithoutAnAnswer)
{
    OneKey screen;

    QTest::keyClick(screen.focusWidget(), Qt::Key_X);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);

    EXPECT_EQ(screen.answer, -1);
    EXPECT_EQ(screen.passed, 0);
    EXPECT_FALSE(screen.bar().isAsking());
}

}
