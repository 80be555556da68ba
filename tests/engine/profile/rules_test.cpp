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

TEST(Rules, allowEveryOptionAndShippedProfile)
{
    for (const auto* profile : {"basic", "public", "keep-most"})
        EXPECT_TRUE(check({profile, {}})) << profile;
    for (const auto* option :
         {"retain-uids", "retain-device-identity", "retain-institution-identity", "retain-patient-characteristics",
          "retain-full-dates", "retain-modified-dates", "clean-descriptors", "clean-structured-content",
          "clean-graphics", "clean-pixel-data", "clean-recognizable-visual-features", "retain-safe-private"})
        EXPECT_TRUE(check({"basic", {option}})) << option;
}

TEST(Rules, refuseToMoveDatesByARangeThatTellsTheSeason)
{
    const auto moving = [](int fewest, int most) {
        return check({"basic", {"retain-modified-dates"}, fewest, most, false});
    };
    EXPECT_TRUE(moving(30, 89));
    EXPECT_EQ(moving(30, 88).error().code, ErrorCode::BadArgument);
    EXPECT_EQ(moving(0, 100).error().code, ErrorCode::BadArgument);
    EXPECT_EQ(moving(1, 4000).error().code, ErrorCode::BadArgument);
    EXPECT_EQ(moving(100, 1).error().code, ErrorCode::BadArgument);
}
