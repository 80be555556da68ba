// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/requests.h"
#include "engine/face/vector.h"

#include <cstdint>
#include <vector>

namespace engine::face::phantom {

/// A head that is known by formula: an ellipsoid with a nose in front and a ball at the person's left, in air.
constexpr Vector radii{70, 90, 100};
constexpr Vector nose{0, -92, -10}, mark{75, -10, 40};
constexpr double noseRadius = 14, markRadius = 18;

inline bool isInside(const Vector& p)
{
    const Vector e{p[0] / radii[0], p[1] / radii[1], p[2] / radii[2]};
    return dot(e, e) <= 1 || length(p - nose) <= noseRadius || length(p - mark) <= markRadius;
}

/// The head as a scanner sees it whose first image lies at `origin`, and whose columns, rows and slices go as `step`.
inline std::vector<std::int16_t> scanned(const Volume& volume, std::int16_t air, std::int16_t tissue)
{
    std::vector<std::int16_t> samples;
    samples.reserve(volume.bytes() / 2);
    for (int k = 0; k < volume.size[2]; ++k) {
        for (int j = 0; j < volume.size[1]; ++j) {
            for (int i = 0; i < volume.size[0]; ++i) {
                const auto p = volume.origin + volume.step[0] * i + volume.step[1] * j + volume.step[2] * k;
                const auto noise = static_cast<std::int16_t>((i * 7 + j * 13 + k * 29) % 11);
                samples.push_back(static_cast<std::int16_t>((isInside(p) ? tissue : air) + noise));
            }
        }
    }
    return samples;
}

/// A volume of `size` samples around the middle of the patient.
inline Volume around(std::array<int, 3> size, std::array<Vector, 3> step, bool isHounsfield = false)
{
    Volume volume{size, {}, {step[0], step[1], step[2]}, isHounsfield};
    volume.origin = (step[0] * (size[0] - 1) + step[1] * (size[1] - 1) + step[2] * (size[2] - 1)) * -0.5;
    return volume;
}

}
