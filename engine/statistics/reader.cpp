// SPDX-License-Identifier: Apache-2.0
#include "engine/statistics/reader.h"

#include "engine/statistics/first_where.h"
#include "engine/statistics/proportion.h"

#include <algorithm>
#include <cmath>
#include <queue>

namespace engine::statistics {

namespace {

double logChoose(std::int64_t n, std::int64_t k)
{
    return std::lgamma(static_cast<double>(n) + 1) - std::lgamma(static_cast<double>(k) + 1) -
           std::lgamma(static_cast<double>(n - k) + 1);
}

/// P(at most `found` of `seen` failing ones are reported).
double reportedAtMost(std::int64_t found, std::int64_t seen, double sensitivity)
{
    if (found >= seen || sensitivity <= 0)
        return 1;
    if (sensitivity >= 1)
        return 0;
    return found == 0 ? std::pow(1 - sensitivity, static_cast<double>(seen))
                      : acceptance(Trials{seen, found}, sensitivity);
}

/// The next failing item of a stratum, and what it does to the probability of seeing nothing.
struct Step {
    double ratio = 0;
    std::size_t stratum = 0;

    bool operator<(const Step& other) const { return ratio < other.ratio; }
};

}

double acceptance(const Lot& lot, std::int64_t failing, double sensitivity)
{
    const auto least = std::max<std::int64_t>(0, failing + lot.inspected - lot.size);
    const auto most = std::min(failing, lot.inspected);
    const double all = logChoose(lot.size, failing);
    double sum = 0;
    for (auto seen = least; seen <= most; ++seen) {
        const double share =
            std::exp(logChoose(lot.inspected, seen) + logChoose(lot.size - lot.inspected, failing - seen) - all);
        const double term = share * reportedAtMost(lot.found, seen, sensitivity);
        sum += term;
        const bool isPastTheMiddle = static_cast<double>(seen) * static_cast<double>(lot.size) >
                                     static_cast<double>(failing) * static_cast<double>(lot.inspected);
        if (isPastTheMiddle && term < sum * 1e-17)
            break;
    }
    return std::min(sum, 1.0);
}

std::int64_t upperFailing(const Lot& lot, double confidence, double sensitivity)
{
    return firstWhere(lot.found, lot.size + 1,
                      [&](std::int64_t failing) { return acceptance(lot, failing, sensitivity) <= 1 - confidence; }) -
           1;
}

Result<std::int64_t> worstCaseFailing(const std::vector<Lot>& strata, double confidence, double sensitivity)
{
    // P(nothing reported | D) * C(N, D) is a coefficient of (1 + (1 - s) z)^n (1 + z)^(N - n), all of whose roots are
    // real: by Newton's inequalities its logarithm is concave, so the mildest step next gives the worst split.
    std::priority_queue<Step> next;
    std::vector<std::int64_t> failing(strata.size(), 0);
    std::vector<double> unseen(strata.size(), 1);
    const auto push = [&](std::size_t i) {
        if (failing[i] < strata[i].size && unseen[i] > 0)
            next.push({acceptance(strata[i], failing[i] + 1, sensitivity) / unseen[i], i});
    };
    for (std::size_t i = 0; i < strata.size(); ++i) {
        if (strata[i].found > 0)
            return Error{ErrorCode::BadArgument, "stratum " + std::to_string(i + 1) + ": something was found"};
        push(i);
    }
    const double least = std::log(1 - confidence);
    double logProbability = 0;
    std::int64_t total = 0;
    while (!next.empty()) {
        const auto step = next.top();
        next.pop();
        if (step.ratio <= 0)
            break;
        logProbability += std::log(step.ratio);
        if (logProbability <= least)
            break;
        ++total;
        unseen[step.stratum] *= step.ratio;
        ++failing[step.stratum];
        push(step.stratum);
    }
    return total;
}

}
