// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"

#include <QString>

namespace widgets::signoff {

/// One thing that must hold before signing; `place` is the screen where it is settled.
struct Condition {
    QString place, words;
    std::size_t open = 0, all = 0;
    bool isHeld() const { return open == 0; }
};

std::vector<Condition> conditionsOf(const engine::journey::Project& project);
/// What is missing, as one line: "41 text boxes are undecided". Empty when all hold.
QString firstOpen(const std::vector<Condition>& conditions);

/// The numbers the statement is made of: files, clean and left out of all, everything else of what leaves.
struct Facts {
    std::size_t patients = 0, series = 0, files = 0, clean = 0, leaving = 0, leftOut = 0;
    std::size_t spared = 0;                                       ///< files that a sample spared: no person saw them
    std::size_t forNamedOnly = 0, forAll = 0, patientsForAll = 0; ///< of what leaves: with and without a kept face
    std::size_t boxesBlank = 0, boxesKept = 0, boxesDrawn = 0, unreadKept = 0;
    std::size_t headsOut = 0, headsNone = 0, headsKept = 0, headsCut = 0;
    std::size_t pictureFacesBlank = 0, pictureFacesKept = 0, pictureFacesNone = 0; ///< boxes that a detector proposed
};
Facts factsOf(const engine::journey::Project& project);
/// Who may have what: one release for everybody, one for named people.
QString accessWords(const Facts& facts);
QString lookedWords(const Facts& facts);
QString textWords(const Facts& facts);
QString faceWords(const Facts& facts);
/// Which rules hold, with the options that keep more than the profile does.
QString rulesWords(const engine::review::State& state);

}
