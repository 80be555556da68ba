// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"
#include "engine/review/policy.h"

namespace engine::release {

/// A policy as manifest and report tell it.
struct PolicyTold {
    std::string time; ///< ISO 8601 with offset
    review::StatedPolicy stated;
};

/// What the review was held to: a sentence for the first statement and one for each later change.
std::vector<std::string> policyInWords(const std::vector<PolicyTold>& policies);
std::vector<std::string> searchesInWords(const std::vector<review::PublicSearch>& searches);
Json policiesJson(const std::vector<PolicyTold>& policies);
Json searchesJson(const std::vector<review::PublicSearch>& searches);

}
