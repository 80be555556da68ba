// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/key.h"

namespace engine {

/// Ed25519 (RFC 8032), by libsodium: 32-byte public key, 64-byte signature.
using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

/// The pair that grows from a 32-byte seed.
PublicKey publicKeyOf(const Key& seed);
Signature signBytes(const Key& seed, ByteView message);
bool isSignatureOf(const PublicKey& key, ByteView message, const Signature& signature);

/// SHA-256 over the raw public key, in hexadecimal: what people compare by eye.
std::string fingerprintOf(const PublicKey& key);
/// SubjectPublicKeyInfo in PEM (RFC 8410), as `openssl pkey -pubin` reads it.
std::string toPem(const PublicKey& key);
/// Damaged when it is not such a text.
Result<PublicKey> publicKeyFromPem(std::string_view pem);

}
