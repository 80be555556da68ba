// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/journey/world.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <set>
#include <sys/wait.h>

namespace engine::journey {

namespace {

struct Outcome {
    std::vector<std::string> saved; ///< what the reviewer was told is on disk
    bool killed = false;
};

Outcome runReviewer(const std::string& project, const std::string& environment)
{
    const auto command = "LD_PRELOAD=" KILL_AT_WRITE " " + environment + " " SCRIPTED_REVIEWER " " + project;
    Outcome outcome;
    auto* pipe = ::popen(command.c_str(), "r");
    std::array<char, 256> line{};
    while (std::fgets(line.data(), line.size(), pipe)) {
        const std::string text{line.data()};
        outcome.saved.push_back(text.substr(6, text.size() - 7));
    }
    const int status = ::pclose(pipe);
    outcome.killed = WIFSIGNALED(status) || WEXITSTATUS(status) == 128 + SIGKILL;
    return outcome;
}

}

class KillTest : public JourneyTest {};

TEST_F(KillTest, losesNoAcknowledgedVerdictAndReopensOnTheSameItem)
{
#if defined(__SANITIZE_ADDRESS__)
    GTEST_SKIP() << "a preloaded library and the sanitizer's runtime do not go together";
#endif
    constexpr int items = 12;
    constexpr int kills = 40;
    projectOf(items).reset();
    std::filesystem::copy(folder(), m_root / "fresh", std::filesystem::copy_options::recursive);
    const auto countFile = (m_root / "count").string();
    ASSERT_EQ(runReviewer(folder(), "KILL_COUNT=" + countFile).saved.size(), static_cast<std::size_t>(items));
    long total = 0;
    std::ifstream{countFile} >> total;
    ASSERT_GT(total, kills) << "the counting library did not count";

    std::set<std::size_t> depths;
    for (int kill = 0; kill < kills; ++kill) {
        std::filesystem::remove_all(folder());
        std::filesystem::copy(m_root / "fresh", folder(), std::filesystem::copy_options::recursive);
        const auto at = 1 + kill * (total - 1) / (kills - 1);
        const auto outcome = runReviewer(folder(), "KILL_AT=" + std::to_string(at));
        ASSERT_TRUE(outcome.killed) << "call " << at;
        depths.insert(outcome.saved.size());

        const auto project = Project::open(folder(), {}, {});
        ASSERT_TRUE(project) << "call " << at << ": " << nameOf(project.error().code);
        for (const auto& item : outcome.saved)
            EXPECT_EQ((*project)->state().items.at(item).verdict, review::ItemVerdict::Clean) << "call " << at;
        EXPECT_TRUE((*project)->verifyJournal());
        // The item on screen when it died: the one after the last saved, or that one itself when the move was not yet
        // on disk.
        const auto position = (*project)->position();
        const auto expected = outcome.saved.size() + 1;
        const bool isSame = position == "i" + std::to_string(expected) ||
                            position == (outcome.saved.empty() ? "" : outcome.saved.back());
        EXPECT_TRUE(isSame) << "call " << at << ": " << position;
    }
    EXPECT_GT(depths.size(), 8U) << "the kills did not spread over the review";
}

}
