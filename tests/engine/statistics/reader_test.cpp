// SPDX-License-Identifier: Apache-2.0
#include "engine/statistics/reader.h"

#include "engine/statistics/proportion.h"
#include "engine/statistics/strata.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace engine::statistics {

TEST(Reader, whoSeesEverythingIsBoundedAsIfNobodyAsked)
{
    for (const Lot& lot : {Lot{1000, 59, 0}, Lot{100, 45, 0}, Lot{60, 59, 0}, Lot{200, 80, 3}, Lot{50, 50, 2}})
        EXPECT_EQ(upperFailing(lot, 0.95, 1), upperFailing(lot, 0.95)) << lot.size << ' ' << lot.inspected;
    const std::vector<Lot> strata{{600, 20, 0}, {300, 30, 0}, {100, 50, 0}};
    EXPECT_EQ(*worstCaseFailing(strata, 0.95, 1), *worstCaseFailing(strata, 0.95));
}

TEST(Reader, whoOverlooksSomeTendsInAnEndlessLotToTheAdjustedRate)
{
    const std::int64_t lot = 4'000'000;
    const double sensitivity = clopperPearson({30, 30}, 0.95).lower;
    const auto adjusted = adjustForReader({300, 0}, {30, 30}, 0.95).adjusted;
    const auto bound = upperFailing({lot, 300, 0}, 0.975, sensitivity);
    EXPECT_NEAR(static_cast<double>(bound) / static_cast<double>(lot), adjusted, 1e-5);
}

TEST(Reader, hasSeenAllAndStillLeavesSomeOpen)
{
    // Nothing found in 100 of 100 by somebody who sees nine of ten: 0.1^D > 0.05 holds for D = 1 only.
    EXPECT_EQ(upperFailing({100, 100, 0}, 0.95, 0.9), 1);
    EXPECT_EQ(upperFailing({100, 100, 0}, 0.95, 0.5), 4); // 0.5^4 = 0.0625, 0.5^5 = 0.03
    EXPECT_EQ(upperFailing({100, 100, 0}, 0.95, 0), 100) << "who sees nothing says nothing";
}

TEST(Reader, theMildestStepFirstIsTheWorstOfAllSplits)
{
    std::mt19937 random{7};
    for (int round = 0; round < 60; ++round) {
        std::vector<Lot> strata;
        for (int i = 0; i < 3; ++i) {
            const auto size = static_cast<std::int64_t>(random() % 14 + 1);
            strata.push_back({size, static_cast<std::int64_t>(random()) % (size + 1), 0});
        }
        const double sensitivity = 0.3 + 0.6 * static_cast<double>(random() % 100) / 100;
        std::int64_t most = 0;
        for (std::int64_t a = 0; a <= strata[0].size; ++a)
            for (std::int64_t b = 0; b <= strata[1].size; ++b)
                for (std::int64_t c = 0; c <= strata[2].size; ++c)
                    if (acceptance(strata[0], a, sensitivity) * acceptance(strata[1], b, sensitivity) *
                            acceptance(strata[2], c, sensitivity) >
                        0.05)
                        most = std::max(most, a + b + c);
        EXPECT_EQ(*worstCaseFailing(strata, 0.95, sensitivity), most) << "round " << round;
    }
    EXPECT_EQ(worstCaseFailing({{10, 5, 1}}, 0.95, 0.9).error().code, ErrorCode::BadArgument);
}

}
