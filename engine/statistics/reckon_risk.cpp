// SPDX-License-Identifier: Apache-2.0
#include "engine/statistics/disclosure.h"
#include "engine/statistics/fields.h"
#include "engine/statistics/population.h"
#include "engine/statistics/reckoning.h"
#include "engine/statistics/special_uniques.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace engine::statistics {

namespace {

/// The table that a question is about, as its input names it.
struct Subject {
    Microdata table;
    Keys keys;
    Classes classes;
    std::optional<std::size_t> sensitive;
    PopulationSizes sizes; ///< of `F=`
};

/// A question while it is worked on.
struct Work {
    Fields fields;
    const Question& question;
    const std::vector<Question>& all;
    const Subject* subject = nullptr; ///< of this question's table, or of the one before

    bool asks(std::string_view output) const { return question.output == output; }
    /// The number at the end of the output's name, after `prefix`.
    std::optional<double> asksWith(std::string_view prefix) const
    {
        if (!question.output.starts_with(prefix))
            return std::nullopt;
        return numberIn(std::string_view{question.output}.substr(prefix.size()));
    }
    Json fail(const std::string& why)
    {
        fields.spoil(why);
        return {};
    }
    Json unknown() { return fail("unknown output " + question.output); }
};

Result<PopulationSizes> sizesIn(const Microdata& table, std::size_t column)
{
    PopulationSizes sizes;
    for (const auto& row : table.rows) {
        const auto size = numberIn(row[column]);
        if (!size || *size < 1)
            return Error{ErrorCode::BadArgument, table.columns[column] + ": population sizes are numbers from 1"};
        sizes.push_back(*size);
    }
    return sizes;
}

Result<Subject> subjectOf(Fields& fields, const TableReader& read)
{
    auto table = read(fields.text("data"));
    if (!table)
        return table.error();
    Subject subject;
    subject.table = std::move(*table);
    auto keys = keysOf(subject.table, partsOf(fields.text("qi"), '+'));
    if (!keys)
        return keys.error();
    subject.keys = std::move(*keys);
    subject.classes = classesOf(subject.table, subject.keys);
    for (const auto* name : {"sensitive", "F"}) {
        if (!fields.has(name))
            continue;
        const auto column = keysOf(subject.table, {fields.text(name)});
        if (!column)
            return column.error();
        if (std::string_view{name} == "sensitive") {
            subject.sensitive = column->front();
            continue;
        }
        auto sizes = sizesIn(subject.table, column->front());
        if (!sizes)
            return sizes.error();
        subject.sizes = std::move(*sizes);
    }
    return subject;
}

Json reckonAnonymity(Work& work)
{
    const auto& classes = work.subject->classes;
    if (work.asks("k_min"))
        return smallestClass(classes);
    if (work.asks("classes"))
        return classes.members.size();
    const auto size = work.asksWith("records_violating_k");
    return size && *size >= 1 ? Json(recordsInClassesBelow(classes, static_cast<std::size_t>(*size))) : work.unknown();
}

Json reckonProsecutor(Work& work)
{
    const auto risk = prosecutor(work.subject->classes);
    if (work.asks("max"))
        return risk.highest;
    if (work.asks("average"))
        return risk.average;
    const auto threshold = work.asksWith("records_above_");
    return threshold ? Json(recordsAbove(work.subject->classes, *threshold)) : work.unknown();
}

Json reckonPopulation(Work& work)
{
    const auto& sizes = work.subject->sizes;
    if (sizes.empty())
        return work.fail("F names the column of population sizes");
    const auto risk = journalist(sizes);
    if (work.asks("max"))
        return risk.highest;
    if (work.asks("expected_fraction"))
        return risk.average;
    if (work.asks("expected_records"))
        return risk.expected;
    if (work.asks("sample_uniques_population_unique"))
        return populationUniques(work.subject->classes, sizes);
    const auto threshold = work.asksWith("records_above_");
    return threshold ? Json(recordsAbove(sizes, *threshold)) : work.unknown();
}

/// Rows of the class "value|value|..." of the subject's keys.
std::vector<std::size_t> rowsOfClass(const Subject& subject, const std::string& name)
{
    const auto values = partsOf(name, '|');
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < subject.table.rows.size(); ++row) {
        bool isSame = values.size() == subject.keys.size();
        for (std::size_t i = 0; isSame && i < values.size(); ++i)
            isSame = subject.table.rows[row][subject.keys[i]] == values[i];
        if (isSame)
            rows.push_back(row);
    }
    return rows;
}

Json reckonDiversity(Work& work)
{
    const auto& subject = *work.subject;
    if (!subject.sensitive)
        return work.fail("sensitive names a column");
    if (work.fields.has("class")) {
        const auto rows = rowsOfClass(subject, work.fields.text("class"));
        if (rows.empty())
            return work.fail("no such class");
        const auto diversity = diversityOf(subject.table, rows, *subject.sensitive);
        if (work.asks("distinct"))
            return diversity.distinct;
        if (work.asks("entropy_nats"))
            return diversity.entropy;
        return work.asks("exp_entropy") ? Json(std::exp(diversity.entropy)) : work.unknown();
    }
    auto least = Diversity{subject.table.rows.size(), 1e9};
    for (const auto& members : subject.classes.members) {
        const auto diversity = diversityOf(subject.table, members, *subject.sensitive);
        least = {std::min(least.distinct, diversity.distinct), std::min(least.entropy, diversity.entropy)};
    }
    if (work.asks("distinct_min"))
        return least.distinct;
    return work.asks("entropy_l_min") ? Json(std::exp(least.entropy)) : work.unknown();
}

