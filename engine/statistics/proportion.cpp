// SPDX-License-Identifier: Apache-2.0
#include "engine/statistics/proportion.h"

#include "engine/statistics/first_where.h"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/beta.hpp>

#include <algorithm>
#include <cmath>

namespace engine::statistics {

double upperRate(const Trials& trials, double confidence)
{
    if (trials.found >= trials.inspected)
        return 1;
    const auto n = static_cast<double>(trials.inspected);
    if (trials.found == 0)
        return -std::expm1(std::log1p(-confidence) / n);
    const auto x = static_cast<double>(trials.found);
    return boost::math::ibeta_inv(x + 1, n - x, confidence);
}

double lowerRate(const Trials& trials, double confidence)
{
    // Missing is as rare as found is frequent.
    return 1 - upperRate({trials.inspected, trials.inspected - trials.found}, confidence);
}

Interval clopperPearson(const Trials& trials, double confidence)
{
    const double each = (1 + confidence) / 2;
    if (trials.found == 0)
        return {0, upperRate(trials, each)};
    const auto n = static_cast<double>(trials.inspected);
    const auto x = static_cast<double>(trials.found);
    return {boost::math::ibeta_inv(x, n - x + 1, 1 - each), upperRate(trials, each)};
}

Interval wilson(const Trials& trials, double confidence)
{
    const double z = boost::math::quantile(boost::math::normal{}, (1 + confidence) / 2);
    const auto n = static_cast<double>(trials.inspected);
    const double rate = static_cast<double>(trials.found) / n;
    const double middle = rate + z * z / (2 * n);
    const double half = z * std::sqrt(rate * (1 - rate) / n + z * z / (4 * n * n));
    const double scale = 1 + z * z / n;
    Interval interval{std::max(0.0, (middle - half) / scale), std::min(1.0, (middle + half) / scale)};
    if (trials.found == 0)
        interval.lower = 0;
    if (trials.found == trials.inspected)
        interval.upper = 1;
    return interval;
}

double ruleOfThree(std::int64_t inspected)
{
    return 3.0 / static_cast<double>(inspected);
}

double acceptance(const Trials& trials, double rate)
{
    if (trials.found >= trials.inspected)
        return 1;
    const auto x = static_cast<double>(trials.found);
    return boost::math::ibetac(x + 1, static_cast<double>(trials.inspected) - x, rate);
}

std::int64_t inspectedForAtMost(std::int64_t allowed, double rate, double confidence)
{
    // The little more lets a tie count as one in spite of binary fractions.
    const double alpha = (1 - confidence) * (1 + 1e-12);
    const auto isEnough = [&](std::int64_t n) { return acceptance({n, allowed}, rate) <= alpha; };
    std::int64_t low = allowed + 1, high = allowed + 1;
    while (!isEnough(high)) {
        low = high + 1;
        high *= 2;
    }
    return firstWhere(low, high, isEnough);
}

Sensitivity adjustForReader(const Trials& trials, const Trials& planted, double confidence)
{
    const double each = (1 + confidence) / 2;
    Sensitivity result{upperRate(trials, each), clopperPearson(planted, confidence).lower, 1};
    if (result.lower > 0)
        result.adjusted = std::min(1.0, result.upper / result.lower);
    return result;
}

double effectiveSize(double inspected, double cluster, double icc)
{
    return inspected / (1 + (cluster - 1) * icc);
}

}
