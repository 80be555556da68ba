// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/attempts.h"

#include "tests/engine/journey/world.h"

#include <array>
#include <cstdio>

namespace engine::journey {

class AttemptsTest : public JourneyTest {
protected:
    /// A project whose clock shows `m_seconds` after ten o'clock.
    std::unique_ptr<Project> timed()
    {
        const auto now = [this] {
            std::array<char, 40> text{};
            std::snprintf(text.data(), text.size(), "2026-01-02T%02d:%02d:%02d+00:00", 10 + m_seconds / 3600,
                          m_seconds / 60 % 60, m_seconds % 60);
            return std::string{text.data()};
        };
        auto project = Project::create(folder(), {}, {systemRandom(), now});
        EXPECT_TRUE(project);
        return std::move(*project);
    }

    int m_seconds = 0;
    const Done m_wrong{Error{ErrorCode::WrongPassphrase, {}}};
};

TEST_F(AttemptsTest, waitLongerFromTheFifthOn)
{
    auto project = timed();
    for (int i = 0; i < 4; ++i)
        ASSERT_TRUE(noteTry(*project, "r1", m_wrong));
    EXPECT_TRUE(mayTry(*project, "r1"));
    for (const auto delay : {30, 60, 120, 240, 480, 900, 900}) {
        ASSERT_TRUE(noteTry(*project, "r1", m_wrong));
        EXPECT_EQ(*secondsToWait(*project, "r1"), delay);
        EXPECT_EQ(*secondsToWait(*project, "r2"), 0) << "somebody else";
        m_seconds += delay - 1;
        EXPECT_EQ(mayTry(*project, "r1").error().code, ErrorCode::WrongPassphrase);
        m_seconds += 1;
        EXPECT_TRUE(mayTry(*project, "r1"));
    }
    ASSERT_TRUE(noteTry(*project, "r1", done()));
    ASSERT_TRUE(noteTry(*project, "r1", m_wrong));
    EXPECT_TRUE(mayTry(*project, "r1")) << "a right one ends the count";
}

TEST_F(AttemptsTest, areKeptAndAClockThatWasSetBackWaitsNoLonger)
{
    m_seconds = 3000;
    auto project = timed();
    for (int i = 0; i < 5; ++i)
        ASSERT_TRUE(noteTry(*project, "r1", m_wrong));
    project.reset();
    auto again = Project::open(folder(), {}, {systemRandom(), [] { return "2026-01-02T09:00:00+00:00"; }});
    ASSERT_TRUE(again);
    EXPECT_EQ(*secondsToWait(**again, "r1"), 30);
}

}
