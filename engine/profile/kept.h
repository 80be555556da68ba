// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/plan.h"

namespace engine::profile {

/// An element that stays so far, and the row of the plan that says so.
struct Kept {
    const dicom::Element* element;
    const Place* place;
    dicom::TagPath path;
    std::size_t row;
    bool isRetained; ///< by an option: reported, and never changed
    int daysBack;    ///< of the person whose element it is
    bool isCode;     ///< of an item with a code of a public scheme: says nothing of anybody unless it shows a name
};

/// Looks through everything that stays once it is known what has to go: what shows it is cut out of text, or the
/// element goes. Adds rows' changes, edits and doubts to the plan.
void judgeKept(const std::vector<Kept>& kept, const Task& task, const Standard& standard, Plan& plan);

}
