// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/study/collection.h"

#include <string>
#include <string_view>
#include <vector>

namespace engine::journey {

/// What becomes of a series where faces are looked for: by SOP class, never cleared by words of the header, which may
/// be missing or wrong. "volume" when it is to be put together and assessed; else a code that names the rule:
/// "projection" (a picture through the body: blank its front third, or leave it out), "screenshot" (secondary capture:
/// look at every frame, or leave it out), "photograph" (look at every frame), "skin-contour" (RTSTRUCT: its outer
/// contour is a face; leave it out or clip it), "skin-segment" (SEG, surface), "printed-model" (STL, OBJ, MTL),
/// "dose-grid" (outlines can show the body), "no-pixels".
std::string ruleFor(const study::Instance& instance);
/// Of a series: "volume" where any of its files is to be put together, whatever else lies beside it (a screen capture,
/// a presentation state); else a rule of what follows a head, else that of its first file.
std::string ruleOf(const std::vector<study::Entry>& series);

/// Whether objects of this rule follow the outline of a body, and can be clipped where a head of their frame of
/// reference is cut: "skin-contour", "skin-segment", "dose-grid".
bool followsHead(std::string_view rule);

/// Of pictures that tell who somebody is without any head: "eye", "teeth", "skin", "finger" or "body" (photographs of
/// it). A person looks at all of them and says why one may go. Empty for others.
std::string biometricOf(const study::Instance& instance);

/// Whether its frames may show a person as a photograph does, and are searched for faces as one: photographs, screen
/// captures, visible light (but slides of a microscope), ultrasound; of volumes' classes what has colours, lies
/// nowhere, or is a rendering or a screen save by its Image Type (which only ever adds some).
bool showsPeople(const study::Instance& instance);

}
