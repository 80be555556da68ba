// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/head_record.h"
#include "engine/review/finding.h"
#include "widgets/look/rows.h"

#include <set>

namespace widgets::face {

/// "face", "part of a face", "no face seen", "undecided"; with its letter, as in `face`.
QString ofClass(const std::string& faceClass);
/// The class, or what a series is that is no head: "contours, not images", "a picture of an eye, ..." as the finding
/// has it.
QString ofRule(const engine::journey::HeadRecord& head, const engine::review::Finding& finding);
/// How much there is: "30 slices · 512×512" by frames, "2 picture files · 640×480", "1 file" of what has no pictures.
QString ofExtent(const std::vector<const engine::study::Entry*>& files, bool arePictures);
/// What was measured, in words: landmarks, pictures, slices, anchor, and what makes it undecided; or why nothing was.
QString ofHead(const engine::journey::HeadRecord& head, const engine::review::Finding& finding);
/// One row for each check of a cut: what was asked, what came out ("29 → 0 of 42" with what was seen before), and
/// whether it holds, fails, or fails and was taken on by a person; and what a second detector sees, which is advice and
/// neither holds nor fails.
QList<look::Row> rowsOf(const engine::face::AssessFace::Answer& before, const engine::face::CheckCut::Answer& checked,
                        const std::set<std::string>& takenOn = {});
/// "Margin +2 mm · tilt −2° · ears".
QString ofCut(const engine::face::Cut& cut);
/// What failed, in words: "the detector still sees a face".
QString ofFailures(const std::vector<std::string>& failures);
/// What a person took on with a cut, and why; empty where nothing.
QString ofTakenOn(const engine::journey::CutDecision& decision, const QString& who);
/// What became of pictures or a head that are kept, in words of a person: for whom they leave, and why.
QString ofKept(const engine::review::Finding& finding, const std::string& reason, bool isForbidden);
/// How bad: the order of the queue.
int rankOf(const engine::journey::HeadRecord* head);

}
