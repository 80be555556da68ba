// SPDX-License-Identifier: Apache-2.0
#include "engine/base/csv.h"

#include <gtest/gtest.h>

namespace engine {

TEST(Csv, readsFieldsAsRfc4180HasThem)
{
    const auto rows = rowsOfCsv("\xEF\xBB\xBFid_old,id_new\r\n\"a,\"\"b\"\"\",c\r\n\r\nd , \"e\nf\"");
    ASSERT_TRUE(rows);
    EXPECT_EQ(*rows, (CsvRows{{"id_old", "id_new"}, {"a,\"b\"", "c"}, {"d", "e\nf"}}));
}

TEST(Csv, namesTheRowOfAQuoteThatIsWrong)
{
    for (const auto* text : {"a,b\nc,\"d", "a,b\nc,d\"e\nf,g"}) {
        const auto rows = rowsOfCsv(text);
        ASSERT_FALSE(rows) << text;
        EXPECT_EQ(rows.error().code, ErrorCode::Damaged);
        EXPECT_EQ(rows.error().where, "row 2");
    }
}

TEST(Csv, writesWhatRunsNothingAndIsReadBackAsItWas)
{
    EXPECT_EQ(csvField("plain"), "plain");
    EXPECT_EQ(csvField("=1+1"), "'=1+1");
    for (const std::string value :
         {"plain", "a,\"b\"", "=1+1", "@x", "-5", "\tx", " edge", "edge ", "two\nlines", ""}) {
        const auto rows = rowsOfCsv("first," + csvField(value) + "\r\n");
        ASSERT_TRUE(rows) << value;
        EXPECT_EQ(csvValue(rows->front()[1]), value);
    }
}

}
