// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/head_record.h"
#include "engine/review/finding.h"
#include "widgets/look/rows.h"

namespace widgets::face {

/// "face", "part of a face", "no face seen", "undecided"; with its letter, as in `face`.
QString ofClass(const std::string& faceClass);
/// The class, or what a series is that is no head: "contours, not images", "a picture of an eye, ..." as the finding
/// has it.
QString ofRule(const engine::journey::HeadRecord& head, const engine::review::Finding& finding);
/// What was measured, in words: landmarks, pictures, slices, anchor, and what makes it undecided; or why nothing was.
QString ofHead(const engine::journey::HeadRecord& head, const engine::review::Finding& finding);
/// One row for each check of a cut: what was asked, what came out ("29 → 0 of 42" with what was seen before), and
/// whether it holds; and what a second detector sees, which is advice and neither holds nor fails.
QList<look::Row> rowsOf(const engine::face::AssessFace::Answer& before, const engine::face::CheckCut::Answer& checked);
/// "Margin +2 mm · tilt −2° · ears".
QString ofCut(const engine::face::Cut& cut);
/// What failed, in words: "the detector still sees a face".
QString ofFailures(const std::vector<std::string>& failures);
/// How bad: the order of the queue.
int rankOf(const engine::journey::HeadRecord* head);

}
