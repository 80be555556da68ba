// SPDX-License-Identifier: Apache-2.0
#include "engine/statistics/lot.h"

#include "engine/statistics/first_where.h"

#include "engine/statistics/exact.h"

#include <algorithm>
#include <compare>

namespace engine::statistics {

namespace {

/// Natural logarithm of the probability that none of `failing` items is among `drawn` of `size`.
double logNoneDrawn(std::int64_t size, std::int64_t failing, std::int64_t drawn)
{
    const auto fewer = std::min(failing, drawn);
    const auto more = std::max(failing, drawn);
    double sum = 0;
    for (std::int64_t i = 0; i < fewer; ++i)
        sum += std::log1p(-static_cast<double>(more) / static_cast<double>(size - i));
    return sum;
}

/// C(n, k), built up so that every step is a whole number.
Whole choose(std::int64_t n, std::int64_t k)
{
    if (k < 0 || k > n)
        return 0;
    Whole ways = 1;
    for (std::int64_t i = 1; i <= std::min(k, n - k); ++i) {
        ways *= n - std::min(k, n - k) + i;
        ways /= i;
    }
    return ways;
}

/// P(X <= found | failing) beside `level`, in whole numbers: the distribution is the same with failing and inspected
/// exchanged, so that the smaller of the two is drawn.
std::strong_ordering compareExactly(const Lot& lot, std::int64_t failing, Decimal level)
{
    const auto drawn = std::min(failing, lot.inspected);
    const auto marked = std::max(failing, lot.inspected);
    Whole ways = 0;
    for (std::int64_t k = 0; k <= std::min(lot.found, drawn); ++k)
        ways += choose(marked, k) * choose(lot.size - marked, drawn - k);
    const Whole left = ways * Decimal::one;
    const Whole right = choose(lot.size, drawn) * level.parts;
    const int order = left.compare(right);
    return order < 0   ? std::strong_ordering::less
           : order > 0 ? std::strong_ordering::greater
                       : std::strong_ordering::equal;
}

/// Floating point decides where it can: its error stays far below the margin.
std::strong_ordering compare(const Lot& lot, std::int64_t failing, Decimal level)
{
    constexpr double margin = 1e-7;
    const double probability = acceptance(lot, failing);
    if (probability < level.value() * (1 - margin))
        return std::strong_ordering::less;
    if (probability > level.value() * (1 + margin))
        return std::strong_ordering::greater;
    return compareExactly(lot, failing, level);
}

}

Done check(const Lot& lot)
{
    if (lot.size < 1 || lot.size > largestLot)
        return Error{ErrorCode::BadArgument, "a lot has 1 to " + std::to_string(largestLot) + " items"};
    if (lot.inspected < 0 || lot.inspected > lot.size)
        return Error{ErrorCode::BadArgument, "inspected: 0 to the size of the lot"};
    if (lot.found < 0 || lot.found > lot.inspected)
        return Error{ErrorCode::BadArgument, "found: 0 to the number inspected"};
    return done();
}

Done checkConfidence(double confidence)
{
    const Decimal decimal{std::isfinite(confidence) ? confidence : 0};
    if (decimal.parts <= 0 || decimal.parts >= Decimal::one)
        return Error{ErrorCode::BadArgument, "a confidence lies between 0 and 1"};
    return done();
}

double acceptance(const Lot& lot, std::int64_t failing)
{
    const auto least = std::max<std::int64_t>(0, failing + lot.inspected - lot.size);
    if (lot.found < least)
        return 0;
    if (lot.found >= std::min(failing, lot.inspected))
        return 1;
    // With so many failing ones that some must be drawn, the smallest draw is the one that takes all good ones.
    double logTerm = least == 0 ? logNoneDrawn(lot.size, failing, lot.inspected)
                                : logNoneDrawn(lot.size, lot.size - failing, lot.size - lot.inspected);
    double sum = std::exp(logTerm);
    for (auto k = least + 1; k <= lot.found; ++k) {
        const auto up = static_cast<double>(failing - k + 1) * static_cast<double>(lot.inspected - k + 1);
        const auto down = static_cast<double>(k) * static_cast<double>(lot.size - failing - lot.inspected + k);
        logTerm += std::log(up / down);
        sum += std::exp(logTerm);
    }
    return std::min(sum, 1.0);
}

std::int64_t upperFailing(const Lot& lot, double confidence)
{
    const auto alpha = Decimal{confidence}.complement();
    const auto most = lot.size - lot.inspected + lot.found;
    return firstWhere(lot.found, most + 1, [&](std::int64_t failing) { return compare(lot, failing, alpha) <= 0; }) - 1;
}

std::int64_t lowerFailing(const Lot& lot, double confidence)
{
    if (lot.found == 0)
        return 0;
    // P(X >= found) > alpha is P(X <= found - 1) < confidence.
    const Lot fewer{lot.size, lot.inspected, lot.found - 1};
    return firstWhere(lot.found, lot.size - lot.inspected + lot.found,
                      [&](std::int64_t failing) { return compare(fewer, failing, Decimal{confidence}) < 0; });
}

std::int64_t inspectedForNone(std::int64_t size, std::int64_t failing, double confidence)
{
    const auto alpha = Decimal{confidence}.complement();
    return firstWhere(0, size, [&](std::int64_t inspected) {
        return compare({size, inspected, 0}, failing, alpha) <= 0;
    });
}

std::int64_t failingAt(double rate, std::int64_t size)
{
    // The little less undoes what a decimal rate gains as a binary number.
    return static_cast<std::int64_t>(std::ceil(rate * static_cast<double>(size) - 1e-9));
}

}
