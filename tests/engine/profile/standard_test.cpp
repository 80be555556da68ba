// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/profile/world.h"

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace profile_test;

namespace {

std::vector<std::string> cellsOf(const std::string& line)
{
    std::vector<std::string> cells;
    std::istringstream stream{line + '\t'};
    for (std::string cell; std::getline(stream, cell, '\t');)
        cells.push_back(cell);
    return cells;
}

}

TEST(Standard, hasEveryRowOfTheTable)
{
    EXPECT_EQ(standard().actions.size(), 657U);
    EXPECT_EQ(standard().edition, "PS3.15 2026d");
}

TEST(Standard, findsRepeatingGroupsAndPrivateElements)
{
    ASSERT_NE(standard().rowOf(tag(0x6002, 0x3000)), nullptr);
    EXPECT_EQ(standard().rowOf(tag(0x6002, 0x0010)), nullptr);
    ASSERT_NE(standard().rowOf(tag(0x5012, 0x0005)), nullptr);
    ASSERT_NE(standard().rowOf(tag(0x0029, 0x1020)), nullptr);
    EXPECT_EQ(standard().rowOf(tag(0x0028, 0x0010)), nullptr);
}

TEST(Standard, knowsWhichUidsStay)
{
    EXPECT_TRUE(standard().registeredUids.contains("1.2.840.10008.5.1.4.1.1.2"));
    EXPECT_TRUE(standard().registeredUids.contains("1.2.840.10008.1.4.1.1")); // Talairach brain atlas
    EXPECT_TRUE(standard().registeredUids.contains("1.2.840.10008.6.1.82"));
    EXPECT_FALSE(standard().registeredUids.contains("1.2.840.10008.99.1"));
    EXPECT_FALSE(standard().registeredUids.contains("1.2.840.10008.5.1.4.1.1.2.99"));
}

TEST(Standard, refusesAFolderWithoutTables)
{
    const auto result = loadStandard("/nowhere");

    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::NotReadable);
}

// The oracle is a table computed elsewhere from the same templates.
TEST(Standard, resolvesEveryCompoundActionAsTheReferenceTableDoes)
{
    const std::string name = SAFELIGHT_SHARED "/standard/iod/compound_action_resolution.tsv";
    std::ifstream file{name};
    if (!file)
        GTEST_SKIP() << name << " is missing";
    std::string line;
    std::getline(file, line);
    int rows = 0;
    while (std::getline(file, line)) {
        const auto cells = cellsOf(line);
        const auto* place = &Place::root(standard().templates, cells[1]);
        if (cells[2] != "-") {
            std::istringstream steps{cells[2]};
            for (std::string step; std::getline(steps, step, '/');)
                place = &place->enter(*tagFromDigits(step));
        }
        const auto at = *tagFromDigits(cells[3]);
        const auto action = resolve(cells[5], place->needOf(at));
        ASSERT_TRUE(action) << line;
        EXPECT_EQ(letterOf(*action), cells[9]) << line;
        ++rows;
    }
    EXPECT_EQ(rows, 6237);
}
