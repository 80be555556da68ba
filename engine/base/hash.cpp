// SPDX-License-Identifier: Apache-2.0
#include "engine/base/hash.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <unistd.h>

namespace engine {

struct Sha256::Context {
    EVP_MD_CTX* handle = EVP_MD_CTX_new();
    ~Context() { EVP_MD_CTX_free(handle); }
};

Sha256::Sha256() : m_context{std::make_unique<Context>()}
{
    EVP_DigestInit_ex(m_context->handle, EVP_sha256(), nullptr);
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(ByteView bytes)
{
    EVP_DigestUpdate(m_context->handle, bytes.data(), bytes.size());
}

Digest Sha256::finish()
{
    Digest digest{};
    EVP_DigestFinal_ex(m_context->handle, digest.data(), nullptr);
    return digest;
}

struct Md5::Context {
    EVP_MD_CTX* handle = EVP_MD_CTX_new();
    ~Context() { EVP_MD_CTX_free(handle); }
};

Md5::Md5() : m_context{std::make_unique<Context>()}
{
    EVP_DigestInit_ex(m_context->handle, EVP_md5(), nullptr);
}
Md5::~Md5() = default;
Md5::Md5(Md5&&) noexcept = default;
Md5& Md5::operator=(Md5&&) noexcept = default;

void Md5::add(ByteView bytes)
{
    EVP_DigestUpdate(m_context->handle, bytes.data(), bytes.size());
}

std::string Md5::finish()
{
    std::array<std::uint8_t, 16> digest{};
    EVP_DigestFinal_ex(m_context->handle, digest.data(), nullptr);
    return toHex(ByteView{digest});
}

Digest sha256(ByteView bytes)
{
    Sha256 hash;
    hash.add(bytes);
    return hash.finish();
}

Result<Digest> sha256OfFile(int fd)
{
    Sha256 hash;
    Bytes block(1U << 18U);
    for (off_t at = 0;;) {
        const auto count = ::pread(fd, block.data(), block.size(), at);
        if (count < 0)
            return Error{ErrorCode::NotReadable, "read"};
        if (count == 0)
            return hash.finish();
        hash.add(ByteView{block.data(), static_cast<std::size_t>(count)});
        at += count;
    }
}

Digest hmacSha256(ByteView key, ByteView message)
{
    Digest digest{};
    unsigned length = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), message.data(), message.size(), digest.data(),
         &length);
    return digest;
}

}
