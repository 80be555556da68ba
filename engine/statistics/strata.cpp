// SPDX-License-Identifier: Apache-2.0
#include "engine/statistics/strata.h"

#include "engine/statistics/exact.h"

#include <algorithm>
#include <numeric>
#include <queue>

namespace engine::statistics {

namespace {

/// One more failing item in a stratum: the share of the probability of seeing nothing that is left then.
struct Step {
    std::int64_t left = 0, of = 1;
    std::size_t stratum = 0;

    bool operator<(const Step& other) const
    {
        return left * other.of < other.left * of; // lots are small enough for 64 bits
    }
};

Step stepOf(const Lot& lot, std::int64_t failing, std::size_t stratum)
{
    return {lot.size - lot.inspected - failing, lot.size - failing, stratum};
}

bool exceedsExactly(const std::vector<Step>& steps, Decimal alpha)
{
    Whole left = Decimal::one;
    Whole right = alpha.parts;
    for (const auto& step : steps) {
        left *= step.left;
        right *= step.of;
    }
    return left > right;
}

bool exceeds(double logProbability, const std::vector<Step>& steps, Decimal alpha)
{
    constexpr double margin = 1e-7;
    const double distance = logProbability - std::log(alpha.value());
    return std::abs(distance) > margin ? distance > 0 : exceedsExactly(steps, alpha);
}

}

Result<std::int64_t> worstCaseFailing(const std::vector<Lot>& strata, double confidence)
{
    // P(nothing seen) of a stratum falls by a smaller share with each failing item more, so its logarithm is concave:
    // taking the mildest step next gives the worst split for every total, as trying all splits would.
    std::priority_queue<Step> next;
    std::vector<std::int64_t> failing(strata.size(), 0);
    for (std::size_t i = 0; i < strata.size(); ++i) {
        if (strata[i].found > 0)
            return Error{ErrorCode::BadArgument, "stratum " + std::to_string(i + 1) + ": something was found"};
        if (const auto first = stepOf(strata[i], 0, i); first.left > 0)
            next.push(first);
    }
    const auto alpha = Decimal{confidence}.complement();
    std::vector<Step> steps;
    double logProbability = 0;
    while (!next.empty()) {
        const auto step = next.top();
        next.pop();
        steps.push_back(step);
        logProbability += std::log(static_cast<double>(step.left) / static_cast<double>(step.of));
        if (!exceeds(logProbability, steps, alpha))
            return static_cast<std::int64_t>(steps.size()) - 1;
        const auto now = ++failing[step.stratum];
        if (const auto following = stepOf(strata[step.stratum], now, step.stratum); following.left > 0)
            next.push(following);
    }
    return static_cast<std::int64_t>(steps.size());
}

std::int64_t bonferroniFailing(const std::vector<Lot>& strata, double confidence)
{
    const double each = 1 - (1 - confidence) / static_cast<double>(strata.size());
    return std::accumulate(strata.begin(), strata.end(), std::int64_t{0},
                           [&](std::int64_t sum, const Lot& lot) { return sum + upperFailing(lot, each); });
}

Result<std::int64_t> pooledFailing(const std::vector<Lot>& strata, double confidence)
{
    Lot all;
    for (const auto& one : strata) {
        if (one.inspected * strata.front().size != strata.front().inspected * one.size)
            return Error{ErrorCode::BadArgument, "strata of different sampling fractions cannot be pooled"};
        all = {all.size + one.size, all.inspected + one.inspected, all.found + one.found};
    }
    return upperFailing(all, confidence);
}

namespace {

/// One round: every stratum that is not full gets its share of `rest`. True when one filled up, so that the others'
/// shares change.
bool fillOne(const std::vector<std::int64_t>& sizes, const std::vector<double>& claims,
             std::vector<std::int64_t>& given, std::vector<bool>& isFull, std::int64_t& rest)
{
    double claimed = 0;
    for (std::size_t i = 0; i < sizes.size(); ++i)
        claimed += isFull[i] ? 0 : claims[i];
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        if (!isFull[i] && static_cast<double>(rest) * claims[i] / claimed > static_cast<double>(sizes[i])) {
            given[i] = sizes[i];
            isFull[i] = true;
            rest -= sizes[i];
            return true;
        }
    }
    return false;
}

void shareOut(const std::vector<double>& claims, const std::vector<bool>& isFull, std::int64_t rest,
              std::vector<std::int64_t>& given)
{
    constexpr double noise = 1e-9;
    double claimed = 0;
    for (std::size_t i = 0; i < claims.size(); ++i)
        claimed += isFull[i] ? 0 : claims[i];
    std::vector<std::pair<std::size_t, double>> remainders;
    auto left = rest;
    for (std::size_t i = 0; i < claims.size(); ++i) {
        if (isFull[i])
            continue;
        const double quota = static_cast<double>(rest) * claims[i] / claimed;
        given[i] = static_cast<std::int64_t>(std::floor(quota + noise));
        left -= given[i];
        remainders.emplace_back(i, quota - static_cast<double>(given[i]));
    }
    std::stable_sort(remainders.begin(), remainders.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second + noise; });
    for (std::size_t i = 0; i < remainders.size() && left > 0; ++i, --left)
        ++given[remainders[i].first];
}

}

std::vector<std::int64_t> allocate(const std::vector<std::int64_t>& sizes, std::int64_t total,
                                   const std::vector<double>& weights)
{
    std::vector<double> claims;
    for (std::size_t i = 0; i < sizes.size(); ++i)
        claims.push_back(static_cast<double>(sizes[i]) * (weights.size() == 1 ? weights.front() : weights[i]));
    auto rest = std::min(total, std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0}));
    std::vector<std::int64_t> given(sizes.size(), 0);
    std::vector<bool> isFull(sizes.size(), false);
    while (fillOne(sizes, claims, given, isFull, rest)) {
    }
    shareOut(claims, isFull, rest, given);
    return given;
}

}
