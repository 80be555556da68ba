// SPDX-License-Identifier: Apache-2.0
#include "engine/base/signature.h"

#include "engine/base/hash.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <sodium.h>

#include <memory>

namespace engine {

namespace {

using Handle = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Buffer = std::unique_ptr<BIO, decltype(&BIO_free)>;

struct Pair {
    PublicKey open{};
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret{};
    explicit Pair(const Key& seed) { crypto_sign_seed_keypair(open.data(), secret.data(), seed.bytes().data()); }
    Pair(const Pair&) = delete;
    Pair& operator=(const Pair&) = delete;
    ~Pair() { sodium_memzero(secret.data(), secret.size()); }
};

}

PublicKey publicKeyOf(const Key& seed)
{
    return Pair{seed}.open;
}

Signature signBytes(const Key& seed, ByteView message)
{
    const Pair pair{seed};
    Signature signature{};
    crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), pair.secret.data());
    return signature;
}

bool isSignatureOf(const PublicKey& key, ByteView message, const Signature& signature)
{
    return crypto_sign_verify_detached(signature.data(), message.data(), message.size(), key.data()) == 0;
}

std::string fingerprintOf(const PublicKey& key)
{
    return toHex(sha256(key));
}

std::string toPem(const PublicKey& key)
{
    const Handle handle{EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()), &EVP_PKEY_free};
    const Buffer buffer{BIO_new(BIO_s_mem()), &BIO_free};
    PEM_write_bio_PUBKEY(buffer.get(), handle.get());
    char* text = nullptr;
    const auto size = BIO_get_mem_data(buffer.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

Result<PublicKey> publicKeyFromPem(std::string_view pem)
{
    const Buffer buffer{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free};
    const Handle handle{PEM_read_bio_PUBKEY(buffer.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free};
    PublicKey key{};
    std::size_t size = key.size();
    if (!handle || EVP_PKEY_id(handle.get()) != EVP_PKEY_ED25519 ||
        EVP_PKEY_get_raw_public_key(handle.get(), key.data(), &size) != 1 || size != key.size())
        return Error{ErrorCode::Damaged, "public key"};
    return key;
}

}
