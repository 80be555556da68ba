// SPDX-License-Identifier: Apache-2.0
#include "engine/release/merkle.h"

#include <bit>

namespace engine::release {

namespace {

Digest rootOf(std::span<const Digest> leaves)
{
    Sha256 hash;
    if (leaves.size() == 1) {
        hash.add(Bytes{0});
        hash.add(leaves.front());
        return hash.finish();
    }
    const auto split = std::bit_floor(leaves.size() - 1);
    hash.add(Bytes{1});
    hash.add(rootOf(leaves.first(split)));
    hash.add(rootOf(leaves.subspan(split)));
    return hash.finish();
}

}

Digest merkleRoot(const std::vector<Digest>& leaves)
{
    return leaves.empty() ? sha256({}) : rootOf(leaves);
}

}
