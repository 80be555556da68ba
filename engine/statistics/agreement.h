// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace engine::statistics {

/// How two readers' verdicts about the same items go together. None of these is shown alone: where leaks are rare,
/// kappa is low however well the readers agree.
struct Agreement {
    double raw = 0;                   ///< share of items with the same verdict
    double byChance = 0;              ///< expected of it from the readers' own rates (Cohen)
    std::optional<double> positive;   ///< 2a / (2a + b + c) of the first category; nothing when nobody named it
    std::optional<double> kappa;      ///< Cohen; nothing when chance alone explains everything
    std::optional<double> kappaError; ///< its standard error (Fleiss, Cohen and Everitt 1969)
    double ac1 = 0;                   ///< Gwet 2008
    double pabak = 0;                 ///< (q raw - 1) / (q - 1)
};

/// Counts of items: rows by the first reader's verdict, columns by the second's; the first category is the leak.
using VerdictTable = std::vector<std::vector<std::int64_t>>;
/// BadArgument unless the table is square, of two categories or more, without negative counts, and not empty.
Result<Agreement> agreementOf(const VerdictTable& table);

/// Leaks estimated from what two readers found independently (Chapman 1951). Easy and hard leaks make it too small.
struct CaptureRecapture {
    double total = 0, missedByBoth = 0, error = 0;
};
/// BadArgument unless 0 <= both <= first, second.
Result<CaptureRecapture> chapman(std::int64_t first, std::int64_t second, std::int64_t both);

/// What two readers find together when they miss independently, which is optimistic.
double unionSensitivity(double first, double second);

}
