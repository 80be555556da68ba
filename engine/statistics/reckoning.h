// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"
#include "engine/statistics/microdata.h"

#include <functional>
#include <string>
#include <vector>

namespace engine::statistics {

/// One number that somebody wants reckoned, named as in the tables of expected numbers (tests/data/statistics): a kind
/// such as "hypergeometric_upper", "name=value;name=value", and which of its results.
struct Question {
    std::string name, kind, input, output;
};

struct Reckoned {
    std::string name;
    Json value;         ///< a number, or words such as "not estimable"; null when it cannot be reckoned
    std::string reason; ///< why not
};

/// Fetches the table that a question names by `data=`.
using TableReader = std::function<Result<Microdata>(const std::string& name)>;

/// Every question its answer, in the same order. Some look at the others: a draw ranks among the UIDs of all questions
/// with its seed, and one without a table takes that of the question before.
std::vector<Reckoned> reckonSampling(const std::vector<Question>& questions);
std::vector<Reckoned> reckonRisk(const std::vector<Question>& questions, const TableReader& read);

}
