// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/steps.h"

namespace engine::journey {

/// A copy that stands upright, whatever way it is stored. OutOfMemory.
Result<DecodedFrame> upright(const DecodedFrame& stored);

}
