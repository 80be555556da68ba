// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/progress.h"
#include "engine/journey/project.h"
#include "engine/pool/pool.h"
#include "engine/release/verify.h"

namespace engine::journey {

/// A new reviewer and key. BadArgument for an id in use, an empty name or a passphrase under 8 characters.
Result<Reviewer> makeReviewer(const std::string& id, const std::string& name, const std::string& role,
                              const std::string& passphrase, const Random& random);

struct SigningWish {
    std::string reviewer; ///< id
    std::string meaning;  ///< review | approval | responsibility | authorship
    std::string passphrase;
};

/// Re-reads every candidate in fresh workers, writes the manifest over them and signs it with the journal head; then
/// the Signed event. OpenFindings, NotReviewed, StaleCandidates, WrongPassphrase, NotFound (reviewer), Tampered (a
/// candidate changed on disk), Frozen. On any error the project is as before. Long: `progress` counts candidates.
Done sign(Project& project, const SigningWish& wish, pool::Pool& pool, const Progress& progress);

/// Copies the signed bytes into `folder` (absent or empty), with manifest, signature, key, reports and README.
/// NotSigned, Exists, Overlap, Tampered, NoSpace. On an error the folder does not remain.
Done makeRelease(Project& project, const std::string& folder, const std::string& access, const Progress& progress);

}
