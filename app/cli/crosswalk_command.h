// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"

namespace app::cli {

void addCrosswalkCommand(CLI::App& program, Common& common); ///< crosswalk

}
