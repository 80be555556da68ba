// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/plan.h"

namespace engine::profile {

/// Takes an element of the top level out of a finished plan after all.
void drop(dicom::Tag tag, const std::string& reason, Plan& plan);

/// The Common Instance Reference Module (PS3.3 C.12.2) lists what is referenced elsewhere in the object: with the last
/// of those references it goes too. Where an object requires the list, it is itself the reference.
void dropEmptyReferences(const Place& root, Plan& plan);

}
