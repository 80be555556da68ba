// SPDX-License-Identifier: Apache-2.0
#include "engine/store/store.h"

#include "engine/base/atomic_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <sys/wait.h>
#include <unistd.h>

namespace engine::store {

namespace fs = std::filesystem;

class StoreTest : public testing::Test {
protected:
    void SetUp() override
    {
        m_root = fs::temp_directory_path() / ("safelight-store-" + std::to_string(::getpid()));
        fs::create_directories(m_root);
    }
    void TearDown() override { fs::remove_all(m_root); }
    std::string folder() const { return m_root / "project"; }

    /// All bytes of all files of the project.
    std::string rawBytes() const
    {
        std::string all;
        for (const auto& file : fs::recursive_directory_iterator{folder()})
            all += textOf(*readFile(file.path(), 1U << 24U));
        return all;
    }

    fs::path m_root;
};

TEST_F(StoreTest, keepsRecordsInOrderAndSealsThem)
{
    {
        const auto store = Store::create(folder(), "", systemRandom());
        ASSERT_TRUE(store);
        ASSERT_TRUE((*store)->put("item", "i1", "DOE^JANE 1970"));
        ASSERT_TRUE((*store)->put("item", "i2", "second"));
        ASSERT_TRUE((*store)->put("item", "i1", "ROE^RICHARD"));
        ASSERT_TRUE((*store)->append("open words", "hidden ROE words"));
    }
    EXPECT_EQ(rawBytes().find("DOE^JANE"), std::string::npos);
    EXPECT_EQ(rawBytes().find("hidden ROE"), std::string::npos);
    EXPECT_EQ(rawBytes().find("words"), std::string::npos);

    const auto store = Store::open(folder(), "", systemRandom());
    ASSERT_TRUE(store);
    const auto rows = (*store)->all("item");
    ASSERT_TRUE(rows);
    EXPECT_EQ(*rows, (std::vector<std::pair<std::string, std::string>>{{"i1", "ROE^RICHARD"}, {"i2", "second"}}));
    EXPECT_EQ((*store)->journal()->front().hidden, "hidden ROE words");
}

TEST_F(StoreTest, opensWithItsPassphraseOnly)
{
    ASSERT_TRUE(Store::create(folder(), "correct horse", systemRandom()));
    EXPECT_TRUE(Store::needsPassphrase(folder()));
    EXPECT_EQ(Store::open(folder(), "wrong", systemRandom()).error().code, ErrorCode::WrongPassphrase);
    EXPECT_TRUE(Store::open(folder(), "correct horse", systemRandom()));
}

TEST_F(StoreTest, dropsABatchThatIsNotCommitted)
{
    const auto store = Store::create(folder(), "", systemRandom());
    ASSERT_TRUE(store);
    ASSERT_TRUE((*store)->append("first", ""));
    {
        Store::Batch batch{**store};
        ASSERT_TRUE((*store)->put("item", "i1", "x"));
        ASSERT_TRUE((*store)->append("lost", ""));
    }
    EXPECT_TRUE((*store)->all("item")->empty());
    ASSERT_TRUE((*store)->append("second", ""));
    const auto rows = (*store)->journal();
    ASSERT_EQ(rows->size(), 2U);
    EXPECT_EQ((*rows)[1].hash, chain((*rows)[0].hash, "second"));
}

TEST_F(StoreTest, isRefusedToASecondProcess)
{
    const auto store = Store::create(folder(), "", systemRandom());
    ASSERT_TRUE(store);
    const auto child = ::fork();
    if (child == 0) {
        const auto second = Store::open(folder(), "", systemRandom());
        ::_exit(second ? 0 : second.error().code == ErrorCode::Busy ? 7 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(WEXITSTATUS(status), 7);
}

TEST_F(StoreTest, noticesABlobMovedToAnotherRow)
{
    {
        const auto store = Store::create(folder(), "", systemRandom());
        ASSERT_TRUE((*store)->put("item", "i1", "aaaa"));
        ASSERT_TRUE((*store)->put("item", "i2", "bbbb"));
    }
    const auto swap = "sqlite3 " + folder() +
                      "/project.db \"UPDATE record SET sealed = (SELECT sealed FROM record WHERE id = 'i2')\"";
    if (std::system(swap.c_str()) != 0)
        GTEST_SKIP() << "no sqlite3 program";
    const auto store = Store::open(folder(), "", systemRandom());
    ASSERT_TRUE(store);
    EXPECT_EQ((*store)->all("item").error().code, ErrorCode::Tampered);
}

TEST_F(StoreTest, noticesAJournalThatWasCutOff)
{
    const auto change = [&](const std::string& sql) {
        return std::system(("sqlite3 " + folder() + "/project.db \"DROP TRIGGER IF EXISTS journal_keeps; " + sql + '"')
                               .c_str()) == 0;
    };
    {
        const auto store = Store::create(folder(), "", systemRandom());
        for (const auto* entry : {"first", "second", "third"})
            ASSERT_TRUE((*store)->append(entry, ""));
    }
    ASSERT_TRUE(Store::open(folder(), "", systemRandom()));
    if (!change("CREATE TABLE kept AS SELECT * FROM record WHERE kind = 'journal-end'"))
        GTEST_SKIP() << "no sqlite3 program";
    ASSERT_TRUE(Store::open(folder(), "", systemRandom()));
    ASSERT_TRUE(change("DELETE FROM record WHERE kind = 'journal-end'"));
    EXPECT_EQ(Store::open(folder(), "", systemRandom()).error().code, ErrorCode::Tampered);
    ASSERT_TRUE(change("INSERT INTO record SELECT * FROM kept; DELETE FROM journal WHERE number = 3"));
    EXPECT_EQ(Store::open(folder(), "", systemRandom()).error().code, ErrorCode::Tampered);
    ASSERT_TRUE(change("DELETE FROM journal"));
    EXPECT_EQ(Store::open(folder(), "", systemRandom()).error().code, ErrorCode::Tampered);
}

TEST_F(StoreTest, refusesAFolderThatIsInUseOrNoProject)
{
    ASSERT_TRUE(Store::create(folder(), "", systemRandom()));
    EXPECT_EQ(Store::create(folder(), "", systemRandom()).error().code, ErrorCode::Exists);
    EXPECT_EQ(Store::open(m_root, "", systemRandom()).error().code, ErrorCode::NotFound);
}

}
