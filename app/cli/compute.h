// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"
#include "engine/statistics/reckoning.h"

namespace app::cli {

/// `--compute FILE`: the questions of a file {rows:[{case, kind, input, output}]}.
engine::Result<std::vector<engine::statistics::Question>> questionsIn(const std::string& file);
/// Prints and writes {rows:[{case, value, reason?}]}; exit 3 when one could not be reckoned.
Exit finishReckoning(Common& common, const std::vector<engine::statistics::Reckoned>& answers);

}
