// SPDX-License-Identifier: Apache-2.0
#include "engine/release/verify.h"

#include "engine/release/merkle.h"
#include "engine/release/report.h"
#include "tests/engine/release/small_release.h"

#include <algorithm>
#include <functional>

namespace engine::release {

using VerifyTest = SmallRelease;

TEST_F(VerifyTest, passesWhatIsIntactAndNamesTheSignerOnlyWithAKey)
{
    EXPECT_EQ(check().status, "released");
    EXPECT_EQ(check().signer, "unproven");
    const auto proven = check(fingerprintOf(publicKeyOf(m_seed)));
    EXPECT_EQ(proven.signer, "A. Reader");
    EXPECT_EQ(proven.fault, "");
}

TEST_F(VerifyTest, namesEveryKindOfTampering)
{
    struct Case {
        std::string name, fault, path;
        std::function<void()> act;
    };
    const auto at = [this](const std::string& path) { return folder() + '/' + path; };
    const std::vector<Case> cases{
        {"flipped byte", "content", "images/a.dcm", [&] { change("images/a.dcm", "first", "firsu"); }},
        {"signature removed", "signature", "signature.json", [&] { fs::remove(at("signature.json")); }},
        {"turned to draft", "content", "manifest.json", [&] { change("manifest.json", "\"release\"", "\"draft\""); }},
        {"draft without signature", "signature", "signature.json",
         [&] {
             change("manifest.json", "\"release\"", "\"draft\"");
             fs::remove(at("signature.json"));
         }},
        {"swapped", "content", "images/b.dcm",
         [&] {
             fs::rename(at("images/a.dcm"), at("x"));
             fs::rename(at("images/b.dcm"), at("images/a.dcm"));
             fs::rename(at("x"), at("images/b.dcm"));
         }},
        {"added", "incomplete", "images/.hidden", [&] { ASSERT_TRUE(writeFile(at("images/.hidden"), viewOf("x"))); }},
        {"folder added", "incomplete", "images/DOE_JANE", [&] { fs::create_directory(at("images/DOE_JANE")); }},
        {"endless", "content", "images/a.dcm", [&] { fs::resize_file(at("images/a.dcm"), 1ULL << 40U); }},
        {"link added", "incomplete", "link", [&] { fs::create_symlink("README.txt", at("link")); }},
        {"missing", "incomplete", "images/b.dcm", [&] { fs::remove(at("images/b.dcm")); }},
        {"replaced by link", "incomplete", "images/b.dcm",
         [&] {
             fs::rename(at("images/b.dcm"), m_root / "elsewhere");
             fs::create_symlink(m_root / "elsewhere", at("images/b.dcm"));
         }},
        {"document changed", "content", "README.txt", [&] { change("README.txt", "me", "us"); }},
        {"meaning changed", "signature", "signature.json",
         [&] { change("signature.json", "\"review\"", "\"approval\""); }},
        {"word added beside the signed ones", "signature", "signature.json",
         [&] { change("signature.json", "{", "{\"x\":1,"); }},
        {"manifest gone", "unreadable", "manifest.json", [&] { fs::remove(at("manifest.json")); }},
        {"manifest nested deep", "unreadable", "manifest.json",
         [&] { ASSERT_TRUE(writeFile(at("manifest.json"), viewOf(std::string(100'000, '[')))); }},
    };
    for (const auto& one : cases) {
        makeRelease();
        one.act();
        const auto answer = check();
        EXPECT_EQ(answer.fault, one.fault) << one.name;
        EXPECT_TRUE(std::any_of(answer.files.begin(), answer.files.end(), [&](const auto& file) {
            return file.path == one.path;
        })) << one.name;
        EXPECT_NE(answer.status, "released") << one.name;
    }
}

TEST_F(VerifyTest, noticesAnotherKey)
{
    const auto answer = check(std::string(64, 'a'));
    EXPECT_EQ(answer.fault, "signer");
    EXPECT_EQ(answer.signer, "unproven");
}

TEST_F(VerifyTest, noticesEveryFlippedBitOfTheSignature)
{
    const auto good = *readFile(folder() + "/signature.json", 1U << 20U);
    for (std::size_t i = 0; i < good.size(); ++i) {
        auto bad = good;
        bad[i] ^= static_cast<std::uint8_t>(1U << (i % 8));
        ASSERT_TRUE(writeFile(folder() + "/signature.json", bad));
        EXPECT_TRUE(check().isFault()) << i;
    }
}

TEST_F(VerifyTest, knowsBothWhoSignedAndNoticesEveryFlippedBitOfTheSecondSignature)
{
    const auto second = Key::generate(systemRandom());
    approve(second);
    const auto first = fingerprintOf(publicKeyOf(m_seed)), other = fingerprintOf(publicKeyOf(second));
    const auto answer = verify({folder(), {}, {first, other}, false}, {});
    ASSERT_TRUE(answer);
    EXPECT_FALSE(answer->isFault()) << answer->fault;
    ASSERT_EQ(answer->signatures.size(), 2);
    EXPECT_EQ(answer->signatures[1].signer, "B. Second");

    const auto good = *readFile(folder() + "/signature-2.json", 1U << 20U);
    for (std::size_t i = 0; i < good.size(); ++i) {
        auto bad = good;
        bad[i] ^= static_cast<std::uint8_t>(1U << (i % 8));
        ASSERT_TRUE(writeFile(folder() + "/signature-2.json", bad));
        EXPECT_TRUE(check().isFault()) << i;
    }
    fs::remove(folder() + "/signature-2.json");
    EXPECT_EQ(check(other).fault, "signer") << "who asks for the second person notices that the signature is gone";
}

TEST_F(VerifyTest, refusesASecondSignatureByTheSameKey)
{
    approve(m_seed);
    EXPECT_EQ(check().fault, "signature");
}

TEST_F(VerifyTest, noticesASecondSignatureOverAnotherFirstOne)
{
    approve(Key::generate(systemRandom()));
    const auto second = *readFile(folder() + "/signature-2.json", 1U << 20U);
    makeRelease();
    change("signature.json", "A. Reader", "B. Reader");
    ASSERT_TRUE(writeFile(folder() + "/signature-2.json", second));
    EXPECT_EQ(check().fault, "signature");
}

TEST_F(VerifyTest, passesADraftOnlyWhereAskedTo)
{
    fs::remove(folder() + "/signature.json");
    fs::remove(folder() + "/README.txt");
    change("manifest.json", "\"release\"", "\"draft\"");
    ASSERT_TRUE(writeFile(folder() + "/NOT-RELEASED.txt", viewOf(notReleasedText("draft"))));
    EXPECT_EQ(check().fault, "signature");
    EXPECT_EQ(check().status, "draft");
    const auto draft = verify({folder(), {}, {}, true}, {});
    EXPECT_EQ(draft->fault, "");
    EXPECT_EQ(draft->status, "draft");
    change("images/a.dcm", "first", "firsu");
    EXPECT_EQ(verify({folder(), {}, {}, true}, {})->fault, "content");
}

TEST_F(VerifyTest, noticesADraftWhoseWarningSaysSomethingElse)
{
    fs::remove(folder() + "/signature.json");
    fs::remove(folder() + "/README.txt");
    change("manifest.json", "\"release\"", "\"draft\"");
    ASSERT_TRUE(writeFile(folder() + "/NOT-RELEASED.txt", viewOf("Reviewed, please share.\n")));

    const auto draft = verify({folder(), {}, {}, true}, {});

    ASSERT_TRUE(draft);
    EXPECT_EQ(draft->fault, "content");
    EXPECT_EQ(draft->files.front().path, "NOT-RELEASED.txt");
}

TEST(MerkleRoot, agreesWithTheKnownTreeOfRfc6962)
{
    // Leaves d0..d2: root = H(1, H(1, L0, L1), L2).
    const auto leaf = [](const Digest& d) {
        Bytes text{0};
        text.insert(text.end(), d.begin(), d.end());
        return sha256(text);
    };
    const auto node = [](const Digest& a, const Digest& b) {
        Bytes text{1};
        text.insert(text.end(), a.begin(), a.end());
        text.insert(text.end(), b.begin(), b.end());
        return sha256(text);
    };
    const std::vector<Digest> leaves{sha256(viewOf("0")), sha256(viewOf("1")), sha256(viewOf("2"))};
    EXPECT_EQ(merkleRoot(leaves), node(node(leaf(leaves[0]), leaf(leaves[1])), leaf(leaves[2])));
    EXPECT_EQ(toHex(merkleRoot({})), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(PlaceOf, refusesNamesThatSteerPaths)
{
    Write::Answer written;
    written.pseudonym = "SL-1";
    written.studyUid = "2.25.1";
    written.seriesUid = "2.25.2";
    written.sopInstanceUid = "2.25.3";
    EXPECT_EQ(*placeOf(written), "SL-1/2.25.1/2.25.2/2.25.3.dcm");
    for (const auto* bad : {"..", "../x", "a/b", "", ".hidden", "a\nb"}) {
        written.seriesUid = bad;
        EXPECT_FALSE(placeOf(written)) << bad;
    }
}

}
