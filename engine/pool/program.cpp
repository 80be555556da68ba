// SPDX-License-Identifier: Apache-2.0
#include "engine/pool/program.h"

#include "engine/pool/worker.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace engine::pool {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds slice{10}, startTime{30'000};
constexpr std::size_t helloSize = 1000, longestComplaint = 4000;
constexpr int killed = 128;

std::string nameOf(const Program& program)
{
    return program.path.substr(program.path.rfind('/') + 1);
}

std::vector<std::string> commandFor(const Settings& settings, const Program& program)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(program.time).count();
    std::vector<std::string> command{settings.programFolder + "/safelight-program", std::to_string(program.memory),
                                     std::to_string(seconds), std::to_string(program.output), program.path};
    command.insert(command.end(), program.arguments.begin(), program.arguments.end());
    return command;
}

Descriptor freshMemory(const char* name)
{
    return Descriptor{::memfd_create(name, MFD_CLOEXEC)};
}

/// One run, watched: stop, time, memory.
class Run {
public:
    Run(const Settings& settings, const Program& program, const Progress& progress)
        : m_settings{settings}, m_program{program}, m_progress{progress}
    {
    }

    Result<ProgramAnswer> perform(const Descriptor& input)
    {
        ProgramAnswer answer;
        answer.output = freshMemory("picture");
        const auto errors = freshMemory("complaint");
        if (!answer.output || !errors)
            return Error{ErrorCode::OutOfMemory, nameOf(m_program)};
        auto process =
            Process::start(commandFor(m_settings, m_program), {input.get(), answer.output.get(), errors.get()});
        if (!process)
            return process.error();
        const auto hello = greet(*process);
        if (!hello)
            return hello.error();
        answer.isolation = hello->isolation;
        const auto code = await(*process);
        if (!code)
            return code.error();
        answer.exitCode = *code;
        answer.complaint.resize(longestComplaint);
        const auto got = ::pread(errors.get(), answer.complaint.data(), longestComplaint, 0);
        answer.complaint.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
        ::lseek(answer.output.get(), 0, SEEK_SET);
        return answer;
    }

private:
    Error failure(ErrorCode code) const { return {code, nameOf(m_program)}; }

    Done watch(const Process& process, Clock::time_point end) const
    {
        if (m_progress.stopped())
            return failure(ErrorCode::Cancelled);
        if (Clock::now() >= end)
            return failure(ErrorCode::TimedOut);
        return process.memory().own > m_program.memory ? Done{failure(ErrorCode::OutOfMemory)} : done();
    }

    /// What the launcher says before it gives way to the program.
    Result<Hello> greet(const Process& process) const
    {
        const auto end = Clock::now() + startTime;
        const auto wait = [&](short events) -> Done {
            while (true) {
                if (auto fine = watch(process, end); !fine)
                    return fine;
                pollfd entry{process.socket(), events, 0};
                if (::poll(&entry, 1, static_cast<int>(slice.count())) > 0)
                    return done();
            }
        };
        const auto answer = receiveAnswer(process.socket(), helloNumber, helloSize, wait);
        const auto hello = answer && answer->content ? fromText<Hello>(*answer->content)
                                                     : Result<Hello>{failure(ErrorCode::WorkerLost)};
        if (!hello || hello->version != SAFELIGHT_VERSION)
            return failure(answer ? ErrorCode::WorkerLost : answer.error().code);
        return hello;
    }

    Result<int> await(const Process& process) const
    {
        const auto end = Clock::now() + m_program.time;
        while (true) {
            if (const auto code = process.exitCode())
                return judge(*code);
            if (auto fine = watch(process, end); !fine)
                return fine.error();
            // Its end of the socket closes when it starts; later this only waits.
            pollfd entry{-1, 0, 0};
            ::poll(&entry, 1, static_cast<int>(slice.count()));
        }
    }

    Result<int> judge(int code) const
    {
        if (code == killed + SIGXFSZ)
            return failure(ErrorCode::TooLarge);
        if (code == killed + SIGXCPU || code == killed + SIGKILL)
            return failure(ErrorCode::TimedOut);
        if (code > killed)
            return failure(ErrorCode::WorkerLost);
        return code;
    }

    const Settings& m_settings;
    const Program& m_program;
    const Progress& m_progress;
};

}

Result<ProgramAnswer> runProgram(const Settings& settings, const Program& program, const Descriptor& input,
                                 const Progress& progress)
{
    if (::access(program.path.c_str(), X_OK) != 0)
        return Error{ErrorCode::NotFound, nameOf(program)};
    return Run{settings, program, progress}.perform(input);
}

Result<Descriptor> copyOf(const Descriptor& file, std::size_t most)
{
    auto memory = freshMemory("input");
    if (!memory)
        return Error{ErrorCode::OutOfMemory, "input"};
    std::vector<std::uint8_t> buffer(std::size_t{1} << 20U);
    for (std::size_t at = 0;;) {
        const auto got = ::pread(file.get(), buffer.data(), buffer.size(), static_cast<off_t>(at));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return Error{ErrorCode::NotReadable, "input"};
        if (got == 0)
            break;
        const auto size = static_cast<std::size_t>(got);
        if (at + size > most)
            return Error{ErrorCode::TooLarge, "input"};
        if (::pwrite(memory.get(), buffer.data(), size, static_cast<off_t>(at)) != got)
            return Error{ErrorCode::OutOfMemory, "input"};
        at += size;
    }
    return readAgain(memory);
}

Result<Descriptor> readAgain(const Descriptor& memory)
{
    Descriptor twin{::open(("/proc/self/fd/" + std::to_string(memory.get())).c_str(), O_RDONLY | O_CLOEXEC)};
    if (!twin)
        return Error{ErrorCode::NotReadable, "memory"};
    return twin;
}

}
