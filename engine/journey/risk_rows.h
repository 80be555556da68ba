// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"
#include "engine/pool/pool.h"
#include "engine/statistics/microdata.h"

namespace engine::journey {

/// A row for each patient of what the rules leave in the headers and somebody could know: values of (0010,0040) and
/// the like by keyword, "Studies" with the number of visits. Read in workers from one image of each study, as it
/// would leave; several values of a patient are joined by "/". Patients of whom nothing leaves have no row.
/// Errors of workers; NotFound when nothing leaves.
struct RiskRows {
    statistics::Microdata table;
    std::vector<std::string> patients; ///< id of each row in the project
};
Result<RiskRows> riskRows(const Project& project, pool::Pool& pool, const Progress& progress);

/// Adds the columns of a linked table, by its column with original Patient IDs. Who is not in it has no values there.
/// BadArgument for a column that is not there, names a header column too, or an ID that comes twice.
Done join(RiskRows& rows, const Project& project, const statistics::Microdata& linked, const std::string& by);

}
