// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/descriptor.h"
#include "engine/pool/pool.h"

#include <string>
#include <vector>

namespace engine::pool {

/// A program of another project that reads a kind of file for us. It is never linked: it runs once a file, shut in by
/// `safelight-program`: no network, no other process, no file but those of the system that it needs to start. What it
/// reads and writes lies in memory, so no picture is ever in a file on disk.
struct Program {
    std::string path;                   ///< "/usr/bin/pdftoppm"
    std::vector<std::string> arguments; ///< input is /proc/self/fd/0, output /proc/self/fd/1
    std::chrono::milliseconds time{60'000};
    std::size_t memory = 3'000'000'000; ///< bytes of address space
    std::size_t output = 1'000'000'000; ///< bytes
};

/// What came of it. Nothing in it is to be believed or shown: `output` goes to a worker, `complaint` may quote the
/// file.
struct ProgramAnswer {
    Descriptor output;     ///< memory, at its start
    std::string complaint; ///< what it wrote to standard error, the first 4,000 bytes
    int exitCode = 0;      ///< of a program that ended by itself
    Isolation isolation;   ///< as probed before it was started
};

/// Blocks until the program ends. `input` is memory of its own (copyOf). NotFound when it is not installed, TimedOut,
/// OutOfMemory, TooLarge (output), WorkerLost when it crashed, Cancelled. The place is the program's name.
Result<ProgramAnswer> runProgram(const Settings& settings, const Program& program, const Descriptor& input,
                                 const Progress& progress);

/// A file's bytes in memory: nobody can change them while they are read. TooLarge beyond `most`, NotReadable.
Result<Descriptor> copyOf(const Descriptor& file, std::size_t most);

/// The same memory, opened anew for reading, at its start.
Result<Descriptor> readAgain(const Descriptor& memory);

}
