// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/journey/kills.h"

namespace engine::journey {

TEST_F(KillTest, fiveHundredTimesLosesNoAcknowledgedVerdict)
{
#if defined(__SANITIZE_ADDRESS__)
    GTEST_SKIP() << "a preloaded library and the sanitizer's runtime do not go together";
#endif
    reviewUnderKills(60, 500);
}

}
