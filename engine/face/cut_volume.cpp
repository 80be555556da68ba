// SPDX-License-Identifier: Apache-2.0
#include "engine/face/cut_volume.h"

#include "engine/face/brain_floor.h"
#include "engine/face/skin.h"
#include "engine/face/grid.h"

#include <algorithm>
#include <cmath>

namespace engine::face {

namespace {

constexpr double hounsfieldAir = -1000;
constexpr int mostPixels = 2048; // a side
using Pixel = std::array<std::uint8_t, 4>;

std::span<const std::int16_t> samplesOf(const Volume& volume, ByteView bytes)
{
    return {reinterpret_cast<const std::int16_t*>(bytes.data()), volume.bytes() / 2};
}

/// Grey of the middle 98 of 100 samples; of CT a window for bone and soft parts.
struct Greys {
    double low = -200, high = 400; // HU

    Greys(const Volume& volume, std::span<const std::int16_t> samples)
    {
        if (volume.isHounsfield)
            return;
        constexpr std::size_t enough = 20'000;
        std::vector<std::int16_t> some;
        const auto step = std::max<std::size_t>(1, samples.size() / enough);
        for (std::size_t i = 0; i < samples.size(); i += step)
            some.push_back(samples[i]);
        std::sort(some.begin(), some.end());
        low = some[some.size() / 100];
        high = std::max<double>(low + 1, some[some.size() - 1 - some.size() / 100]);
    }

    std::uint8_t of(double sample) const
    {
        return static_cast<std::uint8_t>(std::lround(std::clamp((sample - low) / (high - low), 0.0, 1.0) * 255));
    }
};

/// Patient coordinates to indices.
Affine indexOf(const Volume& volume)
{
    const auto& s = volume.step;
    return inverseOf(Affine{
        {Vector{s[0][0], s[1][0], s[2][0]}, Vector{s[0][1], s[1][1], s[2][1]}, Vector{s[0][2], s[1][2], s[2][2]}},
        volume.origin});
}

/// The nearest sample; nothing outside.
const std::int16_t* sampleAt(const Volume& volume, std::span<const std::int16_t> samples, const Vector& at)
{
    std::array<int, 3> index{};
    for (std::size_t axis = 0; axis < 3; ++axis) {
        index[axis] = static_cast<int>(std::lround(at[axis]));
        if (index[axis] < 0 || index[axis] >= volume.size[axis])
            return nullptr;
    }
    const auto row = static_cast<std::size_t>(index[2]) * static_cast<std::size_t>(volume.size[1]) +
                     static_cast<std::size_t>(index[1]);
    return &samples[row * static_cast<std::size_t>(volume.size[0]) + static_cast<std::size_t>(index[0])];
}

/// LPS mm of the middle of the plane, and of a step of one pixel to the right and down.
struct PlanePlace {
    Vector middle{}, right{}, down{};
};

/// As a radiologist sees them: the patient's left at the right, in front above or, from the side, at the left.
PlanePlace placeOf(const DrawPlane& request)
{
    const auto& c = request.centre;
    const double s = request.mmPerPixel;
    switch (request.plane) {
    case DrawPlane::Plane::Axial:
        return {c, {s, 0, 0}, {0, s, 0}};
    case DrawPlane::Plane::Coronal:
        return {c, {s, 0, 0}, {0, 0, -s}};
    case DrawPlane::Plane::Sagittal:
        return {c, {0, s, 0}, {0, 0, -s}};
    }
    return {};
}

Pixel mixed(std::uint8_t grey, const Pixel& colour, double share)
{
    Pixel pixel{0, 0, 0, 255};
    for (std::size_t i = 0; i < 3; ++i)
        pixel[i] = static_cast<std::uint8_t>(std::lround(grey * (1 - share) + colour[i] * share));
    return pixel;
}

}

Bytes cutOut(const Volume& volume, const Cut& cut, ByteView samples)
{
    Bytes after(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(volume.bytes()));
    const double air = volume.isHounsfield ? hounsfieldAir : airValue(volume, samplesOf(volume, samples));
    const auto fill = static_cast<std::int16_t>(std::clamp(std::lround(air), -32768L, 32767L));
    auto* values = reinterpret_cast<std::int16_t*>(after.data());
    const Cutter cutter{cut};
    for (int k = 0; k < volume.size[2]; ++k) {
        const FramePlace place{volume.origin + volume.step[2] * k, volume.step[0], volume.step[1]};
        for (const auto& part : cutter.partsOf(place, volume.size[0], volume.size[1])) {
            auto* line = values + (static_cast<std::ptrdiff_t>(k) * volume.size[1] + part.row) * volume.size[0];
            std::fill(line + part.from, line + part.to, fill);
        }
    }
    return after;
}

Result<DrawPlane::Answer> drawPlane(const DrawPlane& request, ByteView samples, std::span<std::uint8_t> rgba)
{
    const auto& volume = request.volume;
    const auto isSide = [](int side) { return side > 0 && side <= mostPixels; };
    if (!isUsable(volume) || samples.size() < volume.bytes() || !isSide(request.width) || !isSide(request.height) ||
        !(request.mmPerPixel > 0) || !std::isfinite(dot(request.centre, request.centre)) ||
        rgba.size() < 4 * static_cast<std::size_t>(request.width) * static_cast<std::size_t>(request.height))
        return Error{ErrorCode::BadArgument, "plane"};
    constexpr Pixel red{220, 60, 50, 255}, blue{70, 140, 255, 255};
    const auto values = samplesOf(volume, samples);
    const Greys greys{volume, values};
    const auto toIndex = indexOf(volume);
    const auto place = placeOf(request);
    const Cutter cutter{request.cut};
    const auto isProtected = [&](const Vector& at) {
        return cutter.isKept(at) ||
               (!request.cut.floor.empty() && isAboveFloor(request.cut.floor, request.cut.toTemplate(at)));
    };
    for (int y = 0; y < request.height; ++y) {
        for (int x = 0; x < request.width; ++x) {
            const auto at = place.middle + place.right * (x - request.width / 2.0 + 0.5) +
                            place.down * (y - request.height / 2.0 + 0.5);
            const auto* sample = sampleAt(volume, values, toIndex(at));
            const auto grey = sample ? greys.of(*sample) : std::uint8_t{0};
            auto pixel = mixed(grey, red, sample && request.isCut && cutter.takes(at) ? 0.45 : 0);
            const bool isIn = request.isCut && sample && isProtected(at);
            const bool isRim = isIn && (!isProtected(at + place.down) || !isProtected(at - place.down) ||
                                        !isProtected(at + place.right) || !isProtected(at - place.right));
            if (isRim)
                pixel = blue;
            std::copy(pixel.begin(), pixel.end(),
                      rgba.begin() + 4 * (static_cast<std::ptrdiff_t>(y) * request.width + x));
        }
    }
    return DrawPlane::Answer{request.width, request.height};
}

}
