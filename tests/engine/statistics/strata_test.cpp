// SPDX-License-Identifier: Apache-2.0
#include "engine/statistics/draw.h"
#include "engine/statistics/proportion.h"
#include "engine/statistics/strata.h"

#include <gtest/gtest.h>

#include <random>

using namespace engine;
using namespace engine::statistics;

namespace {

/// The largest probability of seeing nothing for each total, over all splits: the textbook way.
std::int64_t byAllSplits(const std::vector<Lot>& strata, double confidence)
{
    std::vector<double> best{1};
    for (const auto& lot : strata) {
        std::vector<double> next(best.size() + static_cast<std::size_t>(lot.size), 0);
        for (std::size_t before = 0; before < best.size(); ++before) {
            for (std::int64_t failing = 0; failing <= lot.size; ++failing) {
                auto& cell = next[before + static_cast<std::size_t>(failing)];
                cell = std::max(cell, best[before] * acceptance(lot, failing));
            }
        }
        best = std::move(next);
    }
    std::int64_t most = 0;
    for (std::size_t total = 0; total < best.size(); ++total)
        most = best[total] > (1 - confidence) * (1 + 1e-9) ? static_cast<std::int64_t>(total) : most;
    return most;
}

}

TEST(Strata, theMildestStepFirstIsTheWorstOfAllSplits)
{
    std::mt19937 random{6};
    for (int round = 0; round < 200; ++round) {
        std::vector<Lot> strata;
        for (int i = 0; i < 3; ++i) {
            const auto size = static_cast<std::int64_t>(random() % 30 + 1);
            strata.push_back({size, static_cast<std::int64_t>(random()) % (size + 1), 0});
        }
        const double confidence = round % 2 == 0 ? 0.95 : 0.8;

        const auto bound = worstCaseFailing(strata, confidence);

        ASSERT_TRUE(bound);
        EXPECT_EQ(*bound, byAllSplits(strata, confidence)) << "round " << round;
    }
}

TEST(Strata, aFindingIsNotBoundedByTheWorstCaseAndUnequalSharesAreNotPooled)
{
    EXPECT_EQ(worstCaseFailing({{100, 50, 1}}, 0.95).error().code, ErrorCode::BadArgument);
    EXPECT_EQ(pooledFailing({{600, 20, 0}, {300, 30, 0}}, 0.95).error().code, ErrorCode::BadArgument);
    ASSERT_TRUE(pooledFailing({{600, 60, 0}, {300, 30, 0}, {100, 10, 0}}, 0.95));
    EXPECT_EQ(*pooledFailing({{600, 60, 0}, {300, 30, 0}, {100, 10, 0}}, 0.95), 28);
}

TEST(Strata, noneGetsMoreThanItHolds)
{
    const auto given = allocate({5, 1000}, 500, {100, 1});

    EXPECT_EQ(given, (std::vector<std::int64_t>{5, 495}));
    EXPECT_EQ(allocate({5, 7}, 100, {1}), (std::vector<std::int64_t>{5, 7}));
}

TEST(Lot, holdsWhatItPromisesOnEveryLotOfTwenty)
{
    // P(the true number is above the bound) may not exceed 5 %, whatever the true number is.
    for (std::int64_t inspected = 1; inspected <= 20; ++inspected) {
        for (std::int64_t failing = 0; failing <= 20; ++failing) {
            double missed = 0;
            for (std::int64_t found = 0; found <= std::min(inspected, failing); ++found) {
                const double below = found > 0 ? acceptance(Lot{20, inspected, found - 1}, failing) : 0;
                if (upperFailing({20, inspected, found}, 0.95) < failing)
                    missed += acceptance(Lot{20, inspected, found}, failing) - below;
            }
            EXPECT_LE(missed, 0.05 + 1e-12) << inspected << " inspected, " << failing << " failing";
        }
    }
}

TEST(Lot, aMillionIsReckonedAtOnce)
{
    EXPECT_EQ(inspectedForNone(1'000'000, 10'000, 0.95), 299);
    // 495,074 by Python's fractions.
    EXPECT_EQ(upperFailing({10'000'000, 59, 0}, 0.95), 495'074);
}

TEST(Draw, aLargerSampleKeepsTheEarlierItemsAndNoOrderMatters)
{
    const std::vector<std::string> uids{"1.2.3", "1.2.4", "1.2.5", "1.2.6", "1.2.7"};
    const std::vector<std::string> turned{uids.rbegin(), uids.rend()};

    EXPECT_EQ(drawOrder("seed", uids), drawOrder("seed", turned));
    EXPECT_NE(drawOrder("seed", uids), drawOrder("other seed", uids));
    EXPECT_EQ(listDigest(uids), listDigest(turned));
}
