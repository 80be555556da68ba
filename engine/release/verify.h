// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/progress.h"
#include "engine/base/result.h"

#include <string>
#include <vector>

namespace engine::release {

/// What is wrong with one file of a release: changed, missing, added, a link, ...
struct FileFault {
    std::string path, fault;
};

/// The answer of `verify`, as in `cli.md`.
struct Verification {
    std::string status; ///< released | draft | part | faulty
    std::string
        fault; ///< the first of unreadable, signature, signer, content, incomplete that applies; empty when none
    std::vector<FileFault> files;
    std::string signer; ///< name, or "unproven" without a key to compare with
    std::string meaning, time, fingerprint;
    std::size_t filesChecked = 0;
    bool isFault() const { return !fault.empty(); }
};

struct VerifyWish {
    std::string folder;
    std::string publicKeyFile; ///< PEM; empty: not given
    std::string fingerprint;   ///< hexadecimal, spaces and colons allowed; empty: not given
    bool draftAllowed = false;
};

/// Reads nothing but the folder (and the key file). An Error only for Cancelled and a folder or key file that is not
/// there; everything else is a Verification.
Result<Verification> verify(const VerifyWish& wish, const Progress& progress);

}
