// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/release/manifest.h"

namespace engine::release {

/// Released files whose pictures a separate program made: from what, and how they are stored. Empty where there are
/// none; else it ends with a space.
std::string decodedSentence(const Manifest& manifest);

}
