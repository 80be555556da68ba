// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/statistics/disclosure.h"

#include <optional>

namespace engine::statistics {

/// What can be done to a column so that fewer people stand alone.
enum class Generalisation {
    Drop,          ///< one value for all
    FiveYearBands, ///< ages: "40-44"
    TopCode,       ///< ages of 90 and more: ">=90"
    YearOnly       ///< dates: their year
};
/// "drop", "five-year-bands", "top-code-90", "year-only".
std::string nameOf(Generalisation how);
std::optional<Generalisation> generalisationNamed(std::string_view name);

/// Whether it can be done: ages are whole years, as "47" or DICOM's "047Y" (months, weeks and days count as 0); dates
/// are YYYYMMDD or YYYY-MM-DD. Empty values stay empty.
bool isPossible(const Microdata& table, std::size_t column, Generalisation how);
/// The table with one column changed. BadArgument, naming the column, unless it is possible.
Result<Microdata> generalised(Microdata table, std::size_t column, Generalisation how);

/// The table after changes "COLUMN:drop" and the like, one after the other. BadArgument, naming the change.
Result<Microdata> changed(Microdata table, const std::vector<std::string>& changes);

/// What a change of one key would bring.
struct WhatIf {
    std::size_t column = 0;
    Generalisation how = Generalisation::Drop;
    std::size_t smallest = 0, uniques = 0;
    Prosecutor risk;
};
/// Every change that is possible and changes anything.
std::vector<WhatIf> whatIfs(const Microdata& table, const Keys& keys);

}
