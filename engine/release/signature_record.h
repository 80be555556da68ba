// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/signature.h"
#include "engine/review/sign_off.h"

#include <map>
#include <string>

namespace engine::release {

/// signature.json, and of another person who signs too signature-2.json and so on: what is signed is the canonical text
/// of everything but the signature itself. It binds the manifest and every other document of the release by hash, and
/// the journal by its head.
struct SignatureRecord {
    review::Signer signer;
    std::map<std::string, std::string>
        documents; ///< path -> SHA-256: manifest.json, reports, README.txt, public_key.pem
    std::string journalHead, journalRoot;
    std::size_t journalLength = 0;
    PublicKey publicKey{};
    Signature signature{};
};

/// "signature-2.json", "public_key-2.pem", ...: what a further signature brings, counted from 2.
std::string ofApproval(const std::string& name, std::size_t number, const std::string& extension);

/// The text that is signed.
std::string signedText(const SignatureRecord& record);
std::string toJson(const SignatureRecord& record);
/// Damaged when it is no such file.
Result<SignatureRecord> signatureFromJson(std::string_view text);

}
