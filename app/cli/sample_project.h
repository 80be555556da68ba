// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"
#include "engine/journey/sample.h"

namespace app::cli {

/// `sample P draw`: an empty seed is chosen by chance. Journaled, and not to be taken back.
Exit drawSample(Common& common, const std::string& folder, engine::journey::SampleWish wish);
/// `sample P show`: the sample in force and what it says now.
Exit showSample(Common& common, const std::string& folder);

}
