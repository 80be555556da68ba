// SPDX-License-Identifier: Apache-2.0
#include "engine/base/atomic_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace engine {

namespace fs = std::filesystem;

class AtomicFileTest : public testing::Test {
protected:
    void SetUp() override
    {
        m_folder = fs::temp_directory_path() / ("safelight-atomic-" + std::to_string(::getpid()));
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }
    std::string path() const { return m_folder / "kept"; }
    std::size_t filesInFolder() const
    {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator{m_folder}, {}));
    }

    fs::path m_folder;
};

TEST_F(AtomicFileTest, isWholeAfterCommitAndAbsentWithout)
{
    {
        auto file = AtomicFile::create(path());
        ASSERT_TRUE(file);
        ASSERT_TRUE(file->write(viewOf("half")));
    }
    EXPECT_EQ(filesInFolder(), 0U);

    auto file = AtomicFile::create(path());
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->write(viewOf("whole")));
    ASSERT_TRUE(file->commit(Durability::Now));
    EXPECT_EQ(textOf(*readFile(path(), 100)), "whole");
    EXPECT_EQ(filesInFolder(), 1U);
}

TEST_F(AtomicFileTest, neverReplacesUnasked)
{
    ASSERT_TRUE(writeFile(path(), viewOf("first")));
    EXPECT_EQ(AtomicFile::create(path()).error().code, ErrorCode::Exists);

    auto late = AtomicFile::create(path() + "2");
    ASSERT_TRUE(late);
    ASSERT_TRUE(writeFile(path() + "2", viewOf("sooner")));
    EXPECT_EQ(late->commit(Durability::Now).error().code, ErrorCode::Exists);
    EXPECT_EQ(textOf(*readFile(path() + "2", 100)), "sooner");
}

TEST_F(AtomicFileTest, keepsTheOldFileWhenTheDiskIsFull)
{
    // /dev/full answers ENOSPC to every write.
    auto full = Descriptor{::open("/dev/full", O_WRONLY)};
    ASSERT_TRUE(full);
    ASSERT_TRUE(writeFile(path(), viewOf("old")));
    auto file = AtomicFile::create(path(), true);
    ASSERT_TRUE(file);
    ASSERT_GE(::dup2(full.get(), file->descriptor().get()), 0);
    EXPECT_EQ(file->write(viewOf("new")).error().code, ErrorCode::NoSpace);
    EXPECT_EQ(textOf(*readFile(path(), 100)), "old");
}

TEST_F(AtomicFileTest, refusesToReadWhatIsNoRegularFileOrTooLarge)
{
    ASSERT_EQ(::mkfifo((path() + "-pipe").c_str(), 0600), 0);
    EXPECT_EQ(openForReading(path() + "-pipe").error().code, ErrorCode::Unsupported);
    EXPECT_EQ(openForReading(m_folder).error().code, ErrorCode::Unsupported);
    EXPECT_EQ(openForReading(path()).error().code, ErrorCode::NotFound);
    ASSERT_TRUE(writeFile(path(), viewOf("12345")));
    EXPECT_EQ(readFile(path(), 4).error().code, ErrorCode::TooLarge);
}

TEST_F(AtomicFileTest, writesIntoAPipeAndLeavesItThere)
{
    ASSERT_EQ(::mkfifo(path().c_str(), 0600), 0);
    const Descriptor reader{::open(path().c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)};
    ASSERT_TRUE(writeFile(path(), viewOf("12345")));

    std::string read(8, ' ');
    EXPECT_EQ(::read(reader.get(), read.data(), read.size()), 5);
    EXPECT_TRUE(fs::is_fifo(path()));
    EXPECT_EQ(writeFile("/dev/full", viewOf("12345")).error().code, ErrorCode::NoSpace);
    EXPECT_TRUE(fs::is_character_file("/dev/full"));
}

}
