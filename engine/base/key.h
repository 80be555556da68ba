// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/base/result.h"

#include <array>
#include <functional>

namespace engine {

/// Fills the span with unpredictable bytes. A parameter, so that tests can repeat a run.
using Random = std::function<void(std::span<std::uint8_t>)>;
/// The kernel's generator, by libsodium.
Random systemRandom();

/// 32 secret bytes. Wiped when it goes.
class Key {
public:
    static constexpr std::size_t size = 32;

    static Key generate(const Random& random);
    /// Damaged when there are not exactly 32 bytes.
    static Result<Key> fromBytes(ByteView bytes);

    Key(const Key&) = default;
    Key& operator=(const Key&) = default;
    ~Key();

    /// A key for one purpose, by libsodium's crypto_kdf (BLAKE2b). `context` is exactly eight characters.
    Key forPurpose(std::string_view context, std::uint64_t number = 1) const;
    ByteView bytes() const { return m_bytes; }

private:
    Key() = default;

    std::array<std::uint8_t, size> m_bytes{};
};

/// XChaCha20-Poly1305 (libsodium): a fresh 24-byte nonce, then the sealed text. `place` is bound to it: a blob moved to
/// another row or column does not open.
Bytes seal(const Key& key, ByteView plain, std::string_view place, const Random& random);
/// Tampered when key, place or bytes are not those of `seal`.
Result<Bytes> unseal(const Key& key, ByteView sealed, std::string_view place);

/// A key locked with a passphrase: Argon2id (moderate limits of libsodium), then `seal`.
/// The text is self-contained (salt, limits, sealed key), one line.
Result<std::string> wrapKey(const Key& key, std::string_view passphrase, const Random& random);
/// WrongPassphrase, or Damaged when the text is not one of ours.
Result<Key> unwrapKey(std::string_view wrapped, std::string_view passphrase);

}
