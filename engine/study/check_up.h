// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/study/instance.h"
#include "engine/study/survey.h"

namespace engine::study {

/// One DICOM file as a check-up sees it.
struct CheckedFile {
    std::string path; ///< as shown
    Instance instance;
    Survey::Answer survey;
};

/// Something wrong with a collection, and the files that show it. Nothing is repaired. Kinds: "damaged",
/// "mixed-patient", "mixed-study", "inconsistent-series", "inconsistent-geometry", "missing-slices",
/// "missing-instances", "orphan-reference", "missing-attribute".
struct CheckFinding {
    std::string kind;
    std::string place; ///< a UID, a tag, or empty
    std::string words; ///< what is wrong, without any value of the patient
    std::vector<std::string> files;
};

std::vector<CheckFinding> checkUp(const std::vector<CheckedFile>& files);

}
