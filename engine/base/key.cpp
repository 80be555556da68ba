// SPDX-License-Identifier: Apache-2.0
#include "engine/base/key.h"

#include <sodium.h>

#include <algorithm>
#include <sstream>

namespace engine {

namespace {

constexpr std::size_t nonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::string_view wrapPlace = "wrapped key";

Result<Key> stretch(std::string_view passphrase, ByteView salt, unsigned long long operations, std::size_t memory)
{
    std::array<std::uint8_t, Key::size> bytes{};
    if (salt.size() != crypto_pwhash_SALTBYTES ||
        crypto_pwhash(bytes.data(), bytes.size(), passphrase.data(), passphrase.size(), salt.data(), operations, memory,
                      crypto_pwhash_ALG_ARGON2ID13) != 0)
        return Error{ErrorCode::OutOfMemory, "Argon2id"};
    auto key = Key::fromBytes(bytes);
    sodium_memzero(bytes.data(), bytes.size());
    return key;
}

}

Random systemRandom()
{
    return [](std::span<std::uint8_t> bytes) { randombytes_buf(bytes.data(), bytes.size()); };
}

Key Key::generate(const Random& random)
{
    Key key;
    random(key.m_bytes);
    return key;
}

Result<Key> Key::fromBytes(ByteView bytes)
{
    if (bytes.size() != size)
        return Error{ErrorCode::Damaged, "key"};
    Key key;
    std::copy(bytes.begin(), bytes.end(), key.m_bytes.begin());
    return key;
}

Key::~Key()
{
    sodium_memzero(m_bytes.data(), m_bytes.size());
}

Key Key::forPurpose(std::string_view context, std::uint64_t number) const
{
    assert(context.size() == crypto_kdf_CONTEXTBYTES);
    Key key;
    crypto_kdf_derive_from_key(key.m_bytes.data(), key.m_bytes.size(), number, context.data(), m_bytes.data());
    return key;
}

Bytes seal(const Key& key, ByteView plain, std::string_view place, const Random& random)
{
    Bytes sealed(nonceSize + plain.size() + tagSize);
    random(std::span{sealed.data(), nonceSize});
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + nonceSize, nullptr, plain.data(), plain.size(),
                                               viewOf(place).data(), place.size(), nullptr, sealed.data(),
                                               key.bytes().data());
    return sealed;
}

Result<Bytes> unseal(const Key& key, ByteView sealed, std::string_view place)
{
    if (sealed.size() < nonceSize + tagSize)
        return Error{ErrorCode::Tampered, std::string{place}};
    Bytes plain(sealed.size() - nonceSize - tagSize);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, sealed.data() + nonceSize,
                                                   sealed.size() - nonceSize, viewOf(place).data(), place.size(),
                                                   sealed.data(), key.bytes().data()) != 0)
        return Error{ErrorCode::Tampered, std::string{place}};
    return plain;
}

Result<std::string> wrapKey(const Key& key, std::string_view passphrase, const Random& random)
{
    Bytes salt(crypto_pwhash_SALTBYTES);
    random(salt);
    const auto lock = stretch(passphrase, salt, crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE);
    if (!lock)
        return lock.error();
    std::ostringstream text;
    text << "argon2id " << crypto_pwhash_OPSLIMIT_MODERATE << ' ' << crypto_pwhash_MEMLIMIT_MODERATE << ' '
         << toHex(salt) << ' ' << toHex(seal(*lock, key.bytes(), wrapPlace, random));
    return text.str();
}

Result<Key> unwrapKey(std::string_view wrapped, std::string_view passphrase)
{
    std::istringstream text{std::string{wrapped}};
    std::string method;
    std::string salt;
    std::string sealed;
    unsigned long long operations = 0;
    std::size_t memory = 0;
    // The limits stand in the text so that they can be raised later; a hostile text may not ask for more than 4x ours.
    if (!(text >> method >> operations >> memory >> salt >> sealed) || method != "argon2id" ||
        operations > 4 * crypto_pwhash_OPSLIMIT_MODERATE || memory > 4 * crypto_pwhash_MEMLIMIT_MODERATE)
        return Error{ErrorCode::Damaged, "wrapped key"};
    const auto lock = stretch(passphrase, fromHex(salt), operations, memory);
    if (!lock)
        return lock.error();
    const auto plain = unseal(*lock, fromHex(sealed), wrapPlace);
    if (!plain)
        return Error{ErrorCode::WrongPassphrase, "wrapped key"};
    return Key::fromBytes(*plain);
}

}
