// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project_faces.h"
#include "engine/review/event.h"

namespace engine::journey {

/// What the machine would do with a head that nobody decided about yet, for a person who looks at many at once.
struct HeadProposal {
    std::string finding;
    HeadQuestion question;
    face::AssessFace::Answer seen;
    bool isCut = false; ///< by the usual wedge; else it stays as it is, since no face is seen
};

/// Of the open ones those about which the machine is sure: class C stays, and of class A and B the face is cut out
/// where the head's place is sure, each of its files can be cut, and no contours or segments lie on it: a tumour may be
/// among them. Class U is for a person alone. Worst first.
std::vector<HeadProposal> headProposals(const Project& project);

/// Square pictures of grey, rows from the top: from in front, from the person's left, from the right, from below.
struct HeadSides {
    static constexpr std::size_t count = 4;
    int side = 0;                                ///< of each, in pixels
    std::array<Bytes, count> before, after;      ///< `after` empty where nothing is cut
    std::optional<face::CheckCut::Answer> tried; ///< what the checks would say of the cut; null where nothing is
};
Result<HeadSides> sidesOf(const HeadProposal& proposal, int side, pool::Pool& pool, const Progress& progress);

/// The one act that accepts them all.
review::FindingsDecided acceptedHeads(const std::vector<HeadProposal>& proposals);

}
