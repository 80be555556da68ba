// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/statistics/lot.h"

#include <vector>

namespace engine::statistics {

/// Bounds on the failing items of a whole collection whose strata were inspected separately. Each stratum passes
/// `check`.

/// For strata in which nothing was found: the largest total for which some split over the strata still has
/// P(nothing seen) > 1 - confidence. It holds whatever the sampling fractions are. BadArgument when something was
/// found.
Result<std::int64_t> worstCaseFailing(const std::vector<Lot>& strata, double confidence);
/// The sum of each stratum's own bound at 1 - (1 - confidence) / H: wider, and for any number found.
std::int64_t bonferroniFailing(const std::vector<Lot>& strata, double confidence);
/// All strata taken as one lot. BadArgument unless all were sampled in the same fraction: otherwise the number is
/// wrong.
Result<std::int64_t> pooledFailing(const std::vector<Lot>& strata, double confidence);

/// `total` inspections shared out in proportion to size * weight by largest remainders (Hamilton), never more than a
/// stratum holds; ties go to the earlier stratum. One weight for all, or one for each. A stratum may get none: who
/// plans puts the floor of one.
std::vector<std::int64_t> allocate(const std::vector<std::int64_t>& sizes, std::int64_t total,
                                   const std::vector<double>& weights);

}
