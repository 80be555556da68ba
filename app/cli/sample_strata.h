// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/statistics/lot.h"

#include <string>
#include <vector>

namespace app::cli {

/// A row of `sample --strata`.
struct StratumRow {
    std::string name;
    engine::statistics::Lot lot;
    bool isInspected = false; ///< `lot.inspected` is what was done, not what is planned
    bool whole = false;       ///< everything is to be inspected
};

/// CSV with a header line, or JSON `{strata:[{...}]}`: name, N, and where there are, n, x and whole (true, 1, yes).
/// BadArgument or Damaged, with the row, for what is no stratum.
engine::Result<std::vector<StratumRow>> readStrata(const std::string& file);

}
