// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/journey/world.h"

#include "engine/journey/steps.h"
#include "engine/pool/pool.h"

namespace engine::journey {

TEST_F(JourneyTest, saysInAReleaseWhyAFileIsMissingWithoutItsPath)
{
    const auto project = projectOf(1);
    auto order = project->orderFor("i1");
    ASSERT_TRUE(order);
    order->source.path = m_root / "PEARSON_EVA"; // a folder came into the original's place
    std::filesystem::create_directories(order->source.path);
    order->path = m_root / "candidate.dcm";
    pool::Pool pool{{SAFELIGHT_PROGRAMS, SAFELIGHT_RESOURCES, "eng", 1, {}}};

    const auto candidate = buildCandidate(*order, pool, {});

    ASSERT_TRUE(candidate);
    EXPECT_EQ(candidate->setAside, "the original cannot be read");
}

}
