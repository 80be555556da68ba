// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/sample_plan.h"

#include "engine/statistics/strata.h"

#include <gtest/gtest.h>

namespace engine::journey {

TEST(SamplePlan, asksForAsMuchAsTheReferenceSaysOfOneStratum)
{
    const auto plan = planSample({{1000, false}}, 0.05, 0.95); // statistics-and-signoff: D = 50 in N = 1000
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->inspect, std::vector<std::int64_t>{57});
    EXPECT_LT(plan->worst, 50);
    EXPECT_EQ(plan->upper.front(), plan->worst);
}

TEST(SamplePlan, inspectsWholeStrataWholeAndBoundsAllByTheWorstSplit)
{
    const auto plan = planSample({{600, false}, {40, true}, {100, false}}, 0.1, 0.95);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->inspect[1], 40);
    EXPECT_EQ(plan->upper[1], 0);
    EXPECT_EQ(plan->worst, *statistics::worstCaseFailing(
                               {{600, plan->inspect[0], 0}, {40, 40, 0}, {100, plan->inspect[2], 0}}, 0.95));
    EXPECT_LT(plan->worst, 74) << "the tolerated tenth";
}

TEST(SamplePlan, boundsNumbersThatAreSettledByThemselves)
{
    // Reference: strata 600:20, 300:30, 100:50, nothing found: 82 and 150, never the pooled 28.
    const auto plan = boundsOf({{600, false}, {300, false}, {100, false}}, {20, 30, 50}, 0.95);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->worst, 82);
    EXPECT_EQ(plan->bonferroni, 150);
}

TEST(SamplePlan, countsAPhotographWithoutSeriesAsAUnitOfItsOwn)
{
    Candidate photograph;
    photograph.written.sopInstanceUid = "k3j2";
    for (const auto* unit : {"patient", "study", "series", "instance"})
        EXPECT_EQ(releasedName(photograph, unit), "k3j2") << unit;
    photograph.written.seriesUid = "2.25.7";
    EXPECT_EQ(releasedName(photograph, "series"), "2.25.7");
    photograph.setAside = "damaged";
    EXPECT_EQ(releasedName(photograph, "series"), "");
}

TEST(SamplePlan, refusesSharesThatAreNone)
{
    EXPECT_FALSE(planSample({{10, false}}, 0, 0.95));
    EXPECT_FALSE(planSample({{10, false}}, 1, 0.95));
    EXPECT_FALSE(planSample({{10, false}}, 0.05, 1));
    EXPECT_FALSE(planSample({}, 0.05, 0.95));
}

}
