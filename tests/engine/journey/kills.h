// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/engine/journey/world.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <set>
#include <sys/wait.h>

namespace engine::journey {

/// A scripted reviewer (scripted_reviewer.cpp) whose disk is watched by a preloaded library (kill_at_write.c).
class KillTest : public JourneyTest {
protected:
    struct Outcome {
        std::vector<std::string> saved; ///< what the reviewer was told is on disk
        bool killed = false;
        int exit = 0;
    };

    static Outcome runReviewer(const std::string& project, const std::string& environment)
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
        outcome.exit = WEXITSTATUS(status);
        return outcome;
    }

    /// A project of so many images, kept beside for `renew`, and how often its whole review changes the disk.
    long prepare(int items)
    {
        projectOf(items).reset();
        std::filesystem::copy(folder(), m_root / "fresh", std::filesystem::copy_options::recursive);
        const auto countFile = (m_root / "count").string();
        EXPECT_EQ(runReviewer(folder(), "KILL_COUNT=" + countFile).saved.size(), static_cast<std::size_t>(items));
        long total = 0;
        std::ifstream{countFile} >> total;
        return total;
    }

    void renew() const
    {
        std::filesystem::remove_all(folder());
        std::filesystem::copy(m_root / "fresh", folder(), std::filesystem::copy_options::recursive);
    }

    /// What was said to be saved is there, and the journal is whole.
    std::unique_ptr<Project> opened(const Outcome& outcome, long at) const
    {
        auto project = Project::open(folder(), {}, {});
        EXPECT_TRUE(project) << "call " << at << ": " << (project ? "" : nameOf(project.error().code));
        if (!project)
            return nullptr;
        for (const auto& item : outcome.saved)
            EXPECT_EQ((*project)->state().items.at(item).verdict, review::ItemVerdict::Clean) << "call " << at;
        EXPECT_TRUE((*project)->verifyJournal());
        return std::move(*project);
    }

    /// Kills it at as many places, evenly over the review.
    void reviewUnderKills(int items, int kills)
    {
        const auto total = prepare(items);
        ASSERT_GT(total, kills) << "the counting library did not count";
        std::set<std::size_t> depths;
        for (int kill = 0; kill < kills; ++kill) {
            renew();
            const auto at = 1 + kill * (total - 1) / (kills - 1);
            const auto outcome = runReviewer(folder(), "KILL_AT=" + std::to_string(at));
            ASSERT_TRUE(outcome.killed) << "call " << at;
            depths.insert(outcome.saved.size());
            const auto project = opened(outcome, at);
            ASSERT_TRUE(project);
            // The item on screen when it died: the one after the last saved, or that one itself when the move was not
            // yet on disk.
            const auto position = project->position();
            const auto expected = outcome.saved.size() + 1;
            const bool isSame = position == "i" + std::to_string(expected) ||
                                position == (outcome.saved.empty() ? "" : outcome.saved.back());
            EXPECT_TRUE(isSame) << "call " << at << ": " << position;
        }
        EXPECT_GT(depths.size(), static_cast<std::size_t>(items) / 2) << "the kills did not spread over the review";
    }
};

}
