// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <cstdint>

namespace engine::statistics {

/// A finite lot from which items were drawn at random, without putting back, and inspected.
struct Lot {
    std::int64_t size = 0;
    std::int64_t inspected = 0;
    std::int64_t found = 0; ///< failing ones among the inspected
};

/// The largest lot that is reckoned with.
constexpr std::int64_t largestLot = 10'000'000;

/// BadArgument, naming what is wrong, unless 0 <= found <= inspected <= size <= largestLot and size > 0.
/// The functions below expect a lot that passes.
Done check(const Lot& lot);
/// BadArgument unless 0 < confidence < 1.
Done checkConfidence(double confidence);

/// P(at most `found` failing ones are seen | `failing` ones in the lot): hypergeometric.
double acceptance(const Lot& lot, std::int64_t failing);

/// The largest number of failing items in the lot that the inspection does not speak against:
/// max D with P(X <= found | D) > 1 - confidence. Ties are decided exactly (a confidence counts with 12 decimals).
/// What may remain once the found ones are repaired is this less `found`.
std::int64_t upperFailing(const Lot& lot, double confidence);
/// The smallest: min D with P(X >= found | D) > 1 - confidence.
std::int64_t lowerFailing(const Lot& lot, double confidence);

/// The smallest number to inspect so that finding nothing speaks against `failing` ones in the lot:
/// min n with P(0 | size, failing, n) <= 1 - confidence. `failing` is at least 1.
std::int64_t inspectedForNone(std::int64_t size, std::int64_t failing, double confidence);
/// How many failing items a tolerated rate comes to: the smallest number that is not below rate * size.
std::int64_t failingAt(double rate, std::int64_t size);

}
