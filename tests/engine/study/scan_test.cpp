// SPDX-License-Identifier: Apache-2.0
#include "engine/study/scan.h"

#include "engine/base/atomic_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace engine::study {

namespace fs = std::filesystem;

class ScanTest : public testing::Test {
protected:
    void SetUp() override
    {
        m_root = fs::temp_directory_path() / ("safelight-scan-" + std::to_string(::getpid()));
        fs::create_directories(m_root / "in" / "deep");
        for (const auto* name : {"in/b", "in/.hidden", "in/deep/a", "outside"})
            ASSERT_TRUE(writeFile(m_root / name, viewOf(name)));
    }
    void TearDown() override { fs::remove_all(m_root); }
    std::string in() const { return m_root / "in"; }

    std::vector<std::string> shown(const std::vector<std::string>& inputs) const
    {
        std::vector<std::string> names;
        const auto found = scan(inputs, {});
        for (const auto& one : *found)
            names.push_back(one.shownPath.substr(m_root.string().size() + 1) +
                            (one.reason.empty() ? "" : " (" + one.reason + ")"));
        return names;
    }

    fs::path m_root;
};

TEST_F(ScanTest, listsEveryFileOnceAndHiddenOnesToo)
{
    EXPECT_EQ(shown({in() + "/", in() + "/b"}), (std::vector<std::string>{"in/.hidden", "in/b", "in/deep/a"}));
}

TEST_F(ScanTest, listsLinksAndPipesWithoutFollowingThem)
{
    fs::create_symlink(m_root / "outside", m_root / "in" / "link");
    fs::create_directory_symlink(m_root, m_root / "in" / "loop");
    ASSERT_EQ(::mkfifo((in() + "/pipe").c_str(), 0600), 0);
    EXPECT_EQ(shown({in()}),
              (std::vector<std::string>{"in/.hidden", "in/b", "in/deep/a", "in/link (a link, not followed)",
                                        "in/loop (a link, not followed)", "in/pipe (no regular file)"}));
}

TEST_F(ScanTest, refusesAnInputThatIsNotThereAndHearsAStop)
{
    EXPECT_EQ(scan({in() + "/none"}, {}).error().code, ErrorCode::NotFound);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(scan({in()}, {stop.get_token(), {}}).error().code, ErrorCode::Cancelled);
}

}
