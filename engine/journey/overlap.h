// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"

#include <string>
#include <vector>

namespace engine::journey {

/// Overlap when `place` is one of `others`, lies inside one, or holds one, after following links. Nothing may be
/// written into or around an original, a project or a key.
Done checkApart(const std::string& place, const std::vector<std::string>& others);

/// The project's folder and the inputs it was made from, as they were given.
std::vector<std::string> inputsOf(const Project& project);

}
