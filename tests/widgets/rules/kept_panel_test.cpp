// SPDX-License-Identifier: Apache-2.0
#include "widgets/rules/kept_panel.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

namespace {

using engine::journey::KeptValue;
using engine::review::FindingVerdict;
using widgets::look::Mark;
using widgets::rules::KeptPanel;

class KeptPanelTest : public testing::Test {
protected:
    KeptPanelTest()
    {
        panel.resize(400, 500);
        panel.setVisible(true);
        panel.show(values(), state);
    }

    static std::vector<KeptValue> values()
    {
        return {{"fa", "CHEST", "(0008,103E)", {"SeriesDescription"}, {"i1", "i2"}, false, false},
                {"fb", "Alpha knee", "(0008,1030)", {"StudyDescription"}, {"i3"}, true, false},
                {"fc", "Zeta", "(0008,1030)", {"StudyDescription"}, {"i4", "i5", "i6"}, true, true}};
    }

    QStringList ids() const
    {
        QStringList ids;
        for (const auto& row : const_cast<KeptPanel&>(panel).list().rows())
            ids += row.id;
        return ids;
    }

    void decide(const char* id, FindingVerdict verdict, const char* reason = "")
    {
        state.decisions[id] = {verdict, reason};
        panel.show(values(), state);
    }

    QLineEdit* field(const char* name) const
    {
        for (auto* one : panel.findChildren<QLineEdit*>()) {
            if (one->accessibleName() == name)
                return one;
        }
        return nullptr;
    }

    engine::review::State state;
    KeptPanel panel;
};

TEST_F(KeptPanelTest, putsCutTextsFirstThenOtherUncertainOnesThenTheRest)
{
    EXPECT_EQ(ids(), (QStringList{"fc", "fb", "fa"}));
    EXPECT_EQ(panel.open(), 2U);
    EXPECT_EQ(panel.currentId(), "fc");
    EXPECT_TRUE(panel.list().rows()[0].sub.contains("StudyDescription"));
    EXPECT_TRUE(panel.list().rows()[0].sub.contains("3"));
}

TEST_F(KeptPanelTest, keepsItsOrderWhenSomethingIsDecidedAndGoesToWhatIsOpen)
{
    decide("fc", FindingVerdict::Keep);
    EXPECT_EQ(ids(), (QStringList{"fc", "fb", "fa"}));
    EXPECT_EQ(panel.list().rows()[0].mark, Mark::Clean);
    EXPECT_EQ(panel.open(), 1U);
    EXPECT_TRUE(panel.goToNextOpen());
    EXPECT_EQ(panel.currentId(), "fb");
    decide("fb", FindingVerdict::Replace, "Knee");
    EXPECT_TRUE(panel.list().rows()[1].right.contains("Knee"));
    EXPECT_FALSE(panel.goToNextOpen());
    EXPECT_EQ(panel.firstFile("fc"), "i4");
}

TEST_F(KeptPanelTest, filtersByTextAndByElement)
{
    auto* filter = field("Filter the texts");
    ASSERT_TRUE(filter);
    filter->setText("study");
    EXPECT_EQ(ids(), (QStringList{"fc", "fb"}));
    filter->setText("chest");
    EXPECT_EQ(ids(), QStringList{"fa"});
    QTest::keyClick(filter, Qt::Key_Escape);
    EXPECT_EQ(ids().size(), 3);
}

TEST_F(KeptPanelTest, asksForAReplacementInItsOwnFieldWhichEscapeLeavesAsItWas)
{
    auto* words = field("Replace the chosen text by");
    ASSERT_TRUE(words);
    QSignalSpy replaced{&panel, &KeptPanel::replaced};
    panel.startEdit();
    EXPECT_EQ(words->text(), "Zeta");
    QTest::keyClick(words, Qt::Key_Escape);
    EXPECT_TRUE(words->text().isEmpty());
    EXPECT_EQ(replaced.count(), 0);
    panel.startEdit();
    words->setText(" Knee ");
    QTest::keyClick(words, Qt::Key_Return);
    ASSERT_EQ(replaced.count(), 1);
    EXPECT_EQ(replaced[0][0].toString(), "Knee");
}

TEST_F(KeptPanelTest, tellsScreenReadersTextStateAndElement)
{
    const auto words = panel.list().model()->index(0, 0).data(Qt::AccessibleTextRole).toString();
    for (const auto* part : {"Zeta", "undecided", "StudyDescription"})
        EXPECT_TRUE(words.contains(part)) << qPrintable(words);
}

}
