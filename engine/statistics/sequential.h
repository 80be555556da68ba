// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

namespace engine::statistics {

/// Wald's sequential probability ratio test of a failure rate: after n items with d failures accept when
/// d <= slope n - accept, reject when d >= slope n + reject, else go on.
struct SequentialTest {
    double accept = 0, reject = 0, slope = 0;
};

/// `good` and `bad`: 0 < good < bad < 1, the rates told apart; `alpha`: chance to reject a good one, `beta`: to accept
/// a bad one.
struct SequentialWish {
    double good = 0, bad = 0, alpha = 0.05, beta = 0.05;
};
SequentialTest sequentialTest(const SequentialWish& wish);

/// How many items without a failure are needed to accept.
std::int64_t cleanToAccept(const SequentialTest& test);
/// The largest number of items at which `failures` of them already reject; nothing where so few never do.
std::optional<std::int64_t> lastRejectedWith(const SequentialTest& test, std::int64_t failures);

}
