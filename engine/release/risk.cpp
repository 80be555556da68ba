// SPDX-License-Identifier: Apache-2.0
#include "engine/release/risk.h"

#include "engine/release/group_chart.h"

#include <cmath>
#include <iomanip>
#include <sstream>

namespace engine::release {

namespace {

std::string threeDigits(const Json& number)
{
    if (!number.is_number())
        return number.is_string() ? number.get<std::string>() : "not reckoned";
    std::ostringstream text;
    text << std::setprecision(3) << number.get<double>();
    return text.str();
}

std::string percent(const Json& share)
{
    return threeDigits(share.get<double>() * 100) + " %";
}

/// Of what may be missing, or "not estimable" as a whole.
Json partOf(const Json& assessment, const char* measure, const char* part)
{
    const auto found = assessment.find(measure);
    if (found == assessment.end())
        return {};
    return found->is_object() ? found->value(part, Json{}) : *found;
}

std::string listOf(const Json& names)
{
    std::string text;
    for (const auto& name : names)
        text += (text.empty() ? "" : ", ") + name.get<std::string>();
    return text;
}

std::string changeWords(const std::string& how)
{
    if (how == "drop")
        return "left out";
    if (how == "five-year-bands")
        return "in bands of five years";
    if (how == "top-code-90")
        return "with all ages from 90 as one";
    return how == "year-only" ? "as the year only" : how;
}

std::string changesSentence(const Json& changes)
{
    std::string words;
    for (const auto& change : changes) {
        const auto text = change.get<std::string>();
        const auto colon = text.rfind(':');
        words += (words.empty() ? " Of the linked table " : ", ") + text.substr(0, colon) + " is " +
                 changeWords(text.substr(colon + 1));
    }
    return words.empty() ? words : words + ".";
}

std::string overSentence(const Json& assessment)
{
    return "Reckoned over " + assessment.at("records").dump() +
           (assessment.at("records") == 1 ? " row" : " rows, one for each patient,") +
           " of what the rules keep in the headers" +
           (assessment.value("linked_table", false) ? " and of a linked table" : "") +
           ". Taken as what somebody could know: " + listOf(assessment.at("keys")) + "." +
           changesSentence(assessment.value("changes", Json::array()));
}

std::string riskSentence(const Json& assessment)
{
    const auto& risk = assessment.at("prosecutor_risk");
    return "The patient who is easiest to identify is one of " + assessment.at("k_anonymity").at("k_min").dump() +
           " alike (risk " + threeDigits(risk.at("max")) + "); the average is " + threeDigits(risk.at("average")) +
           ". Alone with their combination: " + assessment.at("sample_uniques").at("count").dump() + " of " +
           assessment.at("records").dump() + '.';
}

std::size_t recordsBelow(const Json& assessment, int size)
{
    std::size_t records = 0;
    for (const auto& row : assessment.at("class_sizes")) {
        if (row.at("size").get<int>() < size)
            records += row.at("size").get<std::size_t>() * row.at("classes").get<std::size_t>();
    }
    return records;
}

std::string policySentence(const Json& assessment, const review::PolicyStated* policy)
{
    if (!policy || policy->smallestGroup == 0)
        return "No smallest group was stated to hold this against.";
    const auto k = policy->smallestGroup;
    return "Held to k = " + std::to_string(k) + " (a risk of " + threeDigits(1.0 / k) + "), against the " +
           policy->metric + ": " + (*isHeld(assessment, *policy) ? "met. " : "not met. ") +
           "In smaller groups: " + std::to_string(recordsBelow(assessment, k)) + " of " +
           assessment.at("records").dump() + '.';
}

std::string above(const Json& assessment, const char* measure)
{
    const auto records = partOf(assessment, measure, "records_above_0.09");
    return records.is_null() ? "" : "; above 0.09 for " + records.dump();
}

constexpr const char* noSizes = "not reckoned: how many people share each combination was not given";
constexpr const char* noPopulation = "not reckoned: no population was given";

std::string orNot(const Json& number, const std::string& whyNot)
{
    return number.is_null() ? whyNot : threeDigits(number);
}

void addPopulation(RiskTable& rows, const Json& assessment)
{
    const auto expected = partOf(assessment, "individual_risk_bf", "expected_reidentifications");
    rows.emplace_back(
        "Individual risk (Benedetti and Franconi)",
        orNot(partOf(assessment, "individual_risk_bf", "max"), noPopulation) +
            (expected.is_null() ? "" : " at most; " + threeDigits(expected) + " identifications expected"));
    rows.emplace_back("Unique in the population (Pitman)",
                      orNot(partOf(assessment, "pitman_model", "population_uniques"), noPopulation));
    rows.emplace_back("Unique in the population (Zayatz)",
                      orNot(partOf(assessment, "zayatz_model", "population_uniques"), noPopulation));
    rows.emplace_back("Alone also in the population, if keys are independent (Skinner and Holmes)",
                      orNot(partOf(assessment, "skinner_holmes_independence", "tau1"), noPopulation));
    const auto unique = partOf(assessment, "prevalence_lookup", "P_unique");
    rows.emplace_back("A rare combination, by its prevalence",
                      unique.is_null() ? "not asked"
                                       : "alone with probability " + threeDigits(unique) + "; risk " +
                                             threeDigits(partOf(assessment, "prevalence_lookup", "E_1_over_F")));
}

}

std::optional<bool> isHeld(const Json& assessment, const review::PolicyStated& policy)
{
    if (policy.smallestGroup == 0)
        return std::nullopt;
    if (policy.metric == "average") // the average is classes over records: no rounding of 1/k may decide
        return assessment.at("k_anonymity").at("classes").get<std::int64_t>() * policy.smallestGroup <=
               assessment.at("records").get<std::int64_t>();
    return assessment.at("k_anonymity").at("k_min").get<std::int64_t>() >= policy.smallestGroup;
}

bool isWhole(const Json& assessment)
{
    try {
        const RiskTold told{assessment, {}, true};
        for (const auto* metric : {"maximum", "average"}) {
            const review::PolicyStated policy{.05, .95, {}, 2, metric, {}};
            inWords(told, &policy);
        }
        rowsOf(told);
        contributionsOf(told);
        whatIfsOf(told);
        groupChart(assessment, 2, {});
        return true;
    } catch (const Json::exception&) {
        return false;
    }
}

std::vector<std::string> inWords(const std::optional<RiskTold>& risk, const review::PolicyStated* policy)
{
    if (!risk)
        return {"How easily patients are told apart by what is kept about them: not done."};
    if (!risk->isCurrent)
        return {"How easily patients are told apart by what is kept about them: not done for what leaves. It was "
                "reckoned on " +
                risk->on + ", before files or rules changed."};
    return {riskSentence(risk->assessment), policySentence(risk->assessment, policy), overSentence(risk->assessment),
            "Valid on " + risk->on +
                " only: what others publish later changes it. These are numbers for an expert to judge, and no "
                "certificate."};
}

RiskTable rowsOf(const RiskTold& risk)
{
    const auto& assessment = risk.assessment;
    const auto& groups = assessment.at("k_anonymity");
    const auto& prosecutor = assessment.at("prosecutor_risk");
    RiskTable rows{
        {"Smallest group of patients alike (k)", groups.at("k_min").dump()},
        {"The same, if a missing value could be any", assessment.at("k_anonymity_missing_is_any").at("k_min").dump()},
        {"Patients in groups of fewer than 2 / 3 / 5 / 11",
         groups.at("records_violating_k2").dump() + " / " + groups.at("records_violating_k3").dump() + " / " +
             groups.at("records_violating_k5").dump() + " / " + groups.at("records_violating_k11").dump()},
        {"Somebody known to be in it (prosecutor)", "at most " + threeDigits(prosecutor.at("max")) + ", on average " +
                                                        threeDigits(prosecutor.at("average")) +
                                                        above(assessment, "prosecutor_risk")},
        {"Somebody of the population (journalist)",
         orNot(partOf(assessment, "journalist_risk", "max"), noSizes) + above(assessment, "journalist_risk")},
        {"Share of all that could be identified (marketer)",
         orNot(partOf(assessment, "marketer_risk", "expected_fraction"), noSizes)}};
    addPopulation(rows, assessment);
    return rows;
}

RiskTable contributionsOf(const RiskTold& risk)
{
    RiskTable rows;
    for (const auto& [key, share] : risk.assessment.at("suda2_score").at("contributions").items())
        rows.emplace_back(key, percent(share));
    return rows;
}

RiskTable whatIfsOf(const RiskTold& risk)
{
    RiskTable rows;
    for (const auto& one : risk.assessment.at("what_if"))
        rows.emplace_back(one.at("column").get<std::string>() + " " + changeWords(one.at("change").get<std::string>()),
                          "k " + one.at("k_min").dump() + ", alone " + one.at("sample_uniques").dump() +
                              ", risk at most " + threeDigits(one.at("max")) + ", on average " +
                              threeDigits(one.at("average")));
    return rows;
}

Json riskJson(const std::optional<RiskTold>& risk, const review::PolicyStated* policy)
{
    if (!risk)
        return {{"status", "not done"}};
    if (!risk->isCurrent)
        return {{"status", "out of date"}, {"valid_on", risk->on}};
    Json json = risk->assessment;
    json["suda2_score"].erase("records"); // which row is whose stays at home
    json["status"] = "done";
    json["valid_on"] = risk->on;
    json.erase("threshold"); // of the day it was reckoned; the policy in force counts
    if (policy && policy->smallestGroup > 0)
        json["threshold"] = {{"k", policy->smallestGroup},
                             {"rate", 1.0 / policy->smallestGroup},
                             {"metric", policy->metric},
                             {"met", *isHeld(risk->assessment, *policy)},
                             {"records_violating", recordsBelow(risk->assessment, policy->smallestGroup)}};
    return json;
}

}
