// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"

namespace engine::journey {

/// Leaves out everything below a patient, study, series or instance from now on, as one act; opens a signed project
/// again with the same reason. The next release names the files as withdrawn. How many files it concerns. NotFound,
/// BadArgument without a reason, Exists when all of it is out already.
Result<std::size_t> withdraw(Project& project, const std::string& item, const std::string& reason);

}
