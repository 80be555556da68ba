// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/affine.h"
#include "engine/face/requests.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numbers>
#include <random>
#include <vector>

namespace engine::face::phantom {

/// The skull and brain of a template with a face that nobody owns: below the middle of the nose, where the template
/// ends, all is ellipsoids (jaw, nose, mouth, ears, neck). In the template's millimetres (x right, y in front, z up).
struct HeadShape {
    double nose = 1;    ///< size of the nose
    double face = 1;    ///< height of what is below the brain: below 1 as a child's
    double jawTilt = 0; ///< degrees: above 0 the chin goes back
    double top = 200;   ///< z above which the field of view ends
    bool isHounsfield = false;
};

constexpr double seam = -68; ///< z: the template's own samples above, ellipsoids below

inline bool isIn(const Vector& p, const Vector& centre, const Vector& radii)
{
    const Vector e{(p[0] - centre[0]) / radii[0], (p[1] - centre[1]) / radii[1], (p[2] - centre[2]) / radii[2]};
    return dot(e, e) <= 1;
}

/// Of a face that is shorter or tilted: where this place would be on the usual one.
inline Vector asUsual(const HeadShape& shape, const Vector& p)
{
    if (p[2] >= seam)
        return p;
    const double down = seam - p[2], back = p[1] > 0 ? down * std::tan(shape.jawTilt * std::numbers::pi / 180) : 0;
    return {p[0], p[1] + back, seam - down / shape.face};
}

inline bool isInFace(const HeadShape& shape, const Vector& place)
{
    const Vector p = asUsual(shape, place);
    const bool isNose = isIn(p, {0, 84, -80 - 4 * (shape.nose - 1)}, {13 * shape.nose, 20 * shape.nose, 17});
    if (p[2] >= seam)
        return isNose;
    const bool isJaw = isIn(p, {0, 22, -92}, {54, 54, 62}) && p[2] > -150;
    const bool isCheek = isIn(p, {0, 24, -66}, {64, 62, 60});
    const bool isMouth = isIn(p, {0, 82, -116}, {25, 12, 4});
    const bool isNeck = std::hypot(p[0] / 60, (p[1] + 28) / 64) <= 1;
    return !isMouth && (isNose || isJaw || isCheek || isNeck);
}

/// How a head lies: from the template's millimetres to LPS.
struct Pose {
    Vector angles{}, scales{1, 1, 1}, shift{};

    Affine toPatient() const
    {
        const double cx = std::cos(angles[0]), sx = std::sin(angles[0]), cy = std::cos(angles[1]);
        const double sy = std::sin(angles[1]), cz = std::cos(angles[2]), sz = std::sin(angles[2]);
        const Affine x{{Vector{1, 0, 0}, Vector{0, cx, -sx}, Vector{0, sx, cx}}, {}};
        const Affine y{{Vector{cy, 0, sy}, Vector{0, 1, 0}, Vector{-sy, 0, cy}}, {}};
        const Affine z{{Vector{cz, -sz, 0}, Vector{sz, cz, 0}, Vector{0, 0, 1}}, {}};
        const Affine size{{Vector{-scales[0], 0, 0}, Vector{0, -scales[1], 0}, Vector{0, 0, scales[2]}}, {}};
        auto whole = chained(chained(z, y), chained(x, size));
        whole.shift = shift;
        return whole;
    }
};

/// Rotations to 20, 11 and 14 degrees, sizes to a tenth, 20 mm aside.
inline Pose randomPose(std::mt19937& random)
{
    std::uniform_real_distribution<double> u{-1, 1};
    return {{0.35 * u(random), 0.2 * u(random), 0.25 * u(random)},
            {1 + 0.1 * u(random), 1 + 0.1 * u(random), 1 + 0.1 * u(random)},
            {20 * u(random), 20 * u(random), 20 * u(random)}};
}

/// A head in a scanner; `brain` says which samples are brain.
struct Scanned {
    Volume volume;
    std::vector<std::int16_t> samples;
    std::vector<bool> brain;

    ByteView bytes() const { return {reinterpret_cast<const std::uint8_t*>(samples.data()), samples.size() * 2}; }
};

/// Looks a head and its brain up by place in the template: shares of the brightest sample, 0 to 1.
struct HeadSource {
    std::function<double(const Vector&)> head, brain;
};

inline double valueAt(const HeadShape& shape, const HeadSource& source, const Vector& place)
{
    const double own = place[2] >= seam ? source.head(place) : 0;
    return place[2] > shape.top ? 0 : isInFace(shape, place) ? std::max(own, 0.4) : own;
}

/// CT by a rough guess: what is bright in T1 is soft, bone is not told apart.
inline double inHounsfield(double share)
{
    return share > 0.05 ? -60 + 150 * share : -1000;
}

inline Scanned scan(const HeadShape& shape, const HeadSource& source, const Pose& pose, Volume volume)
{
    volume.isHounsfield = shape.isHounsfield;
    Scanned made{volume, {}, {}};
    const auto back = inverseOf(pose.toPatient());
    std::mt19937 random{7};
    std::normal_distribution<double> noise{0, 15};
    for (int k = 0; k < volume.size[2]; ++k) {
        for (int j = 0; j < volume.size[1]; ++j) {
            const auto first = volume.origin + volume.step[1] * j + volume.step[2] * k;
            for (int i = 0; i < volume.size[0]; ++i) {
                const auto place = back(first + volume.step[0] * i);
                const double share = valueAt(shape, source, place);
                const double value = shape.isHounsfield ? inHounsfield(share) + noise(random)
                                                        : std::hypot(1000 * share + noise(random), noise(random));
                made.samples.push_back(static_cast<std::int16_t>(value));
                made.brain.push_back(source.brain(place) > 0.04);
            }
        }
    }
    return made;
}

/// What a cut leaves, in the scanner's own samples.
inline std::vector<std::int16_t> cutOut(const Volume& volume, const std::vector<std::int16_t>& whole, const Cut& cut,
                                        double fill)
{
    auto samples = whole;
    const Cutter cutter{cut};
    for (int k = 0; k < volume.size[2]; ++k) {
        const FramePlace frame{volume.origin + volume.step[2] * k, volume.step[0], volume.step[1]};
        for (const auto& part : cutter.partsOf(frame, volume.size[0], volume.size[1])) {
            auto* row = samples.data() + (static_cast<std::ptrdiff_t>(k) * volume.size[1] + part.row) * volume.size[0];
            std::fill(row + part.from, row + part.to, static_cast<std::int16_t>(fill));
        }
    }
    return samples;
}

}
