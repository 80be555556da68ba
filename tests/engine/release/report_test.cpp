// SPDX-License-Identifier: Apache-2.0
#include "engine/release/report.h"

#include <gtest/gtest.h>

namespace engine::release {

namespace {

bool says(const std::string& html, const std::string& words)
{
    return html.find(escapeHtml(words)) != std::string::npos;
}

}

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
    content.manifest.counts = {1, 1, 0, 0, 0};
    EXPECT_NE(reportJson(content).find("Of 1 input file, 1 was released"), std::string::npos);
    content.manifest.counts = {5, 3, 1, 1, 0};
    EXPECT_NE(reportHtml(content).find(escapeHtml(statement)), std::string::npos);
    EXPECT_NE(readmeText(content).find(statement), std::string::npos);
}

TEST(Report, printsEveryPolicyWithHowMuchHadBeenSeenAndThatNoneWasStated)
{
    ReportContent content;
    EXPECT_NE(reportHtml(content).find("No policy was stated before images were looked at."), std::string::npos);
    EXPECT_NE(reportHtml(content).find("on the same people: not done."), std::string::npos);
    content.policies = {{"2026-01-02T10:00:00+01:00", {{0.05, 0.95, "none", 11, "maximum", "<b>protocol</b>"}, 0}},
                        {"2026-01-03T10:00:00+01:00", {{0.1, 0.9, "restricted", 0, "maximum", "too slow"}, 1}}};
    const auto html = reportHtml(content);
    EXPECT_NE(html.find("Stated 2026-01-02T10:00:00+01:00, before any image had a verdict"), std::string::npos);
    EXPECT_NE(html.find("at least 11 patients alike in what is kept about them"), std::string::npos);
    EXPECT_NE(html.find("Reason: &lt;b&gt;protocol"), std::string::npos);
    EXPECT_NE(html.find("changed after data were seen (1 image had a verdict): a rate of leaks of 10 %"),
              std::string::npos);
    EXPECT_EQ((*parseJson(reportJson(content)))["policies"][1]["judged_before"], 1);
}

TEST(Report, tellsWhatASecondLookAtBlankedFilesFound)
{
    ReportContent content;
    EXPECT_EQ(reportHtml(content).find("decoded again"), std::string::npos);
    content.manifest.files.resize(2);
    content.manifest.files[0].proof = {3, 0, 2};
    content.manifest.files[1].proof = {1, 0, 1};
    EXPECT_NE(reportHtml(content).find("0 samples differ outside 4 boxes, and 3 frames were searched"),
              std::string::npos);
    EXPECT_EQ((*parseJson(reportJson(content)))["proof"]["boxes"], 4);
    const auto read = manifestFromJson(toJson(content.manifest));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->files[0].proof, content.manifest.files[0].proof);
}

TEST(Report, drawsTheBoundTheStrataAndTheHeadsThatWereCut)
{
    ReportContent content;
    EXPECT_EQ(reportHtml(content).find("<svg"), std::string::npos) << "nothing to draw";
    Sampling sampling;
    sampling.unit = "series";
    sampling.tolerate = .05;
    sampling.confidence = .95;
    sampling.strata = {{"CT, device <1>", 1000, 59, 0, false, 59, {}, {}}, {"US", 3, 3, 1, true, 3, {}, {}}};
    sampling.size = 1003;
    sampling.inspected = 62;
    sampling.leaks = 1;
    sampling.upper = 49;
    sampling.remaining = 48;
    content.manifest.sampling = sampling;
    content.heads = {{5, 2, 4, 0, 42}, {5, 2, 3, 0, 42}};
    const auto html = reportHtml(content);
    EXPECT_TRUE(says(html, "What can have leaked: 1 found, at most 49, limit 51."));
    EXPECT_TRUE(says(html, "59 of 1000, leaks 0, alone at most 48")) << "as in qc_sampling.tsv";
    EXPECT_TRUE(says(html, "CT, device <1>"));
    EXPECT_EQ(html.find("<1>"), std::string::npos);
    EXPECT_TRUE(says(html, "2 heads from 5 to 2; pictures in which a detector sees a face: 7 before, 0 after."));
    std::size_t drawings = 0;
    for (auto at = html.find("<svg"); at != std::string::npos; at = html.find("<svg", at + 1))
        ++drawings;
    EXPECT_EQ(drawings, 3U);
    EXPECT_EQ((*parseJson(reportJson(content)))["faces"]["heads_cut"][0]["landmarks"][0], 5);
}

namespace {

std::string htmlFor(const profile::Rules& rules)
{
    ReportContent content;
    content.manifest.profile = rules.profile;
    content.manifest.siteRules = rules.siteRules.name;
    content.manifest.method = methodOf(rules);
    return reportHtml(content);
}

}

TEST(Report, saysWhatTheOptionsDidToDatesAndUids)
{
    EXPECT_TRUE(says(htmlFor({}), "Dates and times were removed or replaced"));
    EXPECT_TRUE(says(htmlFor({}), "Private elements were removed."));
    const auto html = htmlFor({"basic", {"retain-full-dates", "retain-uids"}});
    EXPECT_TRUE(says(html, "Dates and times were kept as they were (UNMODIFIED)"));
    EXPECT_TRUE(says(html, "UIDs were kept"));
    EXPECT_FALSE(says(html, "Dates and times were removed"));
}

TEST(Report, tellsTheMethodOfAProfileAndNotOnlyOfChosenOptions)
{
    const auto html = htmlFor({"public", {}});
    EXPECT_TRUE(says(html,
                     "Dates were moved back (MODIFIED), all dates of one person by the same number of days between "
                     "1 and 3650"));
    EXPECT_TRUE(says(html, "except those that are safe by PS3.15 Table E.3.10-1."));
    EXPECT_TRUE(says(html, "Descriptions and comments stay, cleaned"));
    for (const auto* code : {"113100", "113103", "113104", "113105", "113107", "113108", "113109", "113111"})
        EXPECT_TRUE(says(html, code)) << code;
    EXPECT_FALSE(says(html, "113110"));
    EXPECT_TRUE(says(htmlFor({"keep-most", {}}), "(UNMODIFIED)"));
}

TEST(Report, namesTheRulesOfASiteAndWhatElseVouchesForPrivateElements)
{
    profile::Rules rules{"public", {}};
    rules.trustsSafeClaims = rules.siteRules.trustSafeClaims = true;
    rules.siteRules.name = "St. Elsewhere";
    const auto html = htmlFor(rules);
    EXPECT_TRUE(says(html, "with the rules of the site \"St. Elsewhere\""));
    EXPECT_TRUE(says(html, "Rules of the site came before those of the profile"));
    EXPECT_TRUE(says(html, "PS3.15 Table E.3.10-1 or what the source says in (0008,0303)"));
}

TEST(Manifest, tellsTheMethodAndReadsItBack)
{
    Manifest manifest;
    manifest.status = "draft";
    manifest.method = methodOf({"public", {}});
    const auto back = manifestFromJson(toJson(manifest));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->method.dates, "MODIFIED");
    EXPECT_EQ(back->method.mostDaysBack, 3650);
    EXPECT_EQ(back->method.options, manifest.method.options);
    EXPECT_EQ(back->method.safeLists, std::vector<std::string>{"PS3.15 Table E.3.10-1"});
}

}
