// SPDX-License-Identifier: Apache-2.0
#include "engine/face/cut.h"

#include "engine/face/brain_floor.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace engine::face {

namespace {

// The plane, in the template's mm: 10 mm below the brain's hull from the frontal lobe to the temporal poles.
constexpr double planeHeight = -37.8, planeAt = 60, planeSlope = 0.4;
constexpr double jawCurve = 0.006, furthestBack = -10; // of the limit at the back

bool isInEar(const Vector& p)
{
    return std::abs(p[0]) > 64 && p[2] < 8 && p[2] > -85 && p[1] < 12 && p[1] > -50;
}

bool holds(const Solid& solid, const Vector& position)
{
    const auto off = position - solid.centre;
    switch (solid.form) {
    case Solid::Form::Box:
        return std::abs(off[0]) <= solid.half[0] && std::abs(off[1]) <= solid.half[1] &&
               std::abs(off[2]) <= solid.half[2];
    case Solid::Form::Cylinder:
        return std::hypot(off[0], off[1]) <= solid.half[0] && std::abs(off[2]) <= solid.half[2];
    case Solid::Form::Ball:
        return length(off) <= solid.half[0];
    }
    return false;
}

/// Of a ball that holds all of it.
double radiusOf(const Solid& solid)
{
    return solid.form == Solid::Form::Ball ? solid.half[0] : length(solid.half);
}

}

Cutter::Cutter(const Cut& cut)
    : m_cut{cut}, m_slope{std::tan(std::atan(planeSlope) + cut.tilt * std::numbers::pi / 180)}, m_scale{1 /
                                                                                                        std::hypot(
                                                                                                            1, m_slope)}
{
    for (const auto& solid : cut.solids)
        m_solids.push_back(&solid);
}

bool Cutter::isInWedge(const Vector& p) const
{
    const double below = (planeHeight + m_slope * (p[1] - planeAt) - p[2]) * m_scale;
    return below >= m_cut.margin && p[1] >= std::max(m_cut.backLimit - jawCurve * p[0] * p[0], furthestBack);
}

bool Cutter::takes(const Vector& position, const Vector& place, const Solids& solids) const
{
    bool isTaken = (m_cut.hasWedge && isInWedge(place)) || (m_cut.takesEars && isInEar(place));
    for (const auto* solid : solids)
        isTaken = isTaken || (!solid->isKept && holds(*solid, position));
    if (!isTaken || isAboveFloor(m_cut.floor, place))
        return false;
    return std::none_of(solids.begin(), solids.end(),
                        [&](const Solid* solid) { return solid->isKept && holds(*solid, position); });
}

bool Cutter::isKept(const Vector& position) const
{
    return std::any_of(m_cut.solids.begin(), m_cut.solids.end(),
                       [&](const Solid& solid) { return solid.isKept && holds(solid, position); });
}

bool Cutter::takes(const Vector& position) const
{
    return takes(position, m_cut.toTemplate(position), m_solids);
}

Cutter::Solids Cutter::solidsAt(const Vector& first, const Vector& step, int columns) const
{
    Solids near;
    for (const auto* solid : m_solids) {
        const auto off = solid->centre - first;
        const double nearest = std::clamp(dot(off, step) / dot(step, step), 0.0, columns - 1.0);
        if (length(off - step * nearest) <= radiusOf(*solid))
            near.push_back(solid);
    }
    return near;
}

std::vector<pixels::RowPart> Cutter::partsOf(const FramePlace& frame, int columns, int rows) const
{
    std::vector<pixels::RowPart> parts;
    const auto step = m_cut.toTemplate.turned(frame.alongRow);
    for (int row = 0; row < rows; ++row) {
        const auto first = frame.origin + frame.downColumn * row;
        const auto place = m_cut.toTemplate(first);
        const auto solids = solidsAt(first, frame.alongRow, columns);
        int from = -1;
        for (int column = 0; column <= columns; ++column) {
            const bool isTaken =
                column < columns && takes(first + frame.alongRow * column, place + step * column, solids);
            if (isTaken && from < 0)
                from = column;
            if (!isTaken && from >= 0) {
                parts.push_back({row, from, column});
                from = -1;
            }
        }
    }
    return parts;
}

}
