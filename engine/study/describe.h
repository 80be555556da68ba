// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/study/instance.h"

namespace engine::study {

/// Reads what an open file is, for a list. Never fails: what is wrong with it stands in `damage`.
/// Only for a worker: it parses.
Instance describe(int fd, bool isInDicomFolder);

/// Where each frame lies; those that nothing places are not `known`. TooLarge beyond 20,000 frames.
Result<std::vector<Geometry>> describeFrames(int fd);

}
