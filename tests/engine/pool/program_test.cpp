// SPDX-License-Identifier: Apache-2.0
#include "engine/pool/program.h"

#include "engine/pool/kept_files.h"
#include "tests/engine/pool/listener.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sys/mman.h>
#include <thread>
#include <unistd.h>

namespace engine::pool {

namespace {

using std::chrono::milliseconds;

Descriptor memoryWith(const std::string& text)
{
    Descriptor memory{::memfd_create("test", MFD_CLOEXEC)};
    EXPECT_EQ(::write(memory.get(), text.data(), text.size()), static_cast<ssize_t>(text.size()));
    return memory;
}

std::string textIn(const Descriptor& file)
{
    std::string text(10'000, '\0');
    const auto got = ::pread(file.get(), text.data(), text.size(), 0);
    text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return text;
}

/// Programs of the system, run by the launcher that is shipped; Python stands for one that was taken over.
class ProgramTest : public testing::Test {
protected:
    Result<ProgramAnswer> run(const std::string& path, std::vector<std::string> arguments,
                              const std::string& given = "given") const
    {
        auto program = m_program;
        program.path = path;
        program.arguments = std::move(arguments);
        const auto input = copyOf(memoryWith(given), 1'000'000);
        EXPECT_TRUE(input);
        return runProgram(m_settings, program, *input, {m_stop.get_token(), {}});
    }

    /// What Python printed; "denied" where the attempt raised an error.
    std::string tryIn(const std::string& attempt) const
    {
        std::string text = "try:\n";
        for (std::size_t at = 0; at < attempt.size();
             at = attempt.find('\n', at) == attempt.npos ? attempt.size() : attempt.find('\n', at) + 1)
            text += "    " + attempt.substr(at, attempt.find('\n', at) - at) + "\n";
        text += "except (OSError, ValueError):\n    print('denied')\n";
        const auto answer = run("/usr/bin/python3", {"-I", "-S", "-c", text});
        EXPECT_TRUE(answer);
        return answer ? textIn(answer->output) : "no answer";
    }

    Settings m_settings = [] {
        Settings settings;
        settings.programFolder = SAFELIGHT_PROGRAMS;
        return settings;
    }();
    Program m_program;
    std::stop_source m_stop;
};

}

TEST_F(ProgramTest, readsAndWritesMemoryOnly)
{
    const auto answer = run("/usr/bin/cat", {"/proc/self/fd/0"}, "a picture");
    ASSERT_TRUE(answer);
    EXPECT_EQ(textIn(answer->output), "a picture");
    EXPECT_EQ(answer->exitCode, 0);
    EXPECT_TRUE(answer->isolation.complete());
}

TEST_F(ProgramTest, writesBehindALinkWhoseNameEndsAsItWants)
{
    const auto answer = run("/usr/bin/cp", {"/proc/self/fd/0", SAFELIGHT_PROGRAMS "/output.png"}, "a picture");
    ASSERT_TRUE(answer);
    EXPECT_EQ(textIn(answer->output), "a picture");
}

TEST_F(ProgramTest, tellsHowItEnded)
{
    const auto answer = run("/usr/bin/sh", {"-c", "echo broken >&2; exit 3"});
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->exitCode, 3);
    EXPECT_EQ(answer->complaint, "broken\n");
}

TEST_F(ProgramTest, thatIsMissingCrashesOrHangsCostsOneError)
{
    EXPECT_EQ(run("/usr/bin/no-such-decoder", {}).error().code, ErrorCode::NotFound);
    EXPECT_EQ(run("/usr/bin/python3", {"-I", "-S", "-c", "import ctypes; ctypes.string_at(8)"}).error().code,
              ErrorCode::WorkerLost);
    m_program.time = milliseconds{300};
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(run("/usr/bin/sleep", {"60"}).error().code, ErrorCode::TimedOut);
    EXPECT_LT(std::chrono::steady_clock::now() - start, milliseconds{3000});
}

TEST_F(ProgramTest, cannotWriteOrTakeMoreThanItIsGiven)
{
    m_program.output = 1'000'000;
    EXPECT_EQ(run("/usr/bin/yes", {}).error().code, ErrorCode::TooLarge);
    m_program.memory = 300'000'000;
    const auto answer = run("/usr/bin/python3", {"-I", "-S", "-c", "bytearray(10**9)"});
    // It fails by itself at the limit of addresses; without one, under AddressSanitizer, the pool's watch ends it.
    EXPECT_TRUE(answer ? answer->exitCode != 0 : answer.error().code == ErrorCode::OutOfMemory);
}

TEST_F(ProgramTest, isEndedByAPersonsStop)
{
    std::jthread person{[&] {
        std::this_thread::sleep_for(milliseconds{100});
        m_stop.request_stop();
    }};
    EXPECT_EQ(run("/usr/bin/sleep", {"60"}).error().code, ErrorCode::Cancelled);
}

TEST_F(ProgramTest, isDeniedFilesProcessesAndTheNetwork)
{
    const auto kept = std::filesystem::temp_directory_path() / ("safelight-kept-" + std::to_string(::getpid()));
    std::ofstream{kept} << "kept";
    const Listener listener;
    EXPECT_EQ(tryIn("print('yes')"), "yes\n");
    for (const auto& attempt : std::vector<std::string>{
             "open('" + kept.string() + "').read()", "open('" + kept.string() + "', 'w')",
             "import os\nos.remove('" + kept.string() + "')", "open('" + kept.string() + "-new', 'w')",
             "open('/etc/passwd').read()", "import os\nos.listdir('/home')", "import os\nos.listdir('/proc')",
             "open('/proc/1/environ', 'rb').read()", "import os\nos.fork()",
             "import os\nos.kill(" + std::to_string(::getpid()) + ", 0)",
             "import os\nos.posix_spawn('/usr/bin/true', ['true'], {})",
             "import socket\nsocket.create_connection(('127.0.0.1', " + std::to_string(listener.port()) + "))",
             "import socket\nsocket.socket(socket.AF_UNIX)",
             "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (1, 1))"})
        EXPECT_NE(tryIn(attempt + "\nprint('yes')").find("denied"), std::string::npos) << attempt;
    EXPECT_FALSE(listener.wasCalled());
    EXPECT_TRUE(std::filesystem::exists(kept));
    std::filesystem::remove(kept);
}

TEST_F(ProgramTest, seesNoDescriptorAndNoVariableOfOurs)
{
    ::setenv("SAFELIGHT_SECRET", "secret", 1);
    const auto own = memoryWith("own"); // close-on-exec or not, it must not be there
    ASSERT_GE(::dup(own.get()), 0);
    EXPECT_EQ(tryIn("import os\nprint('SAFELIGHT_SECRET' in os.environ)\nfor fd in range(3, 60):\n    try:\n        "
                    "os.fstat(fd)\n        "
                    "print(fd)\n    except OSError:\n        pass"),
              "False\n");
    ::unsetenv("SAFELIGHT_SECRET");
}

TEST(CopyOf, refusesWhatIsTooLarge)
{
    EXPECT_EQ(copyOf(memoryWith("four"), 3).error().code, ErrorCode::TooLarge);
    EXPECT_TRUE(copyOf(memoryWith("four"), 4));
}

TEST(KeptFiles, givesWhatWasUsedLastAndForgetsTheRest)
{
    KeptFiles kept{10};
    kept.keep("one", memoryWith("11111"));
    kept.keep("two", memoryWith("22222"));
    EXPECT_EQ(textIn(kept.find("one")), "11111");
    kept.keep("three", memoryWith("33333"));
    EXPECT_FALSE(kept.find("two"));
    EXPECT_EQ(textIn(kept.find("one")), "11111");
    kept.keep("large", memoryWith("larger than all"));
    EXPECT_FALSE(kept.find("large"));
}

}
