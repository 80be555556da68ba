// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"
#include "engine/review/policy.h"

#include <optional>

namespace engine::release {

/// The risk of what is kept, as manifest and report tell it. No value of a patient, and not which patient is the
/// easiest to identify.
struct RiskTold {
    Json assessment;        ///< of statistics::assess, with `changes`, `valid_on`, `linked_table`
    std::string on;         ///< the day it is valid for
    bool isCurrent = false; ///< reckoned over the files and rules as they leave
};

using RiskTable = std::vector<std::pair<std::string, std::string>>;

/// Sentences: whether it was done, over what, the maximum before the average, and how that stands against the policy.
/// `policy` may be null. Only what is current is told in numbers, here and below.
std::vector<std::string> inWords(const std::optional<RiskTold>& risk, const review::PolicyStated* policy);
/// Every measure in words; one that was not reckoned or cannot be estimated says so.
RiskTable rowsOf(const RiskTold& risk);
/// What makes patients alone: share of each key.
RiskTable contributionsOf(const RiskTold& risk);
/// What one more change of a column would bring.
RiskTable whatIfsOf(const RiskTold& risk);
/// Whether everything below can be told of it: an assessment out of a journal may be of another version.
bool isWhole(const Json& assessment);
/// Whether the policy's smallest group is kept, by its metric; nothing where it states none.
std::optional<bool> isHeld(const Json& assessment, const review::PolicyStated& policy);
/// `status` "done", "not done" or "out of date", and where it is done the numbers.
Json riskJson(const std::optional<RiskTold>& risk, const review::PolicyStated* policy);

}
