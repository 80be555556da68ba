// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/rules.h"

#include <gtest/gtest.h>

using namespace engine;
using namespace engine::profile;

TEST(Rules, allowTheBasicProfile)
{
    EXPECT_TRUE(check({"basic", {}}));
    EXPECT_TRUE(check({"basic", {"retain-uids", "retain-full-dates", "retain-institution-identity"}}));
}

TEST(Rules, refuseNamesThatNobodyKnows)
{
    EXPECT_EQ(check({"strict", {}}).error().code, ErrorCode::BadArgument);
    EXPECT_EQ(check({"basic", {"retain-everything"}}).error().code, ErrorCode::BadArgument);
}

TEST(Rules, refuseFullAndModifiedDatesTogether)
{
    EXPECT_EQ(check({"basic", {"retain-full-dates", "retain-modified-dates"}}).error().code, ErrorCode::BadArgument);
    EXPECT_EQ(check({"keep-most", {"retain-modified-dates"}}).error().code, ErrorCode::BadArgument);
}

TEST(Rules, sayWhatIsNotBuiltYet)
{
    EXPECT_EQ(check({"public", {}}).error().code, ErrorCode::NotBuilt);
    EXPECT_EQ(check({"basic", {"clean-descriptors"}}).error().code, ErrorCode::NotBuilt);
    EXPECT_EQ(check({"basic", {"retain-safe-private"}}).error().code, ErrorCode::NotBuilt);
}
