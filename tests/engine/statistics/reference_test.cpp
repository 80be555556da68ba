// SPDX-License-Identifier: Apache-2.0
#include "engine/statistics/reckoning.h"

#include <gtest/gtest.h>

#include <charconv>
#include <cmath>
#include <fstream>
#include <sstream>

using namespace engine;
using namespace engine::statistics;

namespace {

constexpr double tolerance = 1e-9;

Result<Microdata> tableNamed(const std::string& name)
{
    const std::string folder = name == "risk_micro.tsv" ? SAFELIGHT_RESOURCES "/statistics/" : SAFELIGHT_STATISTICS "/";
    std::ifstream file{folder + name};
    std::ostringstream text;
    text << file.rdbuf();
    return microdataOfTsv(text.str());
}

struct Reference {
    std::vector<Question> questions;
    std::vector<std::string> values;
};

Reference reference(const std::string& name)
{
    const auto table = tableNamed(name);
    Reference result;
    for (const auto& row : table->rows) {
        result.questions.push_back({row[0], row[1], row[2], row[3]});
        result.values.push_back(row[4]);
    }
    return result;
}

bool isWhole(const std::string& text)
{
    return text.find_first_not_of("-0123456789") == std::string::npos;
}

/// Whole numbers and words exactly; others to nine digits, or as many as are written.
bool isSame(const Json& value, const std::string& expected)
{
    double number = 0;
    const auto [end, error] = std::from_chars(expected.data(), expected.data() + expected.size(), number);
    if (error != std::errc{} || end != expected.data() + expected.size())
        return value.is_string() && value.get<std::string>() == expected;
    if (!value.is_number())
        return false;
    if (isWhole(expected) && value.is_number_integer())
        return value.get<std::int64_t>() == static_cast<std::int64_t>(number);
    return std::abs(value.get<double>() - number) <= tolerance * std::abs(number);
}

std::size_t countFaults(const Reference& expected, const std::vector<Reckoned>& answers)
{
    std::size_t faults = 0;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const bool same = isSame(answers[i].value, expected.values[i]);
        EXPECT_TRUE(same) << answers[i].name << ": " << answers[i].value << ", expected " << expected.values[i] << ' '
                          << answers[i].reason;
        faults += same ? 0 : 1;
    }
    return faults;
}

}

TEST(Reference, everyNumberOfSamplingIsMet)
{
    const auto expected = reference("qc_sampling.tsv");

    const auto answers = reckonSampling(expected.questions);

    ASSERT_EQ(answers.size(), 397);
    EXPECT_EQ(countFaults(expected, answers), 0);
}

TEST(Reference, everyNumberOfRiskIsMet)
{
    const auto expected = reference("risk.tsv");

    const auto answers = reckonRisk(expected.questions, tableNamed);

    ASSERT_EQ(answers.size(), 151);
    EXPECT_EQ(countFaults(expected, answers), 0);
}

TEST(Reference, aDifferenceInTheNinthDigitIsNoticed)
{
    EXPECT_TRUE(isSame(Json(0.0495076098882), "0.0495076098882"));
    EXPECT_FALSE(isSame(Json(0.0495076099882), "0.0495076098882"));
    EXPECT_FALSE(isSame(Json(48), "49"));
    EXPECT_FALSE(isSame(Json(0), "not estimable"));
}

TEST(Reference, whatCannotBeReckonedIsAnsweredWithItsReason)
{
    const std::vector<Question> questions{{"a", "hypergeometric_upper", "N=10;n=11;x=0;conf=0.95", "D_upper"},
                                          {"b", "binomial_upper_one_sided", "n=0;x=0;conf=0.95", "upper"},
                                          {"c", "binomial_upper_one_sided", "n=5;x=0;conf=1.5", "upper"},
                                          {"d", "cohen_kappa", "table=1,2/3", "kappa"},
                                          {"e", "wald_sprt", "p0=0.5;p1=0.1;alpha=0.05;beta=0.05", "slope"},
                                          {"f", "stratified_upper_pooled", "strata=10:20;x=0;conf=0.95", "D_upper"},
                                          {"g", "no such kind", "", ""},
                                          {"h", "hypergeometric_upper", "N=10;n=1;x=0;conf=0.95", "no such output"}};

    for (const auto& answer : reckonSampling(questions)) {
        EXPECT_TRUE(answer.value.is_null()) << answer.name << ": " << answer.value;
        EXPECT_FALSE(answer.reason.empty()) << answer.name;
    }
    const auto missing = [](const std::string&) -> Result<Microdata> { return Error{ErrorCode::NotFound, "table"}; };
    for (const auto& answer : reckonRisk({{"i", "k_anonymity", "data=x;qi=a", "k_min"},
                                          {"j", "pitman_model", "hist=0x5", "theta"},
                                          {"k", "zayatz_model", "hist=1x20;N=5", "population_uniques"},
                                          {"l", "individual_risk_bf", "f=3;F_hat=1", "risk"}},
                                         missing))
        EXPECT_TRUE(answer.value.is_null()) << answer.name << ": " << answer.value;
}
