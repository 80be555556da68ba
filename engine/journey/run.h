// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/progress.h"
#include "engine/journey/project.h"
#include "engine/pool/pool.h"

namespace engine::journey {

/// What `run` shall do.
struct RunWish {
    bool text = true, faces = true, candidates = true;
    std::string textMode = "standard";
};

/// What it did. Things done by an earlier run are not done again.
struct RunResult {
    int textExamined = 0, seriesExamined = 0, headsExamined = 0, candidatesBuilt = 0, cutsChecked = 0;
    std::vector<std::array<std::string, 2>> setAside; ///< item and reason: no candidate could be made
};

/// Examines and builds candidates, a portion at a time: what is recorded stays after a stop (Cancelled), so it can be
/// resumed. Frozen after signing.
Result<RunResult> run(Project& project, const RunWish& wish, pool::Pool& pool, const Progress& progress);

}
