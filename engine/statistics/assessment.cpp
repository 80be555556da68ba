// SPDX-License-Identifier: Apache-2.0
#include "engine/statistics/assessment.h"

#include "engine/statistics/disclosure.h"
#include "engine/statistics/fields.h"
#include "engine/statistics/generalise.h"
#include "engine/statistics/population.h"
#include "engine/statistics/special_uniques.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace engine::statistics {

namespace {

constexpr std::array<std::size_t, 4> classSizes{2, 3, 5, 11};
constexpr std::array<std::pair<double, const char*>, 4> thresholds{
    {{0.05, "0.05"}, {0.09, "0.09"}, {0.2, "0.2"}, {0.33, "0.33"}}};
const Json notEstimable = "not estimable";

/// The table with its columns found.
struct Subject {
    const Microdata& table;
    const AssessmentWish& wish;
    Keys keys;
    Classes classes;
};

Result<std::vector<double>> numbersOf(const Microdata& table, const std::string& name, double least)
{
    const auto column = keysOf(table, {name});
    if (!column)
        return column.error();
    std::vector<double> numbers;
    for (const auto& row : table.rows) {
        const auto number = numberIn(row[column->front()]);
        if (!number || *number < least)
            return Error{ErrorCode::BadArgument, name + " holds something else than numbers from 1"};
        numbers.push_back(*number);
    }
    return numbers;
}

Json anonymityJson(const Classes& classes)
{
    Json json{{"k_min", smallestClass(classes)}, {"classes", classes.members.size()}};
    for (const auto size : classSizes)
        json["records_violating_k" + std::to_string(size)] = recordsInClassesBelow(classes, size);
    return json;
}

/// The same when a missing value could be any.
Json wildcardJson(const Subject& subject)
{
    const auto compatible = compatibleRows(subject.table, subject.keys);
    Json json{{"k_min", *std::min_element(compatible.begin(), compatible.end())}};
    for (const auto size : classSizes)
        json["records_violating_k" + std::to_string(size)] =
            std::count_if(compatible.begin(), compatible.end(), [&](auto one) { return one < size; });
    return json;
}

Json prosecutorJson(const Classes& classes)
{
    const auto risk = prosecutor(classes);
    Json json{{"max", risk.highest}, {"average", risk.average}};
    for (const auto& [threshold, name] : thresholds)
        json[std::string{"records_above_"} + name] = recordsAbove(classes, threshold);
    return json;
}

Json specialUniquesJson(const Subject& subject, const SpecialUniques& uniques)
{
    Json json{{"contributions", Json::object()}, {"records", Json::array()}};
    for (std::size_t i = 0; i < subject.keys.size(); ++i)
        json["contributions"][subject.wish.keys[i]] = uniques.contributions[i];
    for (std::size_t row = 0; row < uniques.scores.size(); ++row) {
        if (uniques.minimal[row].empty())
            continue;
        auto sets = Json::array();
        for (const auto& minimal : uniques.minimal[row]) {
            sets.push_back(Json::array());
            for (const auto key : minimal)
                sets.back().push_back(subject.table.columns[key]);
        }
        json["records"].push_back({{"row", row + 1}, {"score", uniques.scores[row]}, {"minimal_uniques", sets}});
    }
    return json;
}

Json whatIfJson(const Subject& subject)
{
    auto rows = Json::array();
    for (const auto& one : whatIfs(subject.table, subject.keys))
        rows.push_back({{"column", subject.table.columns[one.column]},
                        {"change", nameOf(one.how)},
                        {"k_min", one.smallest},
                        {"sample_uniques", one.uniques},
                        {"max", one.risk.highest},
                        {"average", one.risk.average}});
    return rows;
}

Done addSensitive(Json& json, const Subject& subject)
{
    if (subject.wish.sensitive.empty())
        return done();
    const auto column = keysOf(subject.table, {subject.wish.sensitive});
    if (!column)
        return column.error();
    const auto sensitive = column->front();
    auto least = diversityOf(subject.table, subject.classes.members.front(), sensitive);
    for (const auto& members : subject.classes.members) {
        const auto diversity = diversityOf(subject.table, members, sensitive);
        least = {std::min(least.distinct, diversity.distinct), std::min(least.entropy, diversity.entropy)};
    }
    json["l_diversity"] = {{"distinct_min", least.distinct}, {"entropy_l_min", std::exp(least.entropy)}};
    json["t_closeness"] = {{"t_max", closeness(subject.table, subject.classes, sensitive)}};
    json["homogeneity"] = {
        {"records_in_k>=2_classes_with_one_value", homogeneousRecords(subject.table, subject.classes, sensitive)}};
    return done();
}

Done addPopulationSizes(Json& json, const Subject& subject)
{
    if (subject.wish.populationSizes.empty())
        return done();
    const auto sizes = numbersOf(subject.table, subject.wish.populationSizes, 1);
    if (!sizes)
        return sizes.error();
    const auto risk = journalist(*sizes);
    json["journalist_risk"] = {{"max", risk.highest}};
    for (const auto& [threshold, name] : thresholds)
        json["journalist_risk"][std::string{"records_above_"} + name] = recordsAbove(*sizes, threshold);
    json["marketer_risk"] = {{"expected_fraction", risk.average}, {"expected_records", risk.expected}};
    json["population_uniques"] = {{"sample_uniques_population_unique", populationUniques(subject.classes, *sizes)}};
    return done();
}

/// Each class' weight: of the weights' column, or as many as the population has for each record.
Result<std::vector<double>> classWeights(const Subject& subject)
{
    std::vector<double> weights(subject.classes.members.size(), 0);
    if (subject.wish.weights.empty()) {
        const double each =
            static_cast<double>(subject.wish.population) / static_cast<double>(subject.table.rows.size());
        for (std::size_t i = 0; i < weights.size(); ++i)
            weights[i] = each * static_cast<double>(subject.classes.members[i].size());
        return weights;
    }
    const auto numbers = numbersOf(subject.table, subject.wish.weights, 1);
    if (!numbers)
        return numbers.error();
    for (std::size_t row = 0; row < numbers->size(); ++row)
        weights[subject.classes.classOf[row]] += (*numbers)[row];
    return weights;
}

Done addIndividualRisk(Json& json, const Subject& subject)
{
    if (subject.wish.weights.empty() && subject.wish.population == 0)
        return done();
    const auto weights = classWeights(subject);
    if (!weights)
        return weights.error();
    double highest = 0, expected = 0;
    for (std::size_t i = 0; i < weights->size(); ++i) {
        const auto frequency = subject.classes.members[i].size();
        const double risk = individualRisk(frequency, (*weights)[i]);
        highest = std::max(highest, risk);
        expected += risk * static_cast<double>(frequency);
    }
    json["individual_risk_bf"] = {{"max", highest},
                                  {"expected_reidentifications", expected},
                                  {"global_risk", expected / static_cast<double>(subject.table.rows.size())}};
    return done();
}

Json pitmanJson(const SizeCounts& counts, double population)
{
    const auto fit = fitPitman(counts);
    const auto uniques = fit.populationUniques(population);
    if (!uniques)
        return notEstimable;
    Json json{{"population_uniques", *uniques}, {"fraction_of_population", *uniques / population}};
    if (fit.fit == Pitman::Fit::Inside)
        json.update({{"theta", fit.theta}, {"alpha", fit.alpha}, {"loglik_kernel", fit.logLikelihood}});
    return json;
}

Done addPopulation(Json& json, const Subject& subject)
{
    const auto population = subject.wish.population;
    if (population == 0)
        return done();
    const auto people = static_cast<double>(population);
    const auto records = static_cast<double>(subject.table.rows.size());
    const auto counts = sizeCountsOf(subject.classes);
    const auto byZayatz = zayatz(counts, static_cast<std::size_t>(population));
    if (!byZayatz)
        return byZayatz.error();
    const bool allUnique = subject.classes.members.size() == subject.table.rows.size();
    json["pitman_model"] = pitmanJson(counts, people);
    json["zayatz_model"] = allUnique ? notEstimable
                                     : Json{{"P_popunique_given_sampleunique", byZayatz->conditional},
                                            {"sample_uniques_population_unique", byZayatz->sampleUniques},
                                            {"population_uniques", byZayatz->populationUniques}};
    const auto estimate = estimateUniques(counts, static_cast<std::size_t>(population));
    json["population_uniques_estimate"] = {
        {"method", estimate.method}, {"uniques", estimate.method == "none" ? notEstimable : Json(estimate.uniques)}};
    const auto total = totalUniqueRisk(subject.table, subject.keys, people);
    json["skinner_holmes_independence"] = {{"tau1", total.isAlone}, {"tau2", total.expected}};
    json["dis_score_file"] = {{"dis", intrusion(subject.classes, records / people)}};
    return done();
}

Done addPrevalence(Json& json, const Subject& subject)
{
    if (subject.wish.prevalence <= 0)
        return done();
    if (subject.wish.population < 1)
        return Error{ErrorCode::BadArgument, "a prevalence needs a population"};
    const auto result = lookUp(static_cast<double>(subject.wish.population), subject.wish.prevalence);
    json["prevalence_lookup"] = {
        {"lambda_others", result.others}, {"P_unique", result.isAlone}, {"E_1_over_F", result.expected}};
    return done();
}

/// How many classes have each size, smallest first.
Json classSizesJson(const Classes& classes)
{
    auto rows = Json::array();
    for (const auto& [size, count] : sizeCountsOf(classes))
        rows.push_back({{"size", size}, {"classes", count}});
    return rows;
}

Json thresholdJson(const AssessmentWish& wish, const Classes& classes)
{
    return {{"k", wish.k},
            {"rate", 1 / static_cast<double>(wish.k)},
            {"metric", "max"},
            {"met", smallestClass(classes) >= wish.k},
            {"records_violating", recordsInClassesBelow(classes, wish.k)}};
}

}

