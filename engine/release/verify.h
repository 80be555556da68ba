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

struct CheckedSignature {
    std::string signer; ///< name, or "unproven" without a key to compare with
    std::string meaning, time, fingerprint;
};

/// A release that the one in question takes the place of.
struct CheckedBefore {
    std::string folder;
    int version = 1;
    std::string signer; ///< as above
};

/// The answer of `verify`, as in `cli.md`.
struct Verification {
    std::string status; ///< released | draft | part | faulty
    std::string
        fault; ///< the first of unreadable, signature, signer, content, incomplete that applies; empty when none
    std::vector<FileFault> files;
    /// Of the first signature that a key fits, else of the first.
    std::string signer, meaning, time, fingerprint;
    std::vector<CheckedSignature> signatures; ///< that of the release, then those of other people
    std::string access;                       ///< public | restricted; of a release
    int version = 1;
    std::string follows;               ///< SHA-256 of the manifest before; empty: the first version
    std::vector<CheckedBefore> before; ///< as far as `earlier` reached
    std::size_t filesChecked = 0;
    bool isFault() const { return !fault.empty(); }
};

struct VerifyWish {
    std::string folder;
    std::vector<std::string> publicKeyFiles; ///< PEM; each has to have signed, as has each of the next
    std::vector<std::string> fingerprints;   ///< hexadecimal, spaces and colons allowed
    bool draftAllowed = false;
    std::vector<std::string> earlier{}; ///< folders of the versions before, newest first
};

/// Reads nothing but the folder (and the key file). An Error only for Cancelled and a folder or key file that is not
/// there; everything else is a Verification.
Result<Verification> verify(const VerifyWish& wish, const Progress& progress);

}
