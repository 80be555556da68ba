// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <cstdint>

namespace engine::statistics {

/// Rates seen in `inspected` independent items of an endless supply, of which `found` failed: binomial. Expected:
/// 0 <= found <= inspected, inspected > 0, 0 < confidence < 1.
struct Trials {
    std::int64_t inspected = 0, found = 0;
};

struct Interval {
    double lower = 0, upper = 1;
};

/// Clopper-Pearson, one-sided, from above. With nothing found 1 - (1 - confidence)^(1/n).
double upperRate(const Trials& trials, double confidence);
/// Clopper-Pearson, one-sided, from below.
double lowerRate(const Trials& trials, double confidence);
/// Clopper-Pearson, (1 - confidence) / 2 on each side.
Interval clopperPearson(const Trials& trials, double confidence);
/// Wilson's score interval, two-sided.
Interval wilson(const Trials& trials, double confidence);
/// 3 / n: a label beside the exact bound, never instead of it; for nothing found and 95 %.
double ruleOfThree(std::int64_t inspected);

/// P(at most `trials.found` fail | each fails with probability `rate`).
double acceptance(const Trials& trials, double rate);
/// The smallest number to inspect so that at most `allowed` found speak against `rate`: min n with
/// P(X <= allowed | n, rate) <= 1 - confidence. 0 < rate < 1.
std::int64_t inspectedForAtMost(std::int64_t allowed, double rate, double confidence);

/// What a reader found of the known cases (`planted` of them), and what that makes of the bound on leaks.
struct Sensitivity {
    double upper = 1;    ///< bound on the rate at (1 + confidence) / 2
    double lower = 0;    ///< bound on the reader's sensitivity at (1 + confidence) / 2
    double adjusted = 1; ///< upper / lower, at most 1; holds jointly with `confidence` (Bonferroni)
};
Sensitivity adjustForReader(const Trials& trials, const Trials& planted, double confidence);

/// n / (1 + (m - 1) ICC): how many independent items `inspected` ones in clusters of `cluster` are worth.
double effectiveSize(double inspected, double cluster, double icc);

}
