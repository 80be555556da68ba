// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/statistics/lot.h"

#include <vector>

namespace engine::statistics {

/// A part of the collection that is sampled on its own.
struct Stratum {
    std::int64_t size = 0; ///< at least 1
    bool whole = false;    ///< every item is inspected
};

/// The smallest sample, shared out in proportion to size, at least one of each stratum and all of the whole ones, for
/// which finding nothing says that fewer than `failing` items of the collection fail (`worstCaseFailing`): numbers to
/// inspect, one a stratum. BadArgument without strata, for an empty one, or unless failing is at least 1.
Result<std::vector<std::int64_t>> planStrata(const std::vector<Stratum>& strata, std::int64_t failing,
                                             double confidence);

}
