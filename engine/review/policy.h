// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <string>
#include <vector>

namespace engine::review {

/// What the review and its release are held to, stated before anybody looks. It is never taken back: another one
/// follows, and the report prints both. Reasons are written to be printed.
struct PolicyStated {
    double tolerate = 0.05;   ///< rate of units with a leak that must not go unnoticed
    double confidence = 0.95; ///< of the bound on them
    std::string faces;        ///< "none": no face is kept | "restricted": a kept one leaves for named people only
    int smallestGroup = 0;    ///< fewest patients that may look alike in what is kept about them; 0: not stated
    std::string metric;       ///< what the group is held against: "maximum" | "average" of the risk
    std::string reason;

    bool operator==(const PolicyStated&) const = default;
};

/// BadArgument, saying what is wrong.
Done check(const PolicyStated& policy);

/// Somebody looked for other public data on the same people. Written to be printed.
struct PublicSearch {
    std::string by, on, where, result;

    bool operator==(const PublicSearch&) const = default;
};

/// All searches that were made; replaces what was told before.
struct PublicSearchTold {
    std::vector<PublicSearch> searches;
};

/// BadArgument when a part of one is missing.
Done check(const PublicSearchTold& told);

/// A statement, and how much had been seen by then.
struct StatedPolicy {
    PolicyStated policy;
    std::size_t judgedBefore = 0; ///< images that had a verdict
};

}
