// SPDX-License-Identifier: Apache-2.0
#include "widgets/face/hand.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace widgets::face {

namespace {

constexpr double least = 1; // mm: half of the smallest
constexpr double most = 1000;

double tenths(double mm)
{
    return std::round(mm * 10) / 10;
}

/// Which number of `half` says how far it reaches along an axis.
std::size_t halfOf(Solid::Form form, std::size_t axis)
{
    switch (form) {
    case Solid::Form::Box:
        return axis;
    case Solid::Form::Cylinder:
        return axis == 2 ? 2 : 0;
    case Solid::Form::Ball:
        return 0;
    }
    return 0;
}

bool isRoundAlong(Solid::Form form, std::size_t axis)
{
    return form == Solid::Form::Ball || (form == Solid::Form::Cylinder && axis < 2);
}

double bounded(double half)
{
    return std::clamp(tenths(half), least, most);
}

}

const PlaneAxes& axesOf(Plane plane)
{
    static constexpr std::array<PlaneAxes, 3> axes{{{0, 1, 2, 1}, {0, 2, 1, -1}, {1, 2, 0, -1}}};
    return axes[std::size_t(plane)];
}

std::optional<Outline> outlineOf(const Solid& solid, Plane plane, const Vector& point)
{
    const auto& axes = axesOf(plane);
    const double off = std::abs(point[axes.across] - solid.centre[axes.across]);
    const double reach = solid.half[halfOf(solid.form, axes.across)];
    if (off > reach)
        return {};
    Outline outline{solid.centre[axes.right], solid.centre[axes.down], solid.half[halfOf(solid.form, axes.right)],
                    solid.half[halfOf(solid.form, axes.down)], false};
    const double chord = std::sqrt(std::max(0., reach * reach - off * off));
    if (solid.form == Solid::Form::Ball)
        outline.halfRight = outline.halfDown = chord;
    else if (solid.form == Solid::Form::Cylinder && axes.across != 2)
        outline.halfRight = chord;
    outline.isRound = isRoundAlong(solid.form, axes.right) && isRoundAlong(solid.form, axes.down);
    return outline;
}

std::optional<Solid> solidBetween(Solid::Form form, Plane plane, const Vector& from, const Vector& to)
{
    const auto& axes = axesOf(plane);
    const double right = std::abs(to[axes.right] - from[axes.right]) / 2;
    const double down = std::abs(to[axes.down] - from[axes.down]) / 2;
    if (std::min(right, down) < least)
        return {};
    Solid solid;
    solid.form = form;
    for (std::size_t axis = 0; axis < 3; ++axis)
        solid.centre[axis] = tenths((from[axis] + to[axis]) / 2);
    switch (form) {
    case Solid::Form::Box:
        solid.half[axes.right] = bounded(right);
        solid.half[axes.down] = bounded(down);
        solid.half[axes.across] = bounded((right + down) / 2);
        break;
    case Solid::Form::Cylinder:
        solid.half = plane == Plane::Axial ? Vector{bounded(std::max(right, down)), 0, bounded((right + down) / 2)}
                                           : Vector{bounded(right), 0, bounded(down)};
        break;
    case Solid::Form::Ball:
        solid.half = {bounded(std::max(right, down)), 0, 0};
        break;
    }
    return solid;
}

Solid ballAt(const Vector& centre, double radius)
{
    Solid ball;
    ball.form = Solid::Form::Ball;
    for (std::size_t axis = 0; axis < 3; ++axis)
        ball.centre[axis] = tenths(centre[axis]);
    ball.half = {bounded(radius), 0, 0};
    return ball;
}

Solid moved(Solid solid, const Vector& by)
{
    for (std::size_t axis = 0; axis < 3; ++axis)
        solid.centre[axis] = tenths(solid.centre[axis] + by[axis]);
    return solid;
}

Solid bordered(Solid solid, std::size_t axis, bool isHigher, double place)
{
    auto& half = solid.half[halfOf(solid.form, axis)];
    auto& centre = solid.centre[axis];
    if (isRoundAlong(solid.form, axis)) {
        half = bounded(isHigher ? place - centre : centre - place);
        return solid;
    }
    const double opposite = isHigher ? centre - half : centre + half;
    half = bounded((isHigher ? place - opposite : opposite - place) / 2);
    centre = tenths(isHigher ? opposite + half : opposite - half);
    return solid;
}

Solid grown(Solid solid, std::size_t axis, double by)
{
    auto& half = solid.half[halfOf(solid.form, axis)];
    half = bounded(half + by);
    return solid;
}

Grip gripAt(const Outline& outline, double right, double down, double reach)
{
    const double beyondRight = std::abs(right) - outline.halfRight, beyondDown = std::abs(down) - outline.halfDown;
    if (beyondRight > reach || beyondDown > reach)
        return Grip::None;
    if (outline.isRound) {
        const double off = std::hypot(right, down) - outline.halfRight;
        if (off > reach)
            return Grip::None;
        if (off < -reach)
            return Grip::Inside;
        if (std::abs(right) > std::abs(down))
            return right > 0 ? Grip::Right : Grip::Left;
        return down > 0 ? Grip::Lower : Grip::Upper;
    }
    // Of a small one the middle stays free to be moved.
    const double edge = std::min(reach, std::min(outline.halfRight, outline.halfDown) / 2);
    if (beyondRight > -edge)
        return right > 0 ? Grip::Right : Grip::Left;
    if (beyondDown > -edge)
        return down > 0 ? Grip::Lower : Grip::Upper;
    return Grip::Inside;
}

}
