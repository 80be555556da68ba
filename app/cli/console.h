// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/progress.h"
#include "engine/base/wire.h"

#include <functional>
#include <mutex>
#include <string>

namespace app::cli {

/// Exit codes of the contract (docs/cli.md).
enum class Exit { Done = 0, Refused = 1, Fault = 2, SetAside = 3, Stopped = 4 };

/// Where a command's words and results go: words and progress to standard error, JSON where `--json` says, tables to
/// standard output. Ctrl+C asks the running step to stop.
class Console {
public:
    Console();
    ~Console();
    Console(const Console&) = delete;
    Console& operator=(const Console&) = delete;

    void setJsonTarget(std::string target) { m_json = std::move(target); }
    /// One line to standard error.
    void say(const std::string& words);
    /// One line to standard output; nothing when the JSON goes there.
    void print(const std::string& line);
    /// A step's progress, drawn when standard error is a terminal.
    engine::Progress progress(const std::string& step);

    /// Writes the result and gives the exit code on.
    Exit finish(const engine::Json& result, Exit code);
    /// Says what went wrong and what one can do, writes `{error:{code, place}}`. Cancelled becomes Stopped.
    Exit refuse(const engine::Error& error);

private:
    engine::Done writeJson(const engine::Json& json) const;
    void draw(const std::string& step, std::size_t reached, std::size_t total);
    void clearLine();

    std::string m_json;
    std::mutex m_mutex;
    bool m_isTerminal;
    bool m_lineIsDrawn = false;
};

/// What happened and what one can do, in one or two sentences.
std::string inWords(const engine::Error& error);

}