Json reckonSensitive(Work& work)
{
    const auto& subject = *work.subject;
    if (!subject.sensitive)
        return work.fail("sensitive names a column");
    if (work.question.kind == "t_closeness")
        return closeness(subject.table, subject.classes, *subject.sensitive);
    return homogeneousRecords(subject.table, subject.classes, *subject.sensitive);
}

/// The row whose first column holds the record's name.
std::optional<std::size_t> rowOf(Work& work)
{
    const auto name = work.fields.text("record");
    const auto& rows = work.subject->table.rows;
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& one) { return one.front() == name; });
    if (row != rows.end())
        return static_cast<std::size_t>(row - rows.begin());
    work.fields.spoil("no such record");
    return std::nullopt;
}

Json reckonSpecialUniques(Work& work)
{
    const auto row = rowOf(work);
    const auto uniques = specialUniques(work.subject->table, work.subject->keys);
    if (!uniques)
        return work.fail(uniques.error().where);
    return row ? Json(uniques->scores[*row]) : Json{};
}

Json reckonIntrusion(Work& work)
{
    const auto& classes = work.subject->classes;
    if (work.asks("dis"))
        return intrusion(classes, work.fields.share("sampling_fraction"));
    if (work.asks("n1_and_records_in_pairs"))
        return std::to_string(sampleUniques(classes)) + ',' + std::to_string(recordsInPairs(classes));
    return work.unknown();
}

Json reckonUniqueRisk(Work& work)
{
    const auto& subject = *work.subject;
    const auto population =
        static_cast<double>(work.fields.count("N", static_cast<std::int64_t>(subject.table.rows.size())));
    if (work.asks("tau1") || work.asks("tau2")) {
        const auto total = totalUniqueRisk(subject.table, subject.keys, population);
        return work.asks("tau1") ? total.isAlone : total.expected;
    }
    const auto row = rowOf(work);
    const auto risk = uniqueRisk(subject.table, subject.keys, row.value_or(0), population);
    if (work.asks("P(F=1|f=1)"))
        return risk.isAlone;
    return work.asks("E(1/F|f=1)") ? Json(risk.expected) : work.unknown();
}

struct Weighted {
    std::size_t frequency = 1;
    double weight = 1;
};

/// "f=2;F_hat=110", also behind "NAME record 1: ".
Weighted weightedIn(std::string_view input, Fields& faults)
{
    const auto colon = input.find(": ");
    Fields fields{colon == std::string_view::npos ? input : input.substr(colon + 2)};
    const auto frequency = fields.count("f", 1);
    const Weighted result{static_cast<std::size_t>(frequency),
                          fields.number("F_hat", static_cast<double>(frequency), 1e12)};
    if (!fields.fault().empty())
        faults.spoil(fields.fault());
    return result;
}

/// "NAME all ...": the sum over the records "NAME record ..." that the other questions tell.
Json reckonAllRecords(Work& work)
{
    const auto& input = work.question.input;
    const auto prefix = input.substr(0, input.find(" all")) + " record ";
    std::map<std::string, double> risks;
    for (const auto& other : work.all) {
        if (other.input.starts_with(prefix)) {
            const auto record = weightedIn(other.input, work.fields);
            risks[other.input] = individualRisk(record.frequency, record.weight);
        }
    }
    double sum = 0;
    for (const auto& [name, risk] : risks)
        sum += risk;
    if (risks.empty())
        return work.fail("no question tells these records");
    if (work.asks("expected_reidentifications"))
        return sum;
    return work.asks("global_risk") ? Json(sum / static_cast<double>(risks.size())) : work.unknown();
}

Json reckonIndividual(Work& work)
{
    if (work.question.input.find(" all") != std::string::npos)
        return reckonAllRecords(work);
    const auto record = weightedIn(work.question.input, work.fields);
    if (!work.fields.fault().empty())
        return {};
    if (work.asks("risk") || work.asks("risk_exact"))
        return individualRisk(record.frequency, record.weight);
    return work.asks("risk_approx") ? Json(approximateRisk(record.frequency, record.weight)) : work.unknown();
}

/// "1x60,2x10": sixty classes of one record, ten of two.
SizeCounts countsOf(Fields& fields)
{
    SizeCounts counts;
    for (const auto& part : partsOf(fields.text("hist"), ',')) {
        const auto numbers = partsOf(part, 'x');
        const auto size = numbers.size() == 2 ? numberIn(numbers[0]).value_or(0) : 0;
        const auto classes = numbers.size() == 2 ? numberIn(numbers[1]).value_or(0) : 0;
        if (size >= 1 && classes >= 1 && size * classes <= 1e6)
            counts[static_cast<std::size_t>(size)] += static_cast<std::size_t>(classes);
        else
            fields.spoil("hist is SIZExCLASSES,...");
    }
    if (counts.empty())
        fields.spoil("hist is SIZExCLASSES,...");
    return counts;
}

