// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"
#include "engine/release/policy.h"

namespace engine::journey {

/// Everything that was stated, oldest first, with its time in the journal. Damaged.
Result<std::vector<release::PolicyTold>> policiesOf(const Project& project);

}
