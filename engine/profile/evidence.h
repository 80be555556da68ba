// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/plan.h"
#include "engine/profile/rules.h"

namespace engine::profile {

/// Adds to the plan what a cleaned file says about its cleaning: (0012,0062..0064), (0028,0301), (0028,0302),
/// (0028,0303), (0018,A001). Items and values that were there stay in front of ours.
void addEvidence(const dicom::Tree& tree, const Task& task, const Standard& standard, Plan& plan);

}
