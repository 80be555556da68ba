// SPDX-License-Identifier: Apache-2.0
#include "engine/review/state.h"

#include <gtest/gtest.h>

namespace engine::review {

TEST(RiskAssessed, isKeptWholeAndCanBeTakenBack)
{
    State state;
    EXPECT_FALSE(apply(state, RiskAssessed{"no json", "2026-01-02", "digest"}));
    EXPECT_FALSE(apply(state, RiskAssessed{"{}", "", "digest"}));
    EXPECT_FALSE(apply(state, RiskAssessed{"{}", "2026-01-02", ""}));
    const RiskAssessed told{R"({"records":3})", "2026-01-02", "digest"};
    const auto back = inverse(state, told);
    ASSERT_TRUE(review::apply(state, *eventFromText(toText(told))));
    EXPECT_EQ(state.risk, told);
    ASSERT_TRUE(back);
    ASSERT_TRUE(review::apply(state, *back));
    EXPECT_EQ(state.risk, RiskAssessed{});
    state.signature = Signed{"r", "review", "m", "s"};
    EXPECT_EQ(apply(state, told).error().code, ErrorCode::Frozen);
}

}
