// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pool/pool.h"
#include "engine/statistics/microdata.h"

namespace engine::journey {

/// A table that somebody brings: CSV, TSV where the header line has tabs, or a sheet of an XLSX file, told by content.
/// CSV is read here, as the user's own; a spreadsheet in a worker. `sheet` is for those only: empty, the only one with
/// data. Errors of reading, study::ReadSpreadsheet and microdataOf, which name no value; BadArgument for a sheet of a
/// file that has none.
Result<statistics::Microdata> readTable(const std::string& file, const std::string& sheet, pool::Pool& pool,
                                        const Progress& progress);

}
