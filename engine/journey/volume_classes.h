// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/study/instance.h"

#include <string>

namespace engine::journey {

/// What becomes of a series where faces are looked for: by SOP class, never cleared by words of the header, which may
/// be missing or wrong. "volume" when it is to be put together and assessed; else a code that names the rule:
/// "projection" (a picture through the body: blank its front third, or leave it out), "screenshot" (secondary capture:
/// look at every frame, or leave it out), "photograph" (look at every frame), "skin-contour" (RTSTRUCT: its outer
/// contour is a face; leave it out or clip it), "skin-segment" (SEG, surface), "printed-model" (STL, OBJ, MTL),
/// "dose-grid" (outlines can show the body), "no-pixels".
std::string ruleFor(const study::Instance& instance);

}
