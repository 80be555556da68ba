// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/values.h"

namespace engine::journey {

/// Whether it is a photograph that can be cleaned and looked at.
bool isReleasable(const study::Instance& instance);

/// Gives a photograph its place in the tree: patient none, one study, a series a folder. The words of its name are
/// identity from then on.
void placePhotograph(Discovered& photograph);

}
