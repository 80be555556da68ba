// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pool/pool.h"
#include "tests/engine/pool/mischief.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>

namespace engine::pool {

/// A pool whose "safelight-worker" is the hostile one.
class PoolTest : public testing::Test {
protected:
    static Settings settings()
    {
        Settings settings;
        settings.programFolder = SAFELIGHT_PROGRAMS "/hostile";
        settings.resourceFolder = "locked";
        settings.workers = 1;
        return settings;
    }
    static Settings hasty()
    {
        auto settings = PoolTest::settings();
        settings.limits.time = std::chrono::milliseconds{300};
        return settings;
    }
    static Result<Mischief::Answer> ask(Pool& pool, const std::string& what, const Attachments& with = {},
                                        int number = 0, const std::string& place = {})
    {
        return pool.call(Kind::Files, Mischief{what, number, place}, with, {});
    }
    static ErrorCode failureOf(Pool& pool, const std::string& what, int number = 0)
    {
        const auto answer = ask(pool, what, {}, number);
        EXPECT_FALSE(answer) << what;
        return answer ? ErrorCode::Internal : answer.error().code;
    }
    /// The process that answers an ordinary request; 0 when none does.
    static int workerOf(Pool& pool)
    {
        const auto answer = pool.call(Kind::Files, Echo{"good"}, {}, {});
        EXPECT_TRUE(answer);
        return answer && answer->text == "good" ? answer->process : 0;
    }
    static std::size_t openDescriptors()
    {
        return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator{"/proc/self/fd"}, {}));
    }
    static bool isAlive(int process) { return std::filesystem::exists("/proc/" + std::to_string(process)); }
};

inline std::chrono::milliseconds since(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
}

}
