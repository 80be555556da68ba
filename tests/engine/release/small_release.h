// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/hash.h"
#include "engine/release/folder.h"
#include "engine/release/manifest.h"
#include "engine/release/signature_record.h"
#include "engine/release/verify.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <unistd.h>

namespace engine::release {

namespace fs = std::filesystem;

/// A signed release of two files and a document, made anew for each test; a second person may have signed too.
class SmallRelease : public testing::Test {
protected:
    void SetUp() override
    {
        m_root = fs::temp_directory_path() / ("safelight-verify-" + std::to_string(::getpid()));
        fs::create_directories(m_root);
        makeRelease();
    }
    void TearDown() override { fs::remove_all(m_root); }

    std::string folder() const { return m_root / "out"; }

    static ManifestFile entry(const std::string& path, const std::string& content)
    {
        ManifestFile file;
        file.path = path;
        file.sha256 = toHex(sha256(viewOf(content)));
        file.size = content.size();
        return file;
    }

    /// The second person's signature, over everything that is there.
    void approve(const Key& seed) const
    {
        SignatureRecord record;
        record.signer = {"r2", "B. Second", "curator", "approval", "2026-01-03T03:04:05+00:00"};
        record.publicKey = publicKeyOf(seed);
        for (const auto* name : {"manifest.json", "README.txt", "signature.json"})
            record.documents[name] = toHex(sha256(*readFile(folder() + '/' + name, 1U << 20U)));
        record.signature = signBytes(seed, viewOf(signedText(record)));
        ASSERT_TRUE(writeFile(folder() + "/signature-2.json", viewOf(toJson(record))));
    }

    void makeRelease()
    {
        fs::remove_all(folder());
        auto out = OutputFolder::create(folder());
        ASSERT_TRUE(out);
        Manifest manifest;
        manifest.status = "release";
        manifest.counts = {2, 2, 0, 0, 0};
        manifest.files = {entry("images/a.dcm", "first"), entry("images/b.dcm", "second")};
        const auto text = toJson(manifest);
        SignatureRecord record;
        record.signer = {"r1", "A. Reader", "curator", "review", "2026-01-02T03:04:05+00:00"};
        record.publicKey = publicKeyOf(m_seed);
        record.documents = {{"manifest.json", toHex(sha256(viewOf(text)))},
                            {"README.txt", toHex(sha256(viewOf("read me")))}};
        record.signature = signBytes(m_seed, viewOf(signedText(record)));
        ASSERT_TRUE(out->put("images/a.dcm", viewOf("first")));
        ASSERT_TRUE(out->put("images/b.dcm", viewOf("second")));
        ASSERT_TRUE(out->put("README.txt", viewOf("read me")));
        ASSERT_TRUE(out->put("manifest.json", viewOf(text)));
        ASSERT_TRUE(out->put("signature.json", viewOf(toJson(record))));
        ASSERT_TRUE(out->finish());
    }

    void change(const std::string& path, const std::string& from, const std::string& to) const
    {
        auto text = std::string{textOf(*readFile(folder() + '/' + path, 1U << 20U))};
        const auto at = text.find(from);
        ASSERT_NE(at, std::string::npos);
        text.replace(at, from.size(), to);
        ASSERT_TRUE(writeFile(folder() + '/' + path, viewOf(text)));
    }

    Verification check(const std::string& fingerprint = {}) const
    {
        auto answer = verify(
            {folder(), {}, fingerprint.empty() ? std::vector<std::string>{} : std::vector{fingerprint}, false}, {});
        EXPECT_TRUE(answer);
        return *answer;
    }

    const Key m_seed = Key::generate(systemRandom());
    fs::path m_root;
};

}
