// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"
#include "engine/statistics/microdata.h"

namespace engine::statistics {

/// What is known besides a table of patients.
struct AssessmentWish {
    std::vector<std::string> keys; ///< columns that somebody could know: 1 to `mostKeys`
    std::string sensitive;         ///< column that nobody should learn; may be empty
    std::string populationSizes; ///< column with F, how many of the population have the row's combination; may be empty
    std::string weights;         ///< column with how many of the population each row stands for; may be empty
    std::int64_t population = 0; ///< people the sample was taken from; 0: not known
    std::size_t k = 0;           ///< wanted smallest class; 0: not stated
    double prevalence = 0;       ///< share of people with a rare combination; 0: not asked
};

/// Shares of people joined by "*", as their product: "0.5*0.06*0.00007". BadArgument unless each lies in 0 to 1.
Result<double> prevalenceIn(std::string_view shares);

/// All measures of the design page under the names of the reference tables, the highest risk before the average. No
/// value of the table is in it: rows count from 1, keys go by name. A model that does not fit says "not estimable",
/// never 0. BadArgument for columns and numbers that do not fit together.
Result<Json> assess(const Microdata& table, const AssessmentWish& wish);

}
