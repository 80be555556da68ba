// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"
#include "engine/release/corrections.h"

namespace engine::journey {

/// From the journal, entry by entry: every draw with what leaked under it, also what undo took back, and every verdict
/// that is no longer as it was first given, but those of images in `keptBack`. Damaged.
Result<release::Corrections> correctionsOf(const Project& project, const std::set<std::string>& keptBack = {});

}
