// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pool/message.h"
#include "engine/pool/pool.h"
#include "engine/pool/process.h"

namespace engine::pool {

/// What a worker says when it is ready for requests.
struct Hello {
    std::string version; ///< SAFELIGHT_VERSION of the worker program
    Isolation isolation;
};
WIRE_FIELDS(Isolation, filesDenied, networkDenied, processesDenied)
WIRE_FIELDS(Hello, version, isolation)

/// One worker process that has said hello. Not for two threads at once.
class Worker {
public:
    /// Blocks until the worker is ready, within a time of its own (models are loaded now).
    static Result<std::unique_ptr<Worker>> start(const Settings& settings, Kind kind, const Progress& progress);

    /// One request and its answer, watched: stop, time, memory. After an Error of the transfer (not one that the worker
    /// answered with) the process is gone and reaped.
    Result<std::string> exchange(const OutgoingRequest& request, const Limits& limits, const Progress& progress);

    /// Running, and silent since its last answer.
    bool isUsable() const;
    bool isRunning() const { return m_process.isRunning(); }
    bool hasAnswered() const { return m_hasAnswered; }
    void end() { m_process.end(); }
    const Isolation& isolation() const { return m_isolation; }

private:
    explicit Worker(Process process) : m_process{std::move(process)} {}
    Done greet(const Progress& progress);
    Wait watch(const Limits& limits, std::size_t lent, const Progress& progress) const;
    bool isSilent() const;

    Process m_process;
    Isolation m_isolation;
    bool m_hasAnswered = false;
};

}
