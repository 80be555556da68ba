// SPDX-License-Identifier: Apache-2.0
#include "engine/base/bytes.h"

#include <sodium.h>

namespace engine {

std::string toHex(ByteView bytes)
{
    std::string hex(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
    hex.pop_back();
    return hex;
}

Bytes fromHex(std::string_view hex)
{
    Bytes bytes(hex.size() / 2);
    std::size_t length = 0;
    const char* end = nullptr;
    if (sodium_hex2bin(bytes.data(), bytes.size(), hex.data(), hex.size(), nullptr, &length, &end) != 0 ||
        end != hex.data() + hex.size())
        return {};
    return bytes;
}

}
