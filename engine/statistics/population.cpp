// SPDX-License-Identifier: Apache-2.0
#include "engine/statistics/population.h"

#include <boost/math/quadrature/tanh_sinh.hpp>

#include <algorithm>
#include <cmath>

namespace engine::statistics {

namespace {

/// (1 - e^-x) / x.
double falling(double x)
{
    return x > 0 ? -std::expm1(-x) / x : 1;
}

double recordsOf(const SizeCounts& counts)
{
    double records = 0;
    for (const auto& [size, classes] : counts)
        records += static_cast<double>(size * classes);
    return records;
}

double classesIn(const SizeCounts& counts)
{
    double sum = 0;
    for (const auto& [size, classes] : counts)
        sum += static_cast<double>(classes);
    return sum;
}

/// Of people each of whom is drawn with the same probability, P(exactly one of a group is drawn): hypergeometric.
double oneDrawn(double population, double group, double drawn)
{
    if (population - drawn < group - 1)
        return 0;
    // group * drawn/N * C(N-group, drawn-1)/C(N-1, drawn-1): a product of group - 1 factors.
    double product = group * drawn / population;
    for (double i = 0; i < group - 1; ++i)
        product *= (population - drawn - i) / (population - 1 - i);
    return product;
}

}

double individualRisk(std::size_t frequency, double weight)
{
    const auto f = static_cast<double>(frequency);
    const double p = std::min(1.0, f / weight);
    if (frequency == 1 && p < 1)
        return p / (1 - p) * -std::log(p);
    // Euler's integral of the hypergeometric function, after Pfaff's transformation.
    boost::math::quadrature::tanh_sinh<double> integrator;
    const auto integrand = [&](double t) { return std::pow(t, f - 1) * p / (p + (1 - p) * t); };
    return integrator.integrate(integrand, 0.0, 1.0, 1e-14);
}

double approximateRisk(std::size_t frequency, double weight)
{
    const auto f = static_cast<double>(frequency);
    const double p = std::min(1.0, f / weight);
    return frequency > 2 ? p / (f - (1 - p)) : individualRisk(frequency, weight);
}

SizeCounts sizeCountsOf(const Classes& classes)
{
    SizeCounts counts;
    for (const auto& members : classes.members)
        ++counts[members.size()];
    return counts;
}

Result<Zayatz> zayatz(const SizeCounts& counts, std::size_t population)
{
    const double records = recordsOf(counts);
    const auto people = static_cast<double>(population);
    if (people < records)
        return Error{ErrorCode::BadArgument, "the population is smaller than the sample"};
    const auto alone = counts.find(1);
    if (alone == counts.end())
        return Zayatz{};
    const double classes = classesIn(counts);
    double oneSeen = 0;
    for (const auto& [size, number] : counts)
        oneSeen += static_cast<double>(number) / classes * oneDrawn(people, static_cast<double>(size), records);
    Zayatz result;
    const auto uniques = static_cast<double>(alone->second);
    result.conditional = uniques / classes * (records / people) / oneSeen;
    result.sampleUniques = uniques * result.conditional;
    result.populationUniques = result.sampleUniques * people / records;
    return result;
}

UniquesEstimate estimateUniques(const SizeCounts& counts, std::size_t population)
{
    const auto people = static_cast<double>(population);
    if (recordsOf(counts) <= people / 10) {
        if (const auto uniques = fitPitman(counts).populationUniques(people))
            return {"pitman", *uniques};
    }
    const auto byZayatz = zayatz(counts, population);
    if (!byZayatz || classesIn(counts) == recordsOf(counts)) // all unique: one may not say how many stay so
        return {"none", people};
    return {"zayatz", byZayatz->populationUniques};
}

UniqueRisk uniqueRisk(const Microdata& table, const Keys& keys, std::size_t row, double population)
{
    const auto records = static_cast<double>(table.rows.size());
    double likely = records; // expected records with this combination, were the keys independent
    for (const auto key : keys) {
        const auto same = std::count_if(table.rows.begin(), table.rows.end(),
                                        [&](const auto& other) { return other[key] == table.rows[row][key]; });
        likely *= static_cast<double>(same) / records;
    }
    const double share = std::min(1.0, records / population);
    const double others = (1 - share) * likely / share;
    return {std::exp(-others), falling(others)};
}

UniqueRisk totalUniqueRisk(const Microdata& table, const Keys& keys, double population)
{
    UniqueRisk total;
    for (const auto& members : classesOf(table, keys).members) {
        if (members.size() > 1)
            continue;
        const auto one = uniqueRisk(table, keys, members.front(), population);
        total.isAlone += one.isAlone;
        total.expected += one.expected;
    }
    return total;
}

Prevalence lookUp(double population, double prevalence)
{
    const double others = (population - 1) * prevalence;
    return {others, std::exp(-others), falling(others)};
}

}
