// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <string>

namespace engine::review {

/// How easily the patients are told apart by what is kept about them, as somebody reckoned it; replaces what was
/// reckoned before. All empty: none is told, as after taking the first one back.
struct RiskAssessed {
    std::string assessment; ///< JSON of statistics::assess, which nothing here looks into: no value of a patient
    std::string on;         ///< the day it is valid for, YYYY-MM-DD
    std::string over;       ///< digest of the files and rules it was reckoned over

    bool operator==(const RiskAssessed&) const = default;
};

/// BadArgument when a part is missing, or the assessment is no JSON object.
Done check(const RiskAssessed& risk);

}
