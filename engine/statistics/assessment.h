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
};

/// All measures of the design page under the names of the reference tables, the highest risk before the average. No
/// value of the table is in it: rows count from 1, keys go by name. A model that does not fit says "not estimable",
/// never 0. BadArgument for columns and numbers that do not fit together.
Result<Json> assess(const Microdata& table, const AssessmentWish& wish);

}
