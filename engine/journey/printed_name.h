// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"

namespace engine::journey {

/// What a reader is called in a report: the name of that reviewer, a word that is nobody's id as it stands, and "The
/// reader" for one who was not named.
std::string printedName(const Project& project, const std::string& id);

}
