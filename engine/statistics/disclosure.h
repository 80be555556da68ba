// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/statistics/microdata.h"

#include <cstddef>

namespace engine::statistics {

/// What the sample says of itself: the attacker knows that the person is in it.
struct Prosecutor {
    double highest = 1; ///< 1 / smallest class: the number a threshold is held against
    double average = 1; ///< mean of 1/f over the records: classes / records
};
std::size_t smallestClass(const Classes& classes);
std::size_t recordsInClassesBelow(const Classes& classes, std::size_t size);
std::size_t sampleUniques(const Classes& classes);
Prosecutor prosecutor(const Classes& classes);
/// Records whose 1/f is above `threshold`.
std::size_t recordsAbove(const Classes& classes, double threshold);

/// How many people of the population have each record's combination (F, at least 1), a number for each row.
using PopulationSizes = std::vector<double>;
struct Journalist {
    double highest = 1;  ///< 1 / smallest F
    double average = 1;  ///< the marketer's share: mean of 1/F over the records
    double expected = 0; ///< records re-identified: the sum
};
Journalist journalist(const PopulationSizes& sizes);
std::size_t recordsAbove(const PopulationSizes& sizes, double threshold);
/// Records that are alone in the sample and in the population.
std::size_t populationUniques(const Classes& classes, const PopulationSizes& sizes);

/// How various a sensitive column is within a class.
struct Diversity {
    std::size_t distinct = 0;
    double entropy = 0; ///< natural
};
Diversity diversityOf(const Microdata& table, const std::vector<std::size_t>& rows, std::size_t sensitive);
/// The largest distance between the distribution within a class and that of the whole: total variation.
double closeness(const Microdata& table, const Classes& classes, std::size_t sensitive);
/// Records in classes of two and more that all have the same value: known without being told apart.
std::size_t homogeneousRecords(const Microdata& table, const Classes& classes, std::size_t sensitive);

/// Skinner and Elliot's data intrusion simulation: how likely a unique match is right, for a sample that is this share
/// of the population.
double intrusion(const Classes& classes, double samplingFraction);
std::size_t recordsInPairs(const Classes& classes);

/// The smallest class whose risk 1/k is not above `threshold`; `rounded`: the class size next to it, as is customary
/// (0.09 is then 11 and not 12, although 1/11 is a little more).
std::size_t classSizeFor(double threshold, bool rounded);

}
