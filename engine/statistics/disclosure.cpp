// SPDX-License-Identifier: Apache-2.0
#include "engine/statistics/disclosure.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

namespace engine::statistics {

namespace {

constexpr double noise = 1e-12;

std::map<std::string, double> distributionOf(const Microdata& table, const std::vector<std::size_t>& rows,
                                             std::size_t column)
{
    std::map<std::string, double> shares;
    for (const auto row : rows)
        shares[table.rows[row][column]] += 1.0 / static_cast<double>(rows.size());
    return shares;
}

std::size_t recordsWith(const Classes& classes, const std::function<bool(std::size_t)>& holds)
{
    std::size_t records = 0;
    for (const auto& members : classes.members)
        records += holds(members.size()) ? members.size() : 0;
    return records;
}

}

std::size_t smallestClass(const Classes& classes)
{
    const auto smallest = std::min_element(classes.members.begin(), classes.members.end(),
                                           [](const auto& a, const auto& b) { return a.size() < b.size(); });
    return smallest == classes.members.end() ? 0 : smallest->size();
}

std::size_t recordsInClassesBelow(const Classes& classes, std::size_t size)
{
    return recordsWith(classes, [&](std::size_t members) { return members < size; });
}

std::size_t sampleUniques(const Classes& classes)
{
    return recordsInClassesBelow(classes, 2);
}

Prosecutor prosecutor(const Classes& classes)
{
    return {1 / static_cast<double>(smallestClass(classes)),
            static_cast<double>(classes.members.size()) / static_cast<double>(classes.classOf.size())};
}

std::size_t recordsAbove(const Classes& classes, double threshold)
{
    return recordsWith(classes,
                       [&](std::size_t members) { return 1 / static_cast<double>(members) > threshold + noise; });
}

Journalist journalist(const PopulationSizes& sizes)
{
    Journalist risk;
    risk.highest = 1 / *std::min_element(sizes.begin(), sizes.end());
    for (const auto size : sizes)
        risk.expected += 1 / size;
    risk.average = risk.expected / static_cast<double>(sizes.size());
    return risk;
}

std::size_t recordsAbove(const PopulationSizes& sizes, double threshold)
{
    return static_cast<std::size_t>(
        std::count_if(sizes.begin(), sizes.end(), [&](double size) { return 1 / size > threshold + noise; }));
}

std::size_t populationUniques(const Classes& classes, const PopulationSizes& sizes)
{
    std::size_t records = 0;
    for (std::size_t row = 0; row < sizes.size(); ++row)
        records += classes.members[classes.classOf[row]].size() == 1 && sizes[row] < 1.5 ? 1 : 0;
    return records;
}

Diversity diversityOf(const Microdata& table, const std::vector<std::size_t>& rows, std::size_t sensitive)
{
    const auto shares = distributionOf(table, rows, sensitive);
    Diversity diversity{shares.size(), 0};
    for (const auto& [value, share] : shares)
        diversity.entropy -= share * std::log(share);
    return diversity;
}

double closeness(const Microdata& table, const Classes& classes, std::size_t sensitive)
{
    std::vector<std::size_t> all;
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        all.push_back(row);
    const auto whole = distributionOf(table, all, sensitive);
    double farthest = 0;
    for (const auto& members : classes.members) {
        auto within = distributionOf(table, members, sensitive);
        double distance = 0;
        for (const auto& [value, share] : whole)
            distance += std::abs(share - within[value]) / 2;
        farthest = std::max(farthest, distance);
    }
    return farthest;
}

std::size_t homogeneousRecords(const Microdata& table, const Classes& classes, std::size_t sensitive)
{
    std::size_t records = 0;
    for (const auto& members : classes.members) {
        if (members.size() > 1 && diversityOf(table, members, sensitive).distinct == 1)
            records += members.size();
    }
    return records;
}

std::size_t recordsInPairs(const Classes& classes)
{
    return recordsWith(classes, [](std::size_t members) { return members == 2; });
}

double intrusion(const Classes& classes, double samplingFraction)
{
    const auto alone = samplingFraction * static_cast<double>(sampleUniques(classes));
    const auto paired = (1 - samplingFraction) * static_cast<double>(recordsInPairs(classes));
    return alone + paired > 0 ? alone / (alone + paired) : 0;
}

std::size_t classSizeFor(double threshold, bool rounded)
{
    const double size = 1 / threshold;
    return static_cast<std::size_t>(rounded ? std::round(size) : std::ceil(size - 1e-9));
}

}
