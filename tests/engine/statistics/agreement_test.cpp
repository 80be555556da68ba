// SPDX-License-Identifier: Apache-2.0
#include "engine/statistics/agreement.h"
#include "engine/statistics/disclosure.h"
#include "engine/statistics/population.h"
#include "engine/statistics/special_uniques.h"

#include <gtest/gtest.h>

using namespace engine;
using namespace engine::statistics;

TEST(Agreement, aLowKappaBesideGoodReadersIsNotAlone)
{
    // Five and two leaks named by one reader only, none by both, 118 images clean for both.
    const auto result = agreementOf({{0, 2}, {5, 118}});

    ASSERT_TRUE(result);
    EXPECT_NEAR(result->raw, 0.944, 1e-12);
    EXPECT_NEAR(*result->kappa, -4.0 / 171, 1e-12);
    EXPECT_NEAR(result->ac1, 27799.0 / 29549, 1e-12);
    EXPECT_EQ(result->positive, 0);
}

TEST(Agreement, whatNobodyNamedHasNoPositiveAgreement)
{
    const auto result = agreementOf({{0, 0}, {0, 100}});

    ASSERT_TRUE(result);
    EXPECT_FALSE(result->positive);
    EXPECT_FALSE(result->kappa);
    EXPECT_EQ(result->raw, 1);
}

TEST(Agreement, tablesThatAreNoneAreRefused)
{
    EXPECT_FALSE(agreementOf({}));
    EXPECT_FALSE(agreementOf({{0, 0}, {0, 0}}));
    EXPECT_FALSE(agreementOf({{1, 2}, {3}}));
    EXPECT_FALSE(agreementOf({{1, -2}, {3, 4}}));
    EXPECT_FALSE(chapman(3, 2, 3));
}

TEST(Microdata, aMissingValueIsACategoryAndAWildcard)
{
    const auto table = microdataOfTsv("sex\tage\nF\t40\nF\t\nM\t40\n");

    ASSERT_TRUE(table);
    EXPECT_EQ(sampleUniques(classesOf(*table, {0, 1})), 3);
    EXPECT_EQ(compatibleRows(*table, {0, 1}), (std::vector<std::size_t>{2, 2, 1}));
}

TEST(Microdata, tablesThatAreNoneAreRefused)
{
    EXPECT_FALSE(microdataOfTsv(""));
    EXPECT_FALSE(microdataOfTsv("a\tb\n"));
    EXPECT_FALSE(microdataOfTsv("a\ta\n1\t2\n"));
    EXPECT_EQ(microdataOfTsv("a\tb\n1\n").error().where, "row 1: another number of fields");
}

TEST(SpecialUniques, tooManyKeysAreRefusedAndNotGoneThrough)
{
    const auto table = microdataOfTsv("a\tb\tc\td\te\tf\tg\th\ti\tj\tk\tl\tm\n1\t1\t1\t1\t1\t1\t1\t1\t1\t1\t1\t1\t1\n");

    EXPECT_EQ(specialUniques(*table, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}).error().code, ErrorCode::BadArgument);
}

TEST(Population, whereNothingCanBeEstimatedNothingIsPromised)
{
    EXPECT_EQ(estimateUniques({{1, 20}}, 100'000).method, "none");
    EXPECT_EQ(estimateUniques({{1, 20}}, 100'000).uniques, 100'000);
    EXPECT_EQ(estimateUniques({{1, 10}, {2, 5}, {3, 3}, {4, 1}, {10, 1}}, 100'000).method, "zayatz");
    EXPECT_GT(estimateUniques({{1, 10}, {2, 5}, {3, 3}, {4, 1}, {10, 1}}, 100'000).uniques, 0);
}
