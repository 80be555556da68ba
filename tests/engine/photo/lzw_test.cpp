// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/lzw.h"

#include <gtest/gtest.h>

#include <random>

using namespace engine;
using namespace engine::photo;

namespace {

Bytes noise(std::size_t size, int bits, unsigned seed)
{
    std::mt19937 random{seed};
    Bytes bytes(size);
    for (auto& byte : bytes)
        byte = static_cast<std::uint8_t>(random() % (1U << bits) & (random() % 3 == 0 ? 255U : 3U));
    return bytes;
}

}

TEST(Lzw, bringsBackWhatItPackedWhateverTheLength)
{
    for (const auto& kind : {LzwKind{8, false}, LzwKind{8, true}, LzwKind{2, false}, LzwKind{5, false}}) {
        for (std::size_t size = 0; size < 60'000; size = size * 3 / 2 + 1) {
            const auto bytes = noise(size, kind.codeBits, static_cast<unsigned>(size));

            const auto back = unpackLzw(packLzw(bytes, kind), kind, size + 10);

            ASSERT_TRUE(back);
            ASSERT_EQ(*back, bytes) << size << " bytes of " << kind.codeBits << " bits";
        }
    }
}

TEST(Lzw, refusesACodeThatCannotBe)
{
    const Bytes wrong{0xFF, 0xFF, 0xFF, 0xFF};

    EXPECT_FALSE(unpackLzw(wrong, {8, false}, 100));
}
