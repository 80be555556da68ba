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

void lookOnce(const Sight& sight, FaceDetector& detector, Looks& looks, std::optional<Best>& best)
{
    for (const auto& light : {top30, top50}) {
        ++looks.views;
        auto grey = shade(sight, light);
        const auto hit = detector.find(grey, sight.camera.side);
        looks.hits += hit ? 1 : 0;
        if (hit && hit->confidence > (best ? best->hit.confidence : 0))
            best = Best{sight, std::move(grey), *hit};
    }
}

}

Looks lookAround(const Caster& caster, const Vector& focus, FaceDetector& detector)
{
    Looks looks;
    std::optional<Best> best;
    for (int pitch = -30; pitch <= 30; pitch += 10) {
        for (int yaw = -20; yaw <= 20; yaw += 20) {
            Camera camera;
            camera.centre = focus;
            camera.yaw = yaw;
            camera.pitch = pitch;
            lookOnce(caster.look(camera), detector, looks, best);
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
