// SPDX-License-Identifier: Apache-2.0
#include "engine/pool/process.h"

#include "engine/pool/message.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace engine::pool {

namespace {

/// Fixed, so that a worker behaves alike for everybody: no home, no display, no cache on disk.
/// libgomp, Tesseract and llvmpipe read their thread limits from here only.
std::vector<std::string> environment()
{
    std::vector<std::string> variables = {"LC_ALL=C.UTF-8", "TZ=UTC0", "OMP_THREAD_LIMIT=1",
                                          "MESA_SHADER_CACHE_DISABLE=true", "LP_NUM_THREADS=1"};
    for (const char* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"}) {
        if (const char* value = std::getenv(name))
            variables.push_back(std::string{name} + "=" + value);
    }
    return variables;
}

std::vector<char*> pointersTo(const std::vector<std::string>& texts)
{
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (const auto& text : texts)
        pointers.push_back(const_cast<char*>(text.c_str()));
    pointers.push_back(nullptr);
    return pointers;
}

class SpawnPlan {
public:
    /// `socket` and `streams` lie beyond descriptor 3: none of them may be written over before it is taken.
    SpawnPlan(int socket, const Streams& streams)
    {
        posix_spawn_file_actions_init(&m_files);
        posix_spawnattr_init(&m_attributes);
        posix_spawn_file_actions_adddup2(&m_files, socket, workerSocket);
        give(0, streams.input, O_RDONLY);
        // breaks writers: what is written there goes nowhere.
        give(1, streams.output, O_WRONLY);
        if (!streams.showsErrors)
            give(2, streams.errors, O_WRONLY);
        posix_spawn_file_actions_addclosefrom_np(&m_files, workerSocket + 1);

        // A session of its own: no terminal to type into, no Ctrl-C meant for us, one group to kill.
        sigset_t none, all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_setsigmask(&m_attributes, &none);
        posix_spawnattr_setsigdefault(&m_attributes, &all);
        posix_spawnattr_setflags(&m_attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    ~SpawnPlan()
    {
        posix_spawn_file_actions_destroy(&m_files);
        posix_spawnattr_destroy(&m_attributes);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;

    const posix_spawn_file_actions_t* files() const { return &m_files; }
    const posix_spawnattr_t* attributes() const { return &m_attributes; }

private:
    void give(int stream, int file, int mode)
    {
        if (file >= 0)
            posix_spawn_file_actions_adddup2(&m_files, file, stream);
        else
            posix_spawn_file_actions_addopen(&m_files, stream, "/dev/null", mode, 0);
    }

    posix_spawn_file_actions_t m_files;
    posix_spawnattr_t m_attributes;
};

/// The same open file beyond the descriptors that a process starts with: ours may lie there when our own standard
/// streams are closed.
Descriptor beyondStreams(int file)
{
    return Descriptor{file < 0 ? -1 : ::fcntl(file, F_DUPFD_CLOEXEC, workerSocket + 1)};
}

/// The kB behind `name` in the text of /proc/<pid>/status (proc(5)); 0 when the line is missing.
std::size_t kilobytes(std::string_view status, std::string_view name)
{
    const auto at = status.find(name);
    return at == std::string_view::npos ? 0 : std::strtoull(status.data() + at + name.size(), nullptr, 10);
}

}

Result<Process> Process::start(const std::vector<std::string>& arguments, const Streams& streams)
{
    int ends[2] = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return Error{ErrorCode::WorkerLost, "socket"};
    Descriptor ours{ends[0]}, theirs{ends[1]};
    const auto socket = beyondStreams(theirs.get()), input = beyondStreams(streams.input),
               output = beyondStreams(streams.output), errors = beyondStreams(streams.errors);
    const SpawnPlan plan{socket.get(), {input.get(), output.get(), errors.get(), streams.showsErrors}};
    const auto variables = environment();
    pid_t pid = -1;
    const int failure = ::posix_spawn(&pid, arguments[0].c_str(), plan.files(), plan.attributes(),
                                      pointersTo(arguments).data(), pointersTo(variables).data());
    if (failure != 0)
        return Error{ErrorCode::WorkerLost, "start of a worker"};
    return Process{pid, std::move(ours)};
}

Process::Process(Process&& other) noexcept : m_pid{std::exchange(other.m_pid, -1)}, m_socket{std::move(other.m_socket)}
{
}

Process& Process::operator=(Process&& other) noexcept
{
    std::swap(m_pid, other.m_pid);
    std::swap(m_socket, other.m_socket);
    return *this;
}

Process::~Process()
{
    end();
}

void Process::end()
{
    m_socket.close();
    if (m_pid < 0)
        return;
    ::kill(-m_pid, SIGKILL);
    while (::waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {
    }
    m_pid = -1;
}

bool Process::isRunning() const
{
    siginfo_t state{};
    return m_pid > 0 && ::waitid(P_PID, static_cast<id_t>(m_pid), &state, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           state.si_pid == 0;
}

std::optional<int> Process::exitCode() const
{
    siginfo_t state{};
    if (m_pid < 0 || ::waitid(P_PID, static_cast<id_t>(m_pid), &state, WEXITED | WNOHANG | WNOWAIT) != 0 ||
        state.si_pid == 0)
        return std::nullopt;
    return state.si_code == CLD_EXITED ? state.si_status : 128 + state.si_status;
}

Memory Process::memory() const
{
    const Descriptor file{::open(("/proc/" + std::to_string(m_pid) + "/status").c_str(), O_RDONLY | O_CLOEXEC)};
    std::string text(8191, '\0');
    const ssize_t size = file ? ::read(file.get(), text.data(), text.size()) : 0;
    text.resize(static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
    return {1024 * (kilobytes(text, "\nRssAnon:") + kilobytes(text, "\nVmSwap:")),
            1024 * kilobytes(text, "\nRssShmem:")};
}

}
