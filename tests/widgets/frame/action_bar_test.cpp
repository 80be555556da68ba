// SPDX-License-Identifier: Apache-2.0
#include "widgets/frame/action_bar.h"
#include "widgets/frame/keys.h"
#include "widgets/look/key_button.h"

#include <QAction>
#include <QTest>

#include <gtest/gtest.h>

namespace {

using namespace widgets::frame;
using widgets::look::KeyButton;

constexpr int smallest = 884; // pixels beside the rail of a window of 960

/// The bar of Review: seven deeds and the step.
class Bar : public testing::Test {
protected:
    Bar()
    {
        const std::pair<Deed, const char*> deeds[] = {{Deed::Identity, "Identity"}, {Deed::Flag, "Second reader"},
                                                      {Deed::Skip, "Skip"},         {Deed::Damaged, "Damaged"},
                                                      {Deed::Enter, "Slices"},      {Deed::Header, "Header"},
                                                      {Deed::TakeBack, "Back"}};
        for (const auto& [deed, words] : deeds)
            bar.add(action(deed, words));
        bar.setStep(action(Deed::Pass, "Next page, 12 of 14"));
        bar.resize(smallest, bar.height());
        bar.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&bar));
    }

    QAction* action(Deed deed, const char* words)
    {
        auto* one = new QAction{words, &bar};
        one->setShortcut(keyOf(deed));
        return one;
    }

    QList<KeyButton*> buttons() const
    {
        QList<KeyButton*> seen;
        for (auto* one : bar.findChildren<KeyButton*>())
            if (one->isVisible())
                seen += one;
        return seen;
    }

    void expectWhole() const
    {
        for (const auto* one : buttons()) {
            EXPECT_GE(one->width(), one->sizeHint().width()) << qPrintable(one->accessibleName());
            EXPECT_FALSE(one->toolTip().isEmpty());
            EXPECT_LE(one->mapTo(&bar, one->rect().bottomRight()).x(), bar.width());
        }
    }

    ActionBar bar;
};

TEST_F(Bar, cutsNothingOnTheSmallestWindow)
{
    QTest::qWait(20);
    expectWhole();
    EXPECT_FALSE(buttons().front()->isNarrow()) << "what is said most keeps its words";
    EXPECT_FALSE(buttons().back()->isNarrow()) << "and so does the step";
    EXPECT_TRUE(buttons()[6]->isNarrow());
    EXPECT_EQ(buttons()[6]->accessibleName(), "Back") << "for a screen reader nothing changes";

    bar.say("12 images were not on the screen yet: scroll, or C plays them");
    QTest::qWait(20);
    expectWhole();
    const auto* words = bar.findChild<widgets::look::Text*>();
    EXPECT_GE(words->height(), words->heightForWidth(words->width())) << "what is refused can be read";

    bar.resize(1600, bar.height());
    QTest::qWait(20);
    for (const auto* one : buttons())
        EXPECT_FALSE(one->isNarrow()) << qPrintable(one->accessibleName());
}

TEST_F(Bar, asksWithEveryAnswerInFull)
{
    bar.ask("What was found?",
            {{"N", "Name"}, {"I", "ID"}, {"D", "Date"}, {"P", "Place"}, {"F", "Face"}, {"O", "Other"}}, [](int) {});
    QTest::qWait(20);
    expectWhole();
    for (int answer = 0; answer < 6; ++answer)
        EXPECT_FALSE(buttons()[answer]->isNarrow()) << answer;
}

}
