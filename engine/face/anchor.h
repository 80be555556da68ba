// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/face_detector.h"
#include "engine/face/registration.h"
#include "engine/face/requests.h"

namespace engine::face {

/// Weighs what registration and landmarks say about where a head lies. A cut may rest on either alone where the other
/// has nothing to say, and on neither where they disagree by more than 12 mm at the face. An anchor that is given is
/// held against the landmarks too.
class Anchoring {
public:
    void add(const Registration& registration) { m_registration = registration; }
    void add(const LandmarkFit& fit) { m_fit = fit; }
    void give(const Affine& toTemplate) { m_given = toTemplate; }

    /// Where to look for a face: LPS mm; without an anchor the middle of the grid.
    Vector focus(const Grid& grid) const;
    /// Adds "anchor-rejected" or "anchors-disagree" to `reasons` where that is so.
    Anchor decide(std::vector<std::string>& reasons) const;

private:
    Anchor decideGiven(std::vector<std::string>& reasons) const;
    bool isRegistered() const;
    bool isFitted() const;

    std::optional<Registration> m_registration;
    std::optional<LandmarkFit> m_fit;
    std::optional<Affine> m_given;
};

}
