// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/decoding.h"

#include "engine/base/hash.h"
#include "engine/journey/steps.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace engine::journey {

namespace {

namespace fs = std::filesystem;

/// Smallest PNGs: one grey pixel of 8 bits, black or white, and one that claims to be 60,000 pixels wide and high.
constexpr const char* black = "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
                              "0000000a49444154789c636000000002000148afa4710000000049454e44ae426082";
constexpr const char* white = "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
                              "0000000a49444154789c63f80f0001010100b138f6140000000049454e44ae426082";

/// Programs of ours in place of heif-convert, and a file that begins like a HEIC.
class DecodingTest : public testing::Test {
protected:
    void SetUp() override
    {
        m_root = fs::temp_directory_path() / ("safelight-decoding-" + std::to_string(::getpid()));
        fs::remove_all(m_root);
        fs::create_directories(m_root / "bin");
        std::ofstream{m_root / "photo.heic", std::ios::binary} << std::string("\0\0\0\x18", 4) << "ftypheic"
                                                               << "....";
    }
    void TearDown() override { fs::remove_all(m_root); }

    void install(const std::string& script) const
    {
        const auto program = m_root / "bin" / "heif-convert";
        std::ofstream{program} << "#!/bin/sh\n" << script << '\n';
        fs::permissions(program, fs::perms::owner_all);
    }

    /// A program that writes these bytes, whatever it is given.
    void installOneThatWrites(const std::string& hex) const
    {
        std::string octal;
        for (const auto byte : fromHex(hex)) {
            char digits[8];
            std::snprintf(digits, sizeof digits, "\\%03o", byte);
            octal += digits;
        }
        install("printf '" + octal + "'");
    }

    pool::Settings settings() const
    {
        pool::Settings settings;
        settings.programFolder = SAFELIGHT_PROGRAMS;
        settings.resourceFolder = SAFELIGHT_RESOURCES;
        settings.decoderFolder = m_root / "bin";
        settings.workers = 1;
        return settings;
    }

    Discovered found() const
    {
        pool::Pool pool{settings()};
        const auto rows = discover({m_root / "photo.heic"}, pool, {});
        EXPECT_TRUE(rows && rows->size() == 1);
        return rows && !rows->empty() ? rows->front() : Discovered{};
    }

    fs::path m_root;
};

}

TEST_F(DecodingTest, saysWhatToInstallWhereTheProgramIsMissing)
{
    const auto row = found();
    EXPECT_NE(row.setAside.find("libheif-examples"), std::string::npos) << row.setAside;
    EXPECT_NE(row.setAside.find("import again"), std::string::npos);
    EXPECT_TRUE(row.instance.sopInstanceUid.empty());
    EXPECT_TRUE(row.source.decoder.empty());
}

TEST_F(DecodingTest, takesThePictureForTheFile)
{
    installOneThatWrites(white);
    const auto row = found();
    EXPECT_EQ(row.setAside, "");
    EXPECT_EQ(row.instance.format, "HEIC");
    EXPECT_EQ(row.instance.frames, 1);
    EXPECT_EQ(row.source.decoder, "HEIC");
    pool::Pool pool{settings()};
    const auto picture = openSource(row.source, pool, {});
    ASSERT_TRUE(picture);
    EXPECT_EQ(toHex(*sha256OfFile(picture->get())), row.source.picture);
    EXPECT_TRUE(decodeFrame(row.source, 1, pool, {}));
}

TEST_F(DecodingTest, setsAsideWhatAProgramDiesOfOrLiesAbout)
{
    install("exec /usr/bin/python3 -I -S -c 'import ctypes; ctypes.string_at(8)'");
    EXPECT_NE(found().setAside.find("crashed"), std::string::npos);
    install("exit 1");
    EXPECT_NE(found().setAside.find("cannot read it"), std::string::npos);
    install("echo no picture at all");
    EXPECT_NE(found().setAside.find("cannot read it"), std::string::npos);
    install("true");
    EXPECT_NE(found().setAside.find("cannot read it"), std::string::npos);
    auto giant = std::string{white};
    giant.replace(32, 16, "0000ea600000ea60");
    installOneThatWrites(giant);
    EXPECT_NE(found().setAside.find("heif-convert"), std::string::npos) << found().setAside;
}

TEST_F(DecodingTest, refusesAFileOrAProgramThatIsNoLongerTheOneThatWasImported)
{
    installOneThatWrites(white);
    const auto row = found();
    ASSERT_EQ(row.setAside, "");
    installOneThatWrites(black);
    pool::Pool other{settings()};
    EXPECT_EQ(openSource(row.source, other, {}).error().code, ErrorCode::Tampered);
    installOneThatWrites(white);
    EXPECT_TRUE(openSource(row.source, other, {})) << "a refused picture is not kept";
    std::ofstream{m_root / "photo.heic", std::ios::app} << "more";
    EXPECT_EQ(openSource(row.source, other, {}).error().code, ErrorCode::Tampered);
}

TEST_F(DecodingTest, makesAPictureOnceForManyWhoAsk)
{
    installOneThatWrites(white);
    const auto row = found();
    pool::Pool pool{settings()};
    ASSERT_TRUE(openSource(row.source, pool, {}));
    install("exit 1");
    const auto first = openSource(row.source, pool, {}), second = openSource(row.source, pool, {});
    ASSERT_TRUE(first && second);
    char byte = 0;
    EXPECT_EQ(::read(first->get(), &byte, 1), 1);
    EXPECT_EQ(::lseek(second->get(), 0, SEEK_CUR), 0) << "each has a place of its own";
}

}
