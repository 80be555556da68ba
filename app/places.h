// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pool/pool.h"

#include <string>

namespace app {

/// The folder of the running program: the worker programs lie beside it.
std::string programFolder();
/// Tables, models, help: ../share/safelight beside an installed program, else the source tree's resources.
std::string resourceFolder();
/// Workers from those places; `jobs` of each kind, 0 for one a core.
engine::pool::Settings poolSettings(int jobs);

}
