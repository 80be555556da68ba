// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"
#include "engine/release/policy.h"

namespace engine::journey {

/// Everything that was stated, oldest first, with its time in the journal. Damaged.
Result<std::vector<release::PolicyTold>> policiesOf(const Project& project);

/// How what leaves stands against the smallest group of patients alike that the policy in force states.
enum class SmallestGroup {
    NotStated,   ///< nothing is promised
    NotReckoned, ///< no risk assessment was kept
    OutOfDate,   ///< the kept one is of other files or rules
    Missed,
    Kept
};
SmallestGroup smallestGroupOf(const Project& project);
/// Why it keeps the project from being signed, in words for a command line; empty where it does not.
std::string whyNotSigned(SmallestGroup group);

/// Why the sample keeps the project from being signed once all of it is judged: more of the units may still leak than
/// the policy in force tolerates, since some were skipped, withdrawn or drawn by another rate. Empty where it does not.
std::string boundBeyondPolicy(const Project& project);

}