Result<double> prevalenceIn(std::string_view shares)
{
    double product = 1;
    for (const auto& part : partsOf(shares, '*')) {
        const auto share = numberIn(part);
        if (!share || *share < 0 || *share > 1)
            return Error{ErrorCode::BadArgument, "a prevalence is shares joined by *, such as 0.5*0.06*0.00007"};
        product *= *share;
    }
    return product;
}

Result<Json> assess(const Microdata& table, const AssessmentWish& wish)
{
    if (wish.keys.empty())
        return Error{ErrorCode::BadArgument, "at least one key"};
    auto keys = keysOf(table, wish.keys);
    if (!keys)
        return keys.error();
    Subject subject{table, wish, *keys, classesOf(table, *keys)};
    const auto uniques = specialUniques(table, *keys);
    if (!uniques)
        return uniques.error();
    Json json{{"records", table.rows.size()},
              {"keys", wish.keys},
              {"k_anonymity", anonymityJson(subject.classes)},
              {"k_anonymity_missing_is_any", wildcardJson(subject)},
              {"class_sizes", classSizesJson(subject.classes)},
              {"sample_uniques", {{"count", sampleUniques(subject.classes)}}},
              {"prosecutor_risk", prosecutorJson(subject.classes)},
              {"suda2_score", specialUniquesJson(subject, *uniques)},
              {"what_if", whatIfJson(subject)}};
    if (wish.k > 0)
        json["threshold"] = thresholdJson(wish, subject.classes);
    for (const auto add : {addSensitive, addPopulationSizes, addIndividualRisk, addPopulation, addPrevalence}) {
        if (auto added = add(json, subject); !added)
            return added.error();
    }
    return json;
}

}
