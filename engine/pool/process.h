// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/descriptor.h"

#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace engine::pool {

/// Bytes; zeros when the process is gone.
struct Memory {
    std::size_t own = 0;
    std::size_t shared = 0; ///< with other processes, also what we lent, as far as it was touched
};

/// Open files that a process gets as its standard streams; /dev/null where there is none.
struct Streams {
    int input = -1, output = -1, errors = -1;
    /// Its standard error is that of this process, for tests only: what it prints may hold a patient's values.
    bool showsErrors = false;
};

/// A running worker program, killed and reaped when this goes. It sees a fixed environment, the streams that it is
/// given, our socket as descriptor 3, and nothing else of this process.
class Process {
public:
    /// `arguments[0]` is the program's path. WorkerLost when it cannot be started.
    static Result<Process> start(const std::vector<std::string>& arguments, const Streams& streams);

    Process(Process&& other) noexcept;
    Process& operator=(Process&& other) noexcept;
    ~Process();

    /// Kills and reaps; returns when the process is gone.
    void end();
    bool isRunning() const;
    /// How it ended, as a shell counts: 128 and the signal's number where one killed it. Nothing while it runs.
    std::optional<int> exitCode() const;
    int socket() const { return m_socket.get(); }
    /// What it has in memory or swapped out; what is only a file's and could be dropped does not count.
    Memory memory() const;

private:
    Process(pid_t pid, Descriptor socket) : m_pid{pid}, m_socket{std::move(socket)} {}

    pid_t m_pid = -1;
    Descriptor m_socket;
};

}
