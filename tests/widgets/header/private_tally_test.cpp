// SPDX-License-Identifier: Apache-2.0
#include "widgets/header/private_tally.h"

#include <gtest/gtest.h>

namespace {

using namespace widgets::header;

PlannedElement element(const std::string& path, const std::string& before, const std::string& letter)
{
    return {path, {}, "LO", before, letter, letter == "K" ? before : std::string{}, "why", false};
}

TEST(PrivateCount, putsElementsUnderTheirCreatorWhateverTheirBlock)
{
    PrivateCount count;
    count.add({element("(0019,0010)", "ACME", "K"), element("(0019,1002){ACME}", "a", "K"),
               element("(0019,1003){ACME}", "b", "X"), element("(0010,0010)", "EVA", "D")});
    count.add({element("(0019,1102){ACME}", "c", "K"), element("(0029,1001)", "d", "X")});

    ASSERT_EQ(count.owners().size(), 2U) << "ACME, and blocks that nobody claims";
    const auto& acme = count.owners().at("ACME");
    EXPECT_EQ(acme.files, 2);
    EXPECT_EQ(acme.stays, 2);
    EXPECT_EQ(acme.goes, 1);
    ASSERT_EQ(acme.elements.size(), 2U) << "the element that names the owner is none of its elements";
    const auto& two = acme.elements.at("0019,xx02");
    EXPECT_EQ(two.examples, (QStringList{"a", "c"}));
    EXPECT_EQ(two.stays, 2);
    EXPECT_EQ(count.owners().at("").goes, 1);
    EXPECT_EQ(count.files(), 2);
}

TEST(PrivateCount, countsWhatStandsInPrivateSequencesForTheirCreator)
{
    PrivateCount count;
    count.add({element("(0029,1020){ACME}", "", "K"), element("(0029,1020){ACME}[0].(0010,0010)", "EVA", "X"),
               element("(0029,1020){ACME}[1].(0010,0010)", "EVA", "X")});

    const auto& acme = count.owners().at("ACME");
    EXPECT_EQ(acme.elements.at("0029,xx20.0010,0010").goes, 2);
    EXPECT_EQ(acme.elements.at("0029,xx20.0010,0010").examples, QStringList{"EVA"});
}

TEST(PrivateCount, keepsThreeExamplesAndCutsLongOnes)
{
    PrivateCount count;
    for (const auto* value : {"a", "b", "c", "d"})
        count.add({element("(0019,1002){ACME}", value + std::string(500, 'x'), "X")});

    const auto& tally = count.owners().at("ACME").elements.at("0019,xx02");
    EXPECT_EQ(tally.examples.size(), 3);
    EXPECT_LE(tally.examples[0].size(), 120);
    EXPECT_TRUE(tally.after.isEmpty());
}

}
