// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/requests.h"

#include <optional>

namespace widgets::face {

using Plane = engine::face::DrawPlane::Plane;
using engine::face::Solid;
using engine::face::Vector;

/// How a plane lies on the screen, as DrawPlane has it: which LPS axis goes right, which down (and whether towards
/// higher numbers), and which one the plane stands on.
struct PlaneAxes {
    std::size_t right, down, across;
    double downSign;
};
const PlaneAxes& axesOf(Plane plane);

/// What a plane shows of a solid: LPS mm along the plane's axes.
struct Outline {
    double right = 0, down = 0; ///< of its middle
    double halfRight = 0, halfDown = 0;
    bool isRound = false;
};
/// Nothing where the plane through `point` misses it.
std::optional<Outline> outlineOf(const Solid& solid, Plane plane, const Vector& point);

/// What a person draws from one corner to the other, in tenths of a millimetre: across the plane as deep as it is wide
/// and high in the middle. Nothing under 2 mm.
std::optional<Solid> solidBetween(Solid::Form form, Plane plane, const Vector& from, const Vector& to);
Solid ballAt(const Vector& centre, double radius);

Solid moved(Solid solid, const Vector& by);
/// Its border along an axis, the higher one or the lower, goes to this place; the one across from it stays. Round ones
/// grow round their middle. Never under 2 mm.
Solid bordered(Solid solid, std::size_t axis, bool isHigher, double place);
/// Half its extent along an axis grows by so many mm, on both sides.
Solid grown(Solid solid, std::size_t axis, double by);

/// What a press on an outline takes hold of.
enum class Grip { None, Inside, Left, Right, Upper, Lower };
/// `right` and `down`: mm from the outline's middle, both as they go on the screen; `reach`: mm round a border.
Grip gripAt(const Outline& outline, double right, double down, double reach);

}
