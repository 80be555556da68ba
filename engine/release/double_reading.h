// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace engine::release {

/// What two readers said about the same images, for manifest and report. A leak counts as found by the first reader
/// also after its repair, and a flag counts as a leak.
struct DoubleReading {
    std::vector<std::string> readers; ///< of the second reading, as printed
    std::int64_t images = 0;          ///< read by both
    std::int64_t bothFound = 0, firstOnly = 0, secondOnly = 0, neither = 0;
    std::int64_t adjudicated = 0;       ///< decided by a third person
    double raw = 0, ac1 = 0, pabak = 0; ///< engine/statistics/agreement.h
    std::optional<double> positive, kappa, kappaError;
    double estimated = 0, missedByBoth = 0, estimateError = 0; ///< leaks in all, Chapman 1951
};
void to_json(Json& json, const DoubleReading& reading);
void from_json(const Json& json, DoubleReading& reading);

std::string inWords(const DoubleReading& reading);
/// Name and value of each measure: kappa never alone.
std::vector<std::pair<std::string, std::string>> rowsOf(const DoubleReading& reading);

}
