// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/requests.h"
#include "engine/review/finding.h"
#include "engine/study/collection.h"

#include <map>
#include <optional>
#include <set>

namespace engine::journey {

/// What a project knows of a series as a head.
struct HeadRecord {
    std::string series;
    std::string files;   ///< digest of the series' originals: with another file it is another head
    std::string failure; ///< why it could not be looked at, in words of ours or by its rule (`ruleFor`); else empty
    std::vector<std::string> remarks; ///< codes of the volume (`planVolume`)
    face::AssessFace::Answer seen;
    std::map<std::string, std::vector<face::FrameCut>> cuts; ///< by instance, one for each frame; of an anchored head
    std::map<std::string, std::string> cannotCut;            ///< by instance: why
};
WIRE_FIELDS(HeadRecord, series, files, failure, remarks, seen, cuts, cannotCut)

/// What the files of a series look like after its cut, read again.
struct CutCheck {
    std::string series;
    std::string candidates; ///< digest of the files looked at
    face::CheckCut::Answer result;
    std::string failure; ///< why nothing could be looked at, in words of ours; empty when it was
};
WIRE_FIELDS(CutCheck, series, candidates, result, failure)

/// What a person decided about a face that is cut out: the reason of a Decision whose verdict is Replace.
struct CutDecision {
    face::Cut cut; ///< how much; where the head lies is HeadRecord's
    /// Failures of the check that the person saw and takes on themselves: hits, landmarks, regions, relief or share.
    /// Never brain or outside: a cut into the brain is no opinion.
    std::set<std::string> despite;
    std::string because{}; ///< why they take it on, in their words; may be empty
};
/// The reason of a Decision about an object that follows a head (`followsHead`): what is cut out of the head, whatever
/// that is, goes from it too.
constexpr std::string_view withHead = "with-head";

/// A series with a cut that cannot go out so.
struct OpenCut {
    std::string series;
    std::vector<std::string> failures; ///< of the check, without what a person took on; or "not-checked", or words
};

/// A cut by hand needs no anchor; every other does.
bool canLie(const face::Cut& cut, const face::AssessFace::Answer& seen);

/// A question about pictures that tell who somebody is without a head (`biometricOf`).
bool isBiometric(const review::Finding& finding);

/// "wedge,margin=2" (see face::cutOf), "wedge; despite hits share" or "wedge; despite hits; because WORDS". Nothing for
/// other words.
std::optional<CutDecision> cutDecisionOf(std::string_view reason);
std::string inWords(const CutDecision& decision);

}
