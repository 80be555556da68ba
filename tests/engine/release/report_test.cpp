// SPDX-License-Identifier: Apache-2.0
#include "engine/release/report.h"

#include <gtest/gtest.h>

namespace engine::release {

TEST(Report, holdsNoActiveContentWhateverANameSays)
{
    ReportContent content;
    content.signer.name = "<script>alert(1)</script>\xE2\x80\xAE<img src=x onerror=y>";
    content.signer.role = "\"quoted\" & 'so'";
    const auto html = reportHtml(content);
    EXPECT_EQ(html.find("<script"), std::string::npos);
    EXPECT_EQ(html.find("<img"), std::string::npos);
    EXPECT_EQ(html.find("\xE2\x80\xAE"), std::string::npos);
    EXPECT_NE(html.find("&lt;script&gt;"), std::string::npos);
    EXPECT_NE(html.find("&quot;quoted&quot; &amp; &#39;so&#39;"), std::string::npos);
}

TEST(Report, saysTheSameForPeopleAndPrograms)
{
    ReportContent content;
    content.manifest.counts = {5, 3, 1, 1, 0};
    content.manifest.setAside = {{"ab", "damaged"}};
    content.boxesBlanked = 1;
    const auto json = parseJson(reportJson(content));
    ASSERT_TRUE(json);
    EXPECT_EQ((*json)["counts"]["released"], 3);
    EXPECT_EQ((*json)["set_aside_reasons"]["damaged"], 1);
    const auto statement = (*json)["statement"].get<std::string>();
    EXPECT_NE(statement.find("Of 5 input files, 3 were released, 1 set aside and 1 found to be duplicates."),
              std::string::npos);
    EXPECT_NE(reportHtml(content).find(escapeHtml(statement)), std::string::npos);
    EXPECT_NE(readmeText(content).find(statement), std::string::npos);
}

TEST(Report, saysWhatTheOptionsDidToDatesAndUids)
{
    ReportContent content;
    EXPECT_NE(reportHtml(content).find("Dates and times were removed or replaced"), std::string::npos);
    content.manifest.options = {"retain-full-dates", "retain-uids"};
    const auto html = reportHtml(content);
    EXPECT_NE(html.find("Dates and times were kept as they were"), std::string::npos);
    EXPECT_NE(html.find("UIDs were kept"), std::string::npos);
    EXPECT_EQ(html.find("Dates and times were removed"), std::string::npos);
}

}
