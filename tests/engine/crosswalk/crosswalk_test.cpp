// SPDX-License-Identifier: Apache-2.0
#include "engine/crosswalk/crosswalk.h"

#include <gtest/gtest.h>

#include <set>

using namespace engine;
using namespace engine::crosswalk;

namespace {

Crosswalk known()
{
    const auto repeated = [](const char* byte) {
        std::string hex;
        for (int i = 0; i < 32; ++i)
            hex += byte;
        return hex;
    };
    return *Crosswalk::create({repeated("11"), repeated("22"), repeated("33"), repeated("44")});
}

}

// Both expected values come from Python's hmac, hashlib and uuid.
TEST(Crosswalk, makesAVersionEightUuidOfAUid)
{
    EXPECT_EQ(known().uid("1.2.840.113619.2.1"), "2.25.164857874059633493333044343058327714219");
}

TEST(Crosswalk, makesAPseudonymOfAnId)
{
    EXPECT_EQ(known().pseudonym("12345"), "SL-0VPCF46H127Q2EVZ");
    EXPECT_EQ(known().pseudonym("  12345 "), known().pseudonym("12345"));
    EXPECT_NE(known().pseudonym("12346"), known().pseudonym("12345"));
}

TEST(Crosswalk, takesPaddingOffAUidAndLeavesAnEmptyOneEmpty)
{
    EXPECT_EQ(known().uid(std::string{"1.2.840.113619.2.1\0", 19}), known().uid("1.2.840.113619.2.1"));
    EXPECT_EQ(known().uid(""), "");
}

TEST(Crosswalk, makesUidsThatDicomAllows)
{
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        const auto uid = known().uid("1.2." + std::to_string(i));
        EXPECT_LE(uid.size(), 64U);
        EXPECT_EQ(uid.substr(0, 5), "2.25.");
        EXPECT_NE(uid[5], '0');
        EXPECT_EQ(uid.find_first_not_of("0123456789."), std::string::npos);
        seen.insert(uid);
    }
    EXPECT_EQ(seen.size(), 1000U);
}

TEST(Crosswalk, growsSubKeysThatDifferAndRepeat)
{
    const auto key = *Key::fromBytes(Bytes(32, 7));
    const auto secrets = secretsOf(key);
    const std::set<std::string> different{secrets.uids, secrets.people, secrets.dates, secrets.files};

    EXPECT_EQ(different.size(), 4U);
    EXPECT_EQ(secrets.uids, secretsOf(key).uids);
    EXPECT_EQ(keyIdOf(key).size(), 16U);
    EXPECT_NE(keyIdOf(key), secrets.uids.substr(0, 16));
}

TEST(Crosswalk, refusesSecretsOfAnotherSize)
{
    const auto result = Crosswalk::create({"00", "00", "00", "zz"});

    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Damaged);
}

TEST(Crosswalk, movesAllDatesOfAPersonByTheSameDaysInTheRange)
{
    std::set<int> seen;
    for (int i = 0; i < 2000; ++i) {
        const auto days = known().daysBack("patient " + std::to_string(i), 1, 3650);
        EXPECT_GE(days, 1);
        EXPECT_LE(days, 3650);
        seen.insert(days);
    }
    EXPECT_GT(seen.size(), 1400U); // 2000 draws of 3650 days: 1,540 different ones are to be expected
    EXPECT_EQ(known().daysBack(" 4711 ", 1, 3650), known().daysBack("4711", 1, 3650));
    EXPECT_EQ(known().daysBack("4711", 40, 40), 40);
}

TEST(Crosswalk, givesDevicesTitlesThatFitAnApplicationEntity)
{
    EXPECT_EQ(known().deviceTitle("STMARY_CT1").size(), 16U);
    EXPECT_EQ(known().deviceTitle("STMARY_CT1 "), known().deviceTitle("STMARY_CT1"));
    EXPECT_NE(known().deviceTitle("STMARY_CT1"), known().deviceTitle("STMARY_CT2"));
}