std::string boundaryWords(const Pitman& fit)
{
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "0 (boundary, theta=%.4f)", fit.theta);
    return text.data();
}

Json reckonPitman(Work& work)
{
    const auto counts = countsOf(work.fields);
    if (!work.fields.fault().empty())
        return {};
    const auto fit = fitPitman(counts);
    const bool hasUniques = fit.fit != Pitman::Fit::NoUnique;
    if (work.asks("population_uniques") && !hasUniques)
        return 0;
    if (fit.fit == Pitman::Fit::AllUnique || !hasUniques)
        return "not estimable";
    if (fit.fit == Pitman::Fit::Boundary)
        return work.asks("alpha") ? boundaryWords(fit) : "not estimable";
    if (work.asks("theta"))
        return fit.theta;
    if (work.asks("alpha"))
        return fit.alpha;
    if (work.asks("loglik_kernel"))
        return fit.logLikelihood;
    const auto people = static_cast<double>(work.fields.count("N", 1));
    const double uniques = fit.populationUniques(people).value_or(0);
    if (work.asks("population_uniques"))
        return uniques;
    return work.asks("fraction_of_population") ? Json(uniques / people) : work.unknown();
}

Json reckonZayatz(Work& work)
{
    const auto counts = countsOf(work.fields);
    const auto result = zayatz(counts, static_cast<std::size_t>(work.fields.count("N", 1)));
    if (!result)
        return work.fail(result.error().where);
    if (work.asks("P_popunique_given_sampleunique"))
        return result->conditional;
    if (work.asks("sample_uniques_population_unique"))
        return result->sampleUniques;
    return work.asks("population_uniques") ? Json(result->populationUniques) : work.unknown();
}

Json reckonPrevalence(Work& work)
{
    double product = 1;
    for (const auto& part : partsOf(work.fields.text("p"), '*')) {
        const auto share = numberIn(part);
        if (!share || *share < 0 || *share > 1)
            return work.fail("p is shares joined by *");
        product *= *share;
    }
    const auto result = lookUp(work.fields.number("N", 1, 1e11), product);
    if (work.asks("lambda_others"))
        return result.others;
    if (work.asks("P_unique"))
        return result.isAlone;
    return work.asks("E_1_over_F") ? Json(result.expected) : work.unknown();
}

Json reckonThreshold(Work& work)
{
    return classSizeFor(work.fields.number("threshold", 1e-6, 1), work.question.kind == "threshold_to_k_rounded");
}

struct Reckoning {
    Json (*reckon)(Work&);
    bool needsTable;
};

const std::map<std::string, Reckoning>& reckonings()
{
    static const std::map<std::string, Reckoning> all{
        {"k_anonymity", {reckonAnonymity, true}},
        {"sample_uniques", {[](Work& work) { return Json(sampleUniques(work.subject->classes)); }, true}},
        {"prosecutor_risk", {reckonProsecutor, true}},
        {"journalist_risk", {reckonPopulation, true}},
        {"marketer_risk", {reckonPopulation, true}},
        {"population_uniques", {reckonPopulation, true}},
        {"l_diversity", {reckonDiversity, true}},
        {"t_closeness", {reckonSensitive, true}},
        {"homogeneity", {reckonSensitive, true}},
        {"suda2_score", {reckonSpecialUniques, true}},
        {"dis_score_file", {reckonIntrusion, true}},
        {"skinner_holmes_independence", {reckonUniqueRisk, true}},
        {"individual_risk_bf", {reckonIndividual, false}},
        {"pitman_model", {reckonPitman, false}},
        {"zayatz_model", {reckonZayatz, false}},
        {"prevalence_lookup", {reckonPrevalence, false}},
        {"threshold_to_k", {reckonThreshold, false}},
        {"threshold_to_k_rounded", {reckonThreshold, false}},
    };
    return all;
}

}

std::vector<Reckoned> reckonRisk(const std::vector<Question>& questions, const TableReader& read)
{
    std::vector<Reckoned> answers;
    Result<Subject> subject = Error{ErrorCode::BadArgument, "no table is named"};
    for (const auto& question : questions) {
        const auto reckoning = reckonings().find(question.kind);
        if (reckoning == reckonings().end()) {
            answers.push_back({question.name, {}, "unknown kind " + question.kind});
            continue;
        }
        Work work{Fields{question.input}, question, questions};
        if (work.fields.has("data"))
            subject = subjectOf(work.fields, read);
        if (reckoning->second.needsTable && !subject) {
            answers.push_back({question.name, {}, subject.error().where});
            continue;
        }
        work.subject = subject ? &*subject : nullptr;
        auto value = reckoning->second.reckon(work);
        const auto& fault = work.fields.fault();
        answers.push_back({question.name, fault.empty() ? std::move(value) : Json{}, fault});
    }
    return answers;
}

}
