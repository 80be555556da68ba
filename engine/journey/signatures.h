// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"
#include "engine/release/report.h"

namespace engine::journey {

/// Every signature that the journal has, oldest first, with who took it back when. Damaged.
Result<std::vector<release::SignatureTold>> signaturesOf(const Project& project);

}
