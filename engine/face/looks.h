// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/cascade_detector.h"
#include "engine/face/caster.h"
#include "engine/face/face_detector.h"

namespace engine::face {

/// What the detector sees of a head from 21 sides, each in two lights: from 30 degrees below to 30 above, since heads
/// cut at the nose are seen from below only.
struct Looks {
    int hits = 0, views = 0;
    int adviceHits = 0, adviceViews = 0; ///< of the cascade; no views where it is not there
    double best = 0, bestYaw = 0, bestPitch = 0;
    std::optional<LandmarkFit> fit; ///< by the landmarks of the best picture
};
/// `focus` (LPS mm) is in the middle of each picture.
Looks lookAround(const Caster& caster, const Vector& focus, FaceDetector& detector, CascadeDetector& adviser);

}
