// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"
#include "engine/journey/sample.h"

#include <optional>

namespace app::cli {

struct DrawOptions {
    std::string unit;
    std::optional<double> tolerate, confidence; ///< as the policy in force has them, else 0.05 and 0.95
    std::string reason, seed;                   ///< an empty seed is chosen by chance
};

/// `sample P draw`. Journaled, and not to be taken back.
Exit drawSample(Common& common, const std::string& folder, const DrawOptions& options);
/// `sample P extend`: unit and seed are those of the draw. Journaled likewise.
Exit extendSample(Common& common, const std::string& folder, const DrawOptions& options);
/// `sample P show`: the sample in force and what it says now.
Exit showSample(Common& common, const std::string& folder);

}
