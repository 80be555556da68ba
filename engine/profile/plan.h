// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/identity.h"
#include "engine/profile/requests.h"
#include "engine/profile/standard.h"

namespace engine::profile {

/// What the file may say about itself.
struct Claims {
    bool isDraft = true;         ///< the method text ends "draft, not reviewed"
    bool pixelsReviewed = false; ///< (0028,0301) NO and code 113101
    Faces faces = Faces::Unknown;
};

/// Everything that shall happen to one header, and why.
struct Plan {
    std::vector<PlannedElement> elements; ///< every element of the file in its order, then what is added
    std::vector<dicom::Edit> edits;
    std::map<std::string, int> actions; ///< X Z D U K C -> elements; below a removed sequence none is counted
    std::vector<std::array<std::string, 2>> newUids, newPeople; ///< old, new
    std::vector<std::array<std::string, 2>> daysMoved;          ///< Patient ID, "-123"
    std::vector<std::array<std::string, 3>> doubts;             ///< place, kind, text
    std::vector<KeptText> texts;                                ///< free texts that stay, as cleaned
    std::string pseudonym;
    bool leavesDates = false;        ///< a site rule leaves or moves dates that the profile would treat otherwise
    Identity person;                 ///< what the patient is called
    std::set<std::string> birthDays; ///< YYYYMMDD
    Identity identity;               ///< what must not be in the finished file
};

/// What one plan is made for.
struct Task {
    Rules rules; ///< must have passed `check`
    Claims claims;
    Surroundings surroundings;
};

/// The plan for one data set. BadArgument when the rules are none; Damaged when it is nested deeper than 64.
Result<Plan> plan(const dicom::Tree& tree, const Task& task, const crosswalk::Crosswalk& crosswalk,
                  const Standard& standard);

/// Attributes that the object always requires (Type 1, or Type 2 for being there), that `before` has and `after` has
/// not: their paths.
std::vector<std::string> newlyMissing(const dicom::Tree& before, const dicom::Tree& after, const Standard& standard);

/// What a file whose pixels were edited says about it (PS3.3 C.7.6.1.1.2, C.12.4): DERIVED, or MIXED where each
/// frame has a type of its own, and how. `wasLossy`: it left a lossy transfer syntax for a lossless one.
std::vector<dicom::Edit> derivationEdits(const dicom::Tree& tree, bool wasLossy);

}
