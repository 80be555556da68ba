// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/base/result.h"

#include <array>
#include <memory>

namespace engine {

using Digest = std::array<std::uint8_t, 32>;

/// SHA-256 (FIPS 180-4) in pieces.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void add(ByteView bytes);
    /// The digest of everything added; the object is spent afterwards.
    Digest finish();

private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

/// MD5 (RFC 1321) in pieces: only to compare with the keys of others that say it. It protects nothing.
class Md5 {
public:
    Md5();
    ~Md5();
    Md5(Md5&&) noexcept;
    Md5& operator=(Md5&&) noexcept;

    void add(ByteView bytes);
    /// 32 hexadecimal digits; the object is spent afterwards.
    std::string finish();

private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

Digest sha256(ByteView bytes);
/// Of everything from the start of the open file `fd`; its position is left alone.
Result<Digest> sha256OfFile(int fd);
/// HMAC-SHA-256 (RFC 2104).
Digest hmacSha256(ByteView key, ByteView message);

inline std::string toHex(const Digest& digest)
{
    return toHex(ByteView{digest});
}

}
