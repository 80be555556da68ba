// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"

namespace engine::journey {

/// One thing that keeps the project from being signed.
struct SigningBlock {
    std::string code; ///< stable, as `status` lists it: "not-reviewed", "sample-outdated", ...
    ErrorCode error;  ///< what `sign` refuses with
    std::size_t count = 0;
    std::string words; ///< of ours, after the count: "images have no verdict"; with what can be done
    std::string where; ///< of the first; empty: count and words say all
};

/// All of them, first what is to be done first; empty: it can be signed. `status`, the Sign-off screen and signing go
/// by this one list. A project that is signed is not asked.
std::vector<SigningBlock> blocksSigning(const Project& project);
/// The first one, as signing refuses.
Done refusedBy(const std::vector<SigningBlock>& blocks);

}
