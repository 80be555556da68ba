// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/journey/kills.h"

namespace engine::journey {

TEST_F(KillTest, losesNoAcknowledgedVerdictAndReopensOnTheSameItem)
{
#if defined(__SANITIZE_ADDRESS__)
    GTEST_SKIP() << "a preloaded library and the sanitizer's runtime do not go together";
#endif
    reviewUnderKills(12, 40);
}

TEST_F(KillTest, losesNothingThatWasSavedWhenTheDiskIsFullFromAnyPlaceOnAndGoesOnWhenItIsNot)
{
#if defined(__SANITIZE_ADDRESS__)
    GTEST_SKIP() << "a preloaded library and the sanitizer's runtime do not go together";
#endif
    constexpr int items = 4;
    const auto total = prepare(items);
    ASSERT_GT(total, 20);
    for (long at = 1; at <= total; at += std::max(total / 40, 1L)) {
        renew();
        const auto outcome = runReviewer(folder(), "FAIL_AT=" + std::to_string(at));
        EXPECT_FALSE(outcome.killed) << "call " << at;
        EXPECT_LT(outcome.saved.size(), static_cast<std::size_t>(items) + 1);
        EXPECT_TRUE(outcome.exit != 0 || outcome.saved.size() == items) << "a verdict was refused and nobody told";
        ASSERT_TRUE(opened(outcome, at));
        EXPECT_EQ(runReviewer(folder(), "").saved.size(), static_cast<std::size_t>(items)) << "call " << at;
    }
}

}
