// SPDX-License-Identifier: Apache-2.0
#include "widgets/import/link_card.h"

#include <QLineEdit>
#include <QTest>

#include <gtest/gtest.h>

namespace {

using engine::journey::Discovered;
using widgets::import::LinkCard;

std::vector<Discovered> photographs()
{
    std::vector<Discovered> found;
    for (const auto* path : {"ward/P1/one.jpg", "ward/P1/two.jpg", "ward/P2/X7_left.jpg"}) {
        Discovered one;
        one.source.shownPath = path;
        one.instance.kind = engine::study::FileKind::Image;
        one.instance.sopInstanceUid = path;
        found.push_back(one);
    }
    return found;
}

class Links : public testing::Test {
protected:
    Links()
    {
        card.connect(&card, &LinkCard::settled, &card, [this](const auto& found) {
            for (const auto& one : found)
                ids.push_back(one.instance.patientId);
        });
        card.connect(&card, &LinkCard::tableWished, &card, [this] { isTableWished = true; });
    }

    LinkCard card{photographs()};
    widgets::look::RowList* ways = card.findChild<widgets::look::RowList*>();
    QLineEdit* pattern = card.findChild<QLineEdit*>();
    std::vector<std::string> ids;
    bool isTableWished = false;
};

TEST_F(Links, leaveThePhotographsUnlinkedUnlessSomebodyChooses)
{
    QTest::keyClick(ways, Qt::Key_Return);
    EXPECT_EQ(ids, (std::vector<std::string>{"", "", ""}));
}

TEST_F(Links, tellWhatEachWayWouldLinkAndLinkByFolder)
{
    EXPECT_TRUE(ways->rows()[1].right.startsWith("3 of 3, 2 patient")) << qPrintable(ways->rows()[1].right);
    QTest::keyClick(ways, Qt::Key_Down);
    QTest::keyClick(ways, Qt::Key_Return);
    EXPECT_EQ(ids, (std::vector<std::string>{"P1", "P1", "P2"}));
}

TEST_F(Links, takeAPatternOfOnesOwnAndRefuseOneWithoutItsPatient)
{
    QTest::keyClicks(pattern, "*/*");
    QTest::keyClick(pattern, Qt::Key_Return);
    EXPECT_TRUE(ids.empty());
    pattern->clear();
    QTest::keyClicks(pattern, "{id}_*");
    QTest::keyClick(pattern, Qt::Key_Return);
    EXPECT_EQ(ids, (std::vector<std::string>{"", "", "X7"}));
}

TEST_F(Links, askForATableAndLetItGoFirst)
{
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(ways, Qt::Key_Down);
    QTest::keyClick(ways, Qt::Key_Return);
    EXPECT_TRUE(isTableWished);
    card.setTable({{"one.jpg", "T1"}});
    QTest::keyClick(ways, Qt::Key_Return);
    EXPECT_EQ(ids, (std::vector<std::string>{"T1", "", ""}));
}

}
