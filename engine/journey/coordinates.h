// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/study/collection.h"

#include <string>
#include <vector>

namespace engine::journey {

/// Two series with the same one lie in the same coordinates: one Frame of Reference UID of one person. Some programs
/// write one UID into everybody's files, so the UID alone says nothing; the names are compared without their order and
/// punctuation, since planning systems write them anew. Empty, which is never the same, where the files name no frame
/// of reference, or several. Holds what tells the person: only ever in memory.
std::string coordinatesOf(const std::vector<const study::Entry*>& series);
std::string coordinatesOf(const std::vector<study::Entry>& series);

}
