// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"
#include "engine/profile/requests.h"

namespace app::cli {

/// What `--profile NAME|FILE` and `--option` ask for: a shipped profile, or what a file of site rules says; refused as
/// the engine's `check` does. A file is read when no shipped profile has that name.
engine::Result<engine::profile::Rules> chosenRules(const std::string& profile, const std::vector<std::string>& options);

void addRulesCommand(CLI::App& program, Common& common); ///< rules check|import|show

}
