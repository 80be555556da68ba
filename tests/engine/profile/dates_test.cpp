// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/dates.h"

#include <gtest/gtest.h>

using engine::profile::cappedAge;
using engine::profile::movedBack;

// Expected days come from Python's datetime.
TEST(Dates, moveBackByWholeDays)
{
    EXPECT_EQ(movedBack("DA", "20180118", 17), "20180101");
    EXPECT_EQ(movedBack("DA", "20180118", 18), "20171231");
    EXPECT_EQ(movedBack("DA", "20000301", 1), "20000229");
    EXPECT_EQ(movedBack("DA", "19000301", 1), "19000228");
    EXPECT_EQ(movedBack("DA", "20240229", 3650), "20140303");
    EXPECT_EQ(movedBack("DA", "20180118\\\\20180119", 18), "20171231\\\\20180101");
    EXPECT_EQ(movedBack("DA", " 20180118 ", 1), "20180117");
    EXPECT_EQ(movedBack("DA", "2018.01.18", 18), "2017.12.31");
}

TEST(Dates, keepTimeZonePrecisionAndTimeOfDay)
{
    EXPECT_EQ(movedBack("DT", "20180118235959.999999+0530", 18), "20171231235959.999999+0530");
    EXPECT_EQ(movedBack("DT", "20180118-0800", 18), "20171231-0800");
    EXPECT_EQ(movedBack("DT", "2018011800", 18), "2017123100");
    EXPECT_EQ(movedBack("DT", "201801", 18), "201712");
    EXPECT_EQ(movedBack("DT", "2018", 400), "2017");
    EXPECT_EQ(movedBack("TM", "235959.5", 18), "235959.5");
    EXPECT_EQ(movedBack("TM", "12:59:59", 18), "12:59:59");
}

TEST(Dates, refuseWhatIsNoDate)
{
    for (const auto* value :
         {"20181301", "20180230", "2018011", "201801181", "18.01.2018", "20180101-20180131", "today", "2018.1.18"})
        EXPECT_FALSE(movedBack("DA", value, 5)) << value;
    for (const auto* value : {"20180118246060", "2018011", "20180118+99", "20180118120000.1234567", "x"})
        EXPECT_FALSE(movedBack("DT", value, 5)) << value;
    for (const auto* value : {"24", "1", "1200.5", "120000.", "Smith", "99"})
        EXPECT_FALSE(movedBack("TM", value, 5)) << value;
    EXPECT_FALSE(movedBack("DA", "00010101", 1));
}

TEST(Dates, tellNoAgeAboveEightyNine)
{
    EXPECT_EQ(cappedAge("089Y"), "089Y");
    EXPECT_EQ(cappedAge("090Y"), "090Y");
    EXPECT_EQ(cappedAge("104Y"), "090Y");
    EXPECT_EQ(cappedAge("999M"), "999M");
    EXPECT_EQ(cappedAge("012D "), "012D");
    EXPECT_FALSE(cappedAge("95Y"));
    EXPECT_FALSE(cappedAge("95"));
    EXPECT_FALSE(cappedAge("old!"));
}
