// SPDX-License-Identifier: Apache-2.0
#include "app/cli/console.h"

#include "engine/base/atomic_file.h"

#include <csignal>
#include <iostream>
#include <unistd.h>

namespace app::cli {

namespace {

// A signal handler can reach nothing but a global; the stop source's flag is lock-free.
std::stop_source* stopOnInterrupt = nullptr;

void interrupt(int)
{
    if (stopOnInterrupt)
        stopOnInterrupt->request_stop();
}

/// A file name from a hostile folder does not steer the terminal.
std::string harmless(const std::string& words)
{
    std::string shown;
    for (const char c : words) {
        const auto byte = static_cast<unsigned char>(c);
        shown += byte < 0x20 || byte == 0x7F ? '?' : c;
    }
    return shown;
}

std::stop_source& stopSource()
{
    static std::stop_source source;
    return source;
}

}

Console::Console() : m_isTerminal{::isatty(STDERR_FILENO) == 1}
{
    stopOnInterrupt = &stopSource();
    std::signal(SIGINT, interrupt);
    std::signal(SIGTERM, interrupt);
    std::signal(SIGPIPE, SIG_IGN);
}

Console::~Console()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    stopOnInterrupt = nullptr;
}

void Console::say(const std::string& words)
{
    const std::scoped_lock lock{m_mutex};
    clearLine();
    std::cerr << harmless(words) << '\n';
}

void Console::print(const std::string& line)
{
    const std::scoped_lock lock{m_mutex};
    clearLine();
    if (m_json != "-")
        std::cout << harmless(line) << '\n';
}

engine::Progress Console::progress(const std::string& step)
{
    engine::Progress progress{stopSource().get_token(), {}};
    if (m_isTerminal)
        progress.listener = [this, step](std::size_t reached, std::size_t total) { draw(step, reached, total); };
    return progress;
}

void Console::draw(const std::string& step, std::size_t reached, std::size_t total)
{
    const std::scoped_lock lock{m_mutex};
    std::cerr << "\r\033[K" << step << "  " << reached << " of " << total << std::flush;
    m_lineIsDrawn = true;
}

void Console::clearLine()
{
    if (m_lineIsDrawn)
        std::cerr << "\r\033[K";
    m_lineIsDrawn = false;
}

engine::Done Console::writeJson(const engine::Json& json) const
{
    if (m_json.empty())
        return engine::done();
    const auto text = json.dump(1, ' ', false, engine::Json::error_handler_t::replace) + '\n';
    if (m_json != "-")
        return engine::writeFile(m_json, engine::viewOf(text));
    std::cout << text << std::flush;
    return std::cout ? engine::done() : engine::Done{engine::Error{engine::ErrorCode::NotWritable, "standard output"}};
}

Exit Console::finish(const engine::Json& result, Exit code)
{
    if (auto written = writeJson(result); !written) {
        say("The result could not be written. " + inWords(written.error()));
        return Exit::Refused;
    }
    return code;
}

Exit Console::refuse(const engine::Error& error)
{
    say(inWords(error));
    const engine::Json json{{"error", {{"code", engine::nameOf(error.code)}, {"place", error.where}}}};
    const bool stopped = error.code == engine::ErrorCode::Cancelled;
    return finish(json, stopped ? Exit::Stopped : Exit::Refused);
}

}
