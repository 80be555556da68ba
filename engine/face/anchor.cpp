// SPDX-License-Identifier: Apache-2.0
#include "engine/face/anchor.h"

#include <algorithm>

namespace engine::face {

namespace {

// Right on eleven real heads at -1.076 and below; wrong on one without a vertex at -1.044, and by 20 degrees on a head
// made of ellipsoids at -1.064.
constexpr double poorestCost = -1.07;
constexpr double leastCovered = 0.75, leastExplained = 0.5;
constexpr double worstLandmark = 10, smallest = 0.75, largest = 1.1;
constexpr double mostApart = 12; // mm

/// Where the two anchors are compared, in the template: nasion, eyes, and two places of the cut's plane.
constexpr std::array<Vector, 5> compared{{{0, 88, -42}, {40, 64, -40}, {-40, 64, -40}, {0, 60, -38}, {0, 20, -54}}};
constexpr Vector faceMiddle{0, 20, -45}; // template

/// From the template's landmarks' axes to LPS, and back.
Affine fromPlaces(const Affine& toPatient)
{
    const Affine mirror{{Vector{-1, 0, 0}, Vector{0, -1, 0}, Vector{0, 0, 1}}, {}};
    return chained(toPatient, mirror);
}

double apart(const Affine& one, const Affine& other)
{
    double most = 0;
    for (const auto& place : compared)
        most = std::max(most, length(one(mirrored(place)) - other(mirrored(place))));
    return most;
}

Vector middleOf(const Grid& grid)
{
    return grid.origin +
           Vector{0.5 * (grid.size[0] - 1), 0.5 * (grid.size[1] - 1), 0.5 * (grid.size[2] - 1)} * grid.spacing;
}

}

bool Anchoring::isRegistered() const
{
    return m_registration && m_registration->cost <= poorestCost && m_registration->covered >= leastCovered &&
           m_registration->explained >= leastExplained;
}

bool Anchoring::isFitted() const
{
    return m_fit && m_fit->worst < worstLandmark && m_fit->scale >= smallest && m_fit->scale <= largest;
}

Vector Anchoring::focus(const Grid& grid) const
{
    if (m_given)
        return inverseOf(*m_given)(faceMiddle);
    if (isRegistered())
        return m_registration->toPatient(mirrored(faceMiddle));
    return middleOf(grid);
}

/// A head that moved, or another one, may lie where one of its frame of reference does not.
Anchor Anchoring::decideGiven(std::vector<std::string>& reasons) const
{
    Anchor anchor;
    anchor.method = "given";
    if (isFitted())
        anchor.apart = apart(fromPlaces(inverseOf(*m_given)), m_fit->toPatient);
    if (anchor.apart > mostApart) {
        reasons.emplace_back("anchors-disagree");
        return anchor;
    }
    anchor.ok = true;
    anchor.toTemplate = *m_given;
    return anchor;
}

Anchor Anchoring::decide(std::vector<std::string>& reasons) const
{
    Anchor anchor;
    if (m_given)
        return decideGiven(reasons);
    anchor.cost = m_registration ? m_registration->cost : 0;
    if (m_registration && m_fit)
        anchor.apart = apart(m_registration->toPatient, m_fit->toPatient);
    const bool registered = isRegistered(), fitted = isFitted();
    anchor.ok = (registered || fitted) && !(registered && fitted && anchor.apart > mostApart);
    if (!anchor.ok) {
        reasons.emplace_back(registered && fitted ? "anchors-disagree" : "anchor-rejected");
        return anchor;
    }
    anchor.method = registered ? "registration" : "landmarks";
    anchor.toTemplate = inverseOf(fromPlaces(registered ? m_registration->toPatient : m_fit->toPatient));
    return anchor;
}

}
