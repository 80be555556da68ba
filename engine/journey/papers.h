// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/signing.h"

namespace engine::journey {

// What is signed. Inside engine/journey only.

/// The candidates that leave: judged clean and not left out for another reason.
std::vector<const Candidate*> leaving(const Project& project, const review::SignOff& signOff);

/// The documents of both releases (access/path -> bytes) and the event of their signatures. The project cannot know
/// which of the two will leave: what may go to everybody is signed for both.
Result<review::Signed> signFor(const Project& project, const SigningWish& wish, const review::SignOff& signOff,
                               const CheckedCandidates& checked, std::map<std::string, std::string>& documents);

}
