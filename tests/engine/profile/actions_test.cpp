// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/actions.h"

#include <gtest/gtest.h>

using namespace engine::profile;

TEST(Actions, followTheTypeOfTheAttribute)
{
    EXPECT_EQ(resolve("X/Z/D", Need::Value), Action::Dummy);
    EXPECT_EQ(resolve("X/Z/D", Need::ConditionalValue), Action::Dummy);
    EXPECT_EQ(resolve("X/Z/D", Need::Presence), Action::Empty);
    EXPECT_EQ(resolve("X/Z/D", Need::Nothing), Action::Remove);
    EXPECT_EQ(resolve("X/D", Need::Presence), Action::Dummy);
    EXPECT_EQ(resolve("Z/D", Need::Nothing), Action::Empty);
    EXPECT_EQ(resolve("X/Z/U*", Need::Value), Action::Uid);
    EXPECT_EQ(resolve("X/Z/U*", Need::ConditionalPresence), Action::Empty);
}

TEST(Actions, takeTheDummyFirstWhereNothingIsKnown)
{
    EXPECT_EQ(resolve("X/Z/D", Need::Unknown), Action::Dummy);
    EXPECT_EQ(resolve("X/Z", Need::Unknown), Action::Empty);
    EXPECT_EQ(resolve("X", Need::Unknown), Action::Remove);
}

TEST(Actions, keepAnObjectValidWhereTheTableForgetsIt)
{
    EXPECT_EQ(resolve("X", Need::Value), Action::Dummy);
    EXPECT_EQ(resolve("X", Need::Presence), Action::Empty);
    EXPECT_EQ(resolve("X", Need::ConditionalValue), Action::Remove);
    EXPECT_EQ(resolve("Z", Need::Value), Action::Dummy);
}

TEST(Actions, knowNoOtherLetters)
{
    EXPECT_FALSE(resolve("Q", Need::Nothing));
    EXPECT_FALSE(resolve("", Need::Nothing));
}
