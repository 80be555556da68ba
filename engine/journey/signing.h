// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/sign.h"
#include "engine/release/signature_record.h"

namespace engine::release {
struct Manifest;
}

namespace engine::journey {

// What signing and approving share. Inside engine/journey only.

/// NotFound.
Result<Reviewer> reviewerOf(const Project& project, const std::string& id);
review::Signer signerOf(const Reviewer& person, const SigningWish& wish, const std::string& time);
/// The signature over the documents (path -> bytes) and the journal as it stands.
Result<release::SignatureRecord> recordFor(const Project& project, const review::Signer& signer,
                                           const std::map<std::string, std::string>& documents, const Key& seed);
/// Whom releases are for. What may go to everybody may go to named people too.
constexpr const char* accesses[] = {"public", "restricted"};
/// The candidates that were signed, and where they go in a release of this access. NotSigned, Tampered.
Result<std::vector<ReleaseOrder::File>> signedFiles(const Project& project, const std::string& access);
/// Names the release that the wish or the project has before this one, of the same access, and what became of its
/// files.
Done nameVersionBefore(const Project& project, const SigningWish& wish, release::Manifest& manifest);

}
