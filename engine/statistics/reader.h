// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/statistics/lot.h"

#include <vector>

namespace engine::statistics {

/// Bounds for a reader who sees a failing item that is inspected with probability `sensitivity` (0 to 1) only: what
/// known cases measured of them. With 1 they are those of lot.h and strata.h; for an endless lot in which nothing was
/// found they tend to upperRate / sensitivity, which `adjustForReader` gives.

/// P(at most `found` failing ones are reported | `failing` ones in the lot).
double acceptance(const Lot& lot, std::int64_t failing, double sensitivity);
/// The largest number of failing items that the inspection does not speak against; up to all of the lot, since some of
/// the inspected ones may have been overlooked.
std::int64_t upperFailing(const Lot& lot, double confidence, double sensitivity);
/// Over strata in which nothing was found, the worst split. BadArgument when something was found.
Result<std::int64_t> worstCaseFailing(const std::vector<Lot>& strata, double confidence, double sensitivity);

}
