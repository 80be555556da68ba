// SPDX-License-Identifier: Apache-2.0
#include "engine/face/looks.h"

namespace engine::face {

namespace {

/// The picture in which the detector is surest.
struct Best {
    Sight sight;
    Bytes grey;
    FaceHit hit;
};

/// dlib's opinion counts; the cascade's is advice.
struct Detectors {
    FaceDetector& detector;
    CascadeDetector& adviser;
};

void lookOnce(const Sight& sight, const Detectors& detectors, Looks& looks, std::optional<Best>& best)
{
    for (const auto& light : {top30, top50}) {
        ++looks.views;
        auto grey = shade(sight, light);
        if (detectors.adviser.isFrontThere()) {
            ++looks.adviceViews;
            looks.adviceHits += detectors.adviser.seesFace(grey, sight.camera.side) ? 1 : 0;
        }
        const auto hit = detectors.detector.find(grey, sight.camera.side);
        looks.hits += hit ? 1 : 0;
        if (hit && hit->confidence > (best ? best->hit.confidence : 0))
            best = Best{sight, std::move(grey), *hit};
    }
}

}

Looks lookAround(const Caster& caster, const Vector& focus, FaceDetector& detector, CascadeDetector& adviser)
{
    Looks looks;
    std::optional<Best> best;
    for (int pitch = -30; pitch <= 30; pitch += 10) {
        for (int yaw = -20; yaw <= 20; yaw += 20) {
            Camera camera;
            camera.centre = focus;
            camera.yaw = yaw;
            camera.pitch = pitch;
            lookOnce(caster.look(camera), {detector, adviser}, looks, best);
        }
    }
    if (best) {
        looks.best = best->hit.confidence;
        looks.bestYaw = best->sight.camera.yaw;
        looks.bestPitch = best->sight.camera.pitch;
        looks.fit = detector.fit(best->sight, best->grey, best->hit);
    }
    return looks;
}

}
