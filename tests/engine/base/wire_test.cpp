// SPDX-License-Identifier: Apache-2.0
#include "engine/base/wire.h"

#include <gtest/gtest.h>

namespace engine {

TEST(Wire, refusesWhatIsNotTheType)
{
    EXPECT_EQ(*fromText<std::vector<int>>("[1,2]"), (std::vector{1, 2}));
    EXPECT_EQ(fromText<std::vector<int>>("{\"a\":1}").error().code, ErrorCode::Damaged);
    EXPECT_EQ(fromText<int>("[").error().code, ErrorCode::Damaged);
}

TEST(Wire, survivesNestingThatWouldExhaustTheStack)
{
    EXPECT_EQ(parseJson(std::string(1'000'000, '[')).error().code, ErrorCode::Damaged);
    EXPECT_TRUE(parseJson("\"" + std::string(1'000, '[') + "\""));
    EXPECT_TRUE(parseJson(R"(["\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["])"));
}

TEST(Wire, writesBrokenUtf8AsReplacementInsteadOfFailing)
{
    EXPECT_EQ(toText(std::string{"a\xff"}), "\"a\xEF\xBF\xBD\"");
}

}
