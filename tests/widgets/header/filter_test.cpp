// SPDX-License-Identifier: Apache-2.0
#include "widgets/header/filter.h"

#include "widgets/header/filter_bar.h"
#include "widgets/header/reason.h"
#include "widgets/look/chip.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

namespace {

using namespace widgets::header;

PlannedElement element(const std::string& path, const std::string& vr, const std::string& before,
                       const std::string& action, const std::string& after)
{
    return {path, "Keyword", vr, before, action, after, "why", false};
}

TEST(HeaderFilter, tellsWhatBecameOfAnElementWhoeverDecided)
{
    auto removed = element("(0009,1001){ACME}", "LO", "x", "R", "");
    EXPECT_EQ(letterOf(removed), 'R');
    removed.outcome = "X";
    EXPECT_EQ(letterOf(removed), 'X');
    EXPECT_EQ(letterOf(element("(0008,0060)", "CS", "CT", "", "CT")), 'K');
}

TEST(HeaderFilter, takesForChangedWhatEndsOtherwise)
{
    EXPECT_TRUE(isChanged(element("(0010,0010)", "PN", "A", "D", "B")));
    EXPECT_TRUE(isChanged(element("(0010,1000)", "LO", "", "X", ""))) << "an empty element that goes";
    EXPECT_FALSE(isChanged(element("(0008,1030)", "LO", "CHEST", "C", "CHEST"))) << "nothing was cut out";
    EXPECT_TRUE(isChanged(element("(0008,1030)", "LO", "CHEST EVA", "C", "CHEST")));
    EXPECT_FALSE(isChanged(element("(0028,0010)", "US", "512", "K", "512")));
}

TEST(HeaderFilter, takesForKeptTextOnlyFreeTextOfWhichSomethingStays)
{
    EXPECT_TRUE(isKeptText(element("(0008,1030)", "LO", "CHEST", "C", "CHEST")));
    EXPECT_FALSE(isKeptText(element("(0008,1030)", "LO", "CHEST", "X", "")));
    EXPECT_FALSE(isKeptText(element("(0010,0010)", "PN", "A", "D", "B")));
    EXPECT_FALSE(isKeptText(element("(0008,0060)", "CS", "CT", "K", "CT")));
}

TEST(HeaderFilter, findsPrivateElementsAndTheirOwnerAtEveryDepth)
{
    EXPECT_TRUE(isPrivate(element("(0029,1010){SIEMENS CSA. HEADER}", "OB", "", "X", "")));
    EXPECT_EQ(creatorOf(element("(0029,1010){SIEMENS CSA. HEADER}", "OB", "", "X", "")), "SIEMENS CSA. HEADER");
    const auto nested = element("(0040,0275)[0].(0029,1020){ACME}[1].(0010,0010)", "PN", "", "X", "");
    EXPECT_TRUE(isPrivate(nested));
    EXPECT_EQ(creatorOf(nested), "ACME");
    EXPECT_EQ(creatorOf(element("(0029,0010)", "LO", "ACME ", "R", "")), "ACME") << "the element that names it";
    EXPECT_TRUE(isPrivate(element("(0029,1010)", "UN", "", "R", "")));
    EXPECT_TRUE(creatorOf(element("(0029,1010)", "UN", "x", "R", "")).isEmpty());
    EXPECT_FALSE(isPrivate(element("(0040,0275)[0].(0040,0007)", "LO", "", "X", "")));
}

TEST(HeaderFilter, searchesNameTagAndValues)
{
    auto one = element("(0010,0020)", "LO", "MRN-77", "D", "SL-1");
    one.keyword = "PatientID";
    for (const auto* words : {"patient id", "PATIENTID", "0010,0020", "mrn", "sl-1", ""})
        EXPECT_TRUE((Filter{Scope::All, {}, {}, words}.takes(one))) << words;
    EXPECT_FALSE((Filter{Scope::All, {}, {}, "name"}.takes(one)));
}

TEST(HeaderFilter, combinesWhatIsAskedForAndCountsEachPart)
{
    const std::vector<PlannedElement> elements{
        element("(0010,0010)", "PN", "A", "D", "B"), element("(0010,0020)", "LO", "A", "D", "B"),
        element("(0008,1030)", "LO", "CHEST", "C", "CHEST"), element("(0029,1010){ACME}", "LO", "x", "X", "")};
    auto counts = countsOf(elements);
    EXPECT_EQ(counts.scopes[Scope::All], 4);
    EXPECT_EQ(counts.scopes[Scope::Changed], 3);
    EXPECT_EQ(counts.scopes[Scope::KeptText], 1);
    EXPECT_EQ(counts.scopes[Scope::Private], 1);
    EXPECT_EQ(counts.letters['D'], 2);
    const Filter filter{Scope::Changed, {'X', 'C'}, {}, {}};
    EXPECT_TRUE(filter.takes(elements[3]));
    EXPECT_FALSE(filter.takes(elements[0]));
    EXPECT_FALSE(filter.takes(elements[2]));
    EXPECT_TRUE((Filter{Scope::All, {}, QString{"ACME"}, {}}.takes(elements[3])));
    EXPECT_FALSE((Filter{Scope::All, {}, QString{"OTHER"}, {}}.takes(elements[3])));
    EXPECT_FALSE((Filter{Scope::All, {}, QString{}, {}}.takes(elements[0]))) << "no creator is not no private element";
}

TEST(HeaderReason, saysInPlainWordsWhatTheEngineSaysInShort)
{
    auto one = element("(0010,0020)", "LO", "<b>MRN</b>", "D", "SL-1");
    one.reason = "Table E.1-1: Z/D; the object requires a value";
    const auto words = reasonOf(one);
    EXPECT_TRUE(words.contains("Table E.1-1")) << qPrintable(words);
    EXPECT_TRUE(words.contains("emptied or replaced")) << qPrintable(words);
    EXPECT_TRUE(words.contains("must have a value")) << qPrintable(words);
    one.reason = "option retain-device-identity: K";
    EXPECT_TRUE(reasonOf(one).contains("113109"));
    one.reason = "option clean-descriptors: C; cut out: name, date";
    EXPECT_TRUE(reasonOf(one).contains("name, date"));
    one.reason = "the rule of a site";
    EXPECT_EQ(reasonOf(one), "the rule of a site");
}

TEST(HeaderReason, tellsTheValuesButCutsLongOnes)
{
    auto one = element("(0010,0020)", "LO", std::string(5'000, 'a'), "D", "SL-1");
    const auto tip = tipOf(one);
    EXPECT_LT(tip.size(), 600);
    EXPECT_TRUE(tip.contains("SL-1"));
}

TEST(FilterBar, isAllOnKeys)
{
    FilterBar bar;
    bar.setVisible(true);
    bar.setCounts(countsOf({element("(0010,0010)", "PN", "A", "D", "B")}));
    QSignalSpy changed{&bar, &FilterBar::changed};
    for (auto* chip : bar.findChildren<widgets::look::Chip*>()) {
        EXPECT_NE(chip->focusPolicy() & Qt::TabFocus, 0);
        EXPECT_FALSE(chip->isVisible() && chip->accessibleName().isEmpty());
        if (chip->text() == "D" || chip->text() == "Changed")
            QTest::keyClick(chip, Qt::Key_Space);
    }
    EXPECT_EQ(bar.filter().letters, std::set<char>{'D'});
    EXPECT_EQ(bar.filter().scope, Scope::Changed);
    bar.startWords();
    QTest::keyClicks(bar.findChild<QLineEdit*>(), "name");
    EXPECT_EQ(bar.filter().words, "name");
    QTest::keyClick(bar.findChild<QLineEdit*>(), Qt::Key_Escape);
    EXPECT_TRUE(bar.filter().words.isEmpty());
    EXPECT_EQ(changed.count(), 7);

    bar.setFilter({Scope::Private, {}, QString{"ACME"}, {}});
    EXPECT_TRUE(bar.filter().letters.empty());
    EXPECT_EQ(changed.count(), 8) << "once, whatever is set";
}

}
