// SPDX-License-Identifier: Apache-2.0
#include "engine/release/group_chart.h"
#include "engine/release/report.h"
#include "engine/statistics/assessment.h"

#include <gtest/gtest.h>

namespace engine::release {

namespace {

/// Three of one kind, two of another, one alone: k is 1, risks 1 and 3/6.
Json sixPatients(std::int64_t population = 0)
{
    const statistics::Microdata table{
        {"PatientSex", "PatientAge"},
        {{"F", "041Y"}, {"F", "041Y"}, {"F", "041Y"}, {"M", "052Y"}, {"M", "052Y"}, {"M", "093Y"}}};
    statistics::AssessmentWish wish;
    wish.keys = table.columns;
    wish.population = population;
    auto json = statistics::assess(table, wish);
    EXPECT_TRUE(json);
    return *json;
}

ReportContent contentWith(Json assessment, int smallestGroup, const std::string& metric = "maximum")
{
    ReportContent content;
    content.risk = RiskTold{std::move(assessment), "2026-01-05", true};
    content.policies = {{"2026-01-02T10:00:00+01:00", {{0.05, 0.95, "none", smallestGroup, metric, "protocol"}, 0}}};
    return content;
}

bool says(const ReportContent& content, const std::string& words)
{
    return reportHtml(content).find(escapeHtml(words)) != std::string::npos;
}

}

TEST(Risk, thatWasNotReckonedIsPrintedAsNotDone)
{
    ReportContent content;
    EXPECT_TRUE(says(content, "How easily patients are told apart by what is kept about them: not done."));
    EXPECT_TRUE(says(content, "No statistical estimate of that risk was made."));
    EXPECT_EQ((*parseJson(reportJson(content)))["risk"], (Json{{"status", "not done"}}));

    content = contentWith(sixPatients(), 3);
    content.risk->isCurrent = false;
    EXPECT_TRUE(
        says(content, "not done for what leaves. It was reckoned on 2026-01-05, before files or rules changed."));
    EXPECT_FALSE(says(content, "risk 1)"));
    EXPECT_EQ((*parseJson(reportJson(content)))["risk"]["status"], "out of date");
}

TEST(Risk, isToldWithTheMaximumBeforeTheAverageAndTheDayItIsValidFor)
{
    const auto html = reportHtml(contentWith(sixPatients(), 3));
    const auto maximum = html.find("The patient who is easiest to identify is one of 1 alike (risk 1)");
    const auto average = html.find("the average is 0.5");
    ASSERT_NE(maximum, std::string::npos);
    ASSERT_NE(average, std::string::npos);
    EXPECT_LT(maximum, average);
    EXPECT_NE(html.find("Alone with their combination: 1 of 6."), std::string::npos);
    EXPECT_NE(html.find("Valid on 2026-01-05 only"), std::string::npos);
    EXPECT_EQ(html.find("HIPAA"), std::string::npos);
    EXPECT_EQ(html.find("No statistical estimate"), std::string::npos);
}

TEST(Risk, isHeldAgainstThePolicyByItsMetricAndWithoutRounding)
{
    EXPECT_TRUE(says(contentWith(sixPatients(), 3), "Held to k = 3 (a risk of 0.333), against the maximum: not met. In "
                                                    "smaller groups: 3 of 6."));
    EXPECT_TRUE(says(contentWith(sixPatients(), 2, "average"), "against the average: met."));
    EXPECT_TRUE(says(contentWith(sixPatients(), 3, "average"), "against the average: not met."));
    EXPECT_TRUE(says(contentWith(sixPatients(), 0), "No smallest group was stated to hold this against."));
    const auto json = *parseJson(reportJson(contentWith(sixPatients(), 3)));
    EXPECT_EQ(json["risk"]["threshold"]["met"], false);
    EXPECT_EQ(json["risk"]["threshold"]["records_violating"], 3);
}

TEST(Risk, holdsNoValueAndDoesNotSayWhichPatientIsTheEasiest)
{
    const auto content = contentWith(sixPatients(2000), 3);
    for (const auto& text : {reportHtml(content), reportJson(content)}) {
        for (const auto* value : {"041Y", "052Y", "093Y"})
            EXPECT_EQ(text.find(value), std::string::npos) << value;
    }
    EXPECT_FALSE((*parseJson(reportJson(content)))["risk"]["suda2_score"].contains("records"));
    EXPECT_TRUE(says(content, "PatientAge"));
}

TEST(Risk, saysOfEveryMeasureWhetherItWasReckoned)
{
    EXPECT_TRUE(says(contentWith(sixPatients(), 3), "not reckoned: no population was given"));
    EXPECT_TRUE(says(contentWith(sixPatients(), 3), "not reckoned: how many people share each combination"));
    const statistics::Microdata alone{{"a"}, {{"1"}, {"2"}, {"3"}}};
    statistics::AssessmentWish wish;
    wish.keys = {"a"};
    wish.population = 100;
    const auto json = statistics::assess(alone, wish);
    ASSERT_TRUE(json);
    EXPECT_TRUE(says(contentWith(*json, 0), "not estimable"));
}

TEST(Risk, ofAnotherVersionOfTheProgramIsNotTold)
{
    EXPECT_TRUE(isWhole(sixPatients()));
    EXPECT_FALSE(isWhole(Json::object()));
    auto without = sixPatients();
    without.erase("class_sizes");
    EXPECT_FALSE(isWhole(without));
    without = sixPatients();
    without["k_anonymity"]["k_min"] = "one";
    EXPECT_FALSE(isWhole(without));
}

TEST(GroupChart, hatchesGroupsBelowTheLimitAndSaysTheSameInWords)
{
    const auto assessment = sixPatients();
    EXPECT_EQ(groupChartInWords(assessment, 3),
              "1 in groups of 1 (below the limit), 2 in groups of 2 (below the limit), 3 in groups of 3");
    const auto limited = groupChart(assessment, 3, {}), open = groupChart(assessment, 0, {});
    EXPECT_NE(limited.find("limit: 3"), std::string::npos);
    EXPECT_EQ(open.find("limit"), std::string::npos);
    const auto lines = [](const std::string& text) {
        std::size_t count = 0;
        for (auto at = text.find("<line"); at != std::string::npos; at = text.find("<line", at + 1))
            ++count;
        return count;
    };
    EXPECT_EQ(lines(open), 1U) << "the axis: nothing is hatched";
    EXPECT_GT(lines(limited), 10U);
}

}
