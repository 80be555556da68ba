// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/descriptor.h"
#include "engine/base/progress.h"
#include "engine/pool/pool.h"
#include "engine/release/requests.h"

namespace engine::journey {

/// A finished file with blanked boxes, and what must not be readable in it any more.
struct ProofTask {
    const Descriptor& original;
    const Descriptor& finished;
    std::vector<pixels::Box> boxesUsed;
    std::vector<pixels::Box> kept;    ///< text that a person left there
    std::vector<std::string> removed; ///< texts as they were read; values of the patient
    std::vector<face::FrameCut> frameCuts{};
    face::Cut cut{};
};

/// Who looks: `fresh` decodes and had no part in writing, `readers` search for text.
struct Provers {
    pool::Pool& fresh;
    pool::Pool& readers;
};

/// Decodes both files: nothing outside the boxes may differ, and each box is flat. Then the surroundings of the boxes,
/// in the first and last frame of each and eight frames at most, are searched in mode max for any word of what was
/// removed: a box that cuts a name leaves the rest of it beside.
/// OpenFindings when one is still there, with the frame; Damaged when pixels are not as they should be.
Result<release::Proof> prove(const ProofTask& task, const Provers& provers, const Progress& progress);

}
