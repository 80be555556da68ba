// SPDX-License-Identifier: Apache-2.0
#include "engine/base/hash.h"
#include "engine/base/key.h"
#include "engine/base/signature.h"

#include <gtest/gtest.h>

namespace engine {

TEST(Hash, agreesWithThePublishedVectors)
{
    // FIPS 180-4 example "abc"; RFC 4231 test case 2.
    EXPECT_EQ(toHex(sha256(viewOf("abc"))), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(toHex(hmacSha256(viewOf("Jefe"), viewOf("what do ya want for nothing?"))),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Seal, opensOnlyAtItsOwnPlaceAndUnchanged)
{
    const auto key = Key::generate(systemRandom());
    auto sealed = seal(key, viewOf("DOE^JANE"), "item 7", systemRandom());

    EXPECT_EQ(textOf(*unseal(key, sealed, "item 7")), "DOE^JANE");
    EXPECT_EQ(unseal(key, sealed, "item 8").error().code, ErrorCode::Tampered);
    sealed[sealed.size() / 2] ^= 1U;
    EXPECT_EQ(unseal(key, sealed, "item 7").error().code, ErrorCode::Tampered);
    EXPECT_EQ(unseal(key, Bytes{1, 2, 3}, "item 7").error().code, ErrorCode::Tampered);
}

TEST(WrappedKey, opensWithItsPassphraseOnly)
{
    const auto key = Key::generate(systemRandom());
    const auto wrapped = wrapKey(key, "correct horse", systemRandom());
    ASSERT_TRUE(wrapped);

    const auto opened = unwrapKey(*wrapped, "correct horse");
    ASSERT_TRUE(opened);
    EXPECT_TRUE(std::equal(opened->bytes().begin(), opened->bytes().end(), key.bytes().begin()));
    EXPECT_EQ(unwrapKey(*wrapped, "correct horsf").error().code, ErrorCode::WrongPassphrase);
    EXPECT_EQ(unwrapKey("argon2id 999999 1 00 00", "x").error().code, ErrorCode::Damaged);
}

TEST(Signature, holdsForTheMessageAndSurvivesPem)
{
    // RFC 8032 7.1, test 1: empty message.
    const auto seed = Key::fromBytes(fromHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    ASSERT_TRUE(seed);
    const auto signature = signBytes(*seed, {});
    EXPECT_EQ(toHex(ByteView{signature}).substr(0, 32), "e5564300c360ac729086e2cc806e828a");

    const auto key = publicKeyFromPem(toPem(publicKeyOf(*seed)));
    ASSERT_TRUE(key);
    EXPECT_TRUE(isSignatureOf(*key, {}, signature));
    EXPECT_FALSE(isSignatureOf(*key, viewOf("x"), signature));
    EXPECT_FALSE(publicKeyFromPem("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"));
}

}
