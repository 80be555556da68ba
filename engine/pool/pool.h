// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/progress.h"
#include "engine/base/shared_memory.h"
#include "engine/base/wire.h"

#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <string>

namespace engine::pool {

/// The worker programs. Each kind is started when first needed and locked into its isolation before its first request.
enum class Kind {
    Files, ///< safelight-worker: parse, decode, plan, write. Gets open files, may open none
    Text,  ///< safelight-view for text: gets samples, never file bytes
    Face   ///< safelight-view for faces: likewise
};

struct Limits {
    std::chrono::milliseconds time{60'000}; ///< wall time of one request
    std::size_t memory = 2'000'000'000;     ///< resident bytes of the worker while it answers
    std::size_t answer = 64'000'000;        ///< bytes of the answer's text
};

struct Settings {
    std::string programFolder;  ///< where safelight-worker and safelight-view lie
    std::string resourceFolder; ///< handed to the workers: standard tables, models
    int workers = 2;            ///< per kind
    Limits limits;
};

/// How well a kind of worker is shut in, as the worker itself probed it after locking.
struct Isolation {
    bool filesDenied = false;   ///< opening /etc/passwd failed
    bool networkDenied = false; ///< connecting to the loopback address failed
    bool processesDenied = false;
    bool complete() const { return filesDenied && networkDenied && processesDenied; }
};

/// What goes with a request: open files, in the order the request names them. Not owned.
struct Attachments {
    std::vector<int> files;
    SharedMemory* output = nullptr; ///< filled by the worker where the request says so
};

class Pool;
class Worker;

/// One worker, kept for a talk of several requests that share what it holds (a head's surface, say).
/// Give it back by dropping it. Not for two threads at once.
class Lease {
public:
    Lease(Lease&&) noexcept;
    Lease& operator=(Lease&&) noexcept;
    ~Lease();

    template <class Request>
    Result<typename Request::Answer> call(const Request& request, const Attachments& with, const Progress& progress)
    {
        auto text = exchange(Request::kind, toText(request), with, progress);
        if (!text)
            return text.error();
        auto answer = fromText<typename Request::Answer>(*text);
        if (!answer)
            return Error{ErrorCode::WorkerRefused, std::string{Request::kind}};
        return answer;
    }

private:
    friend class Pool;
    Lease(Pool& pool, std::unique_ptr<Worker> worker);
    Result<std::string> exchange(std::string_view kind, std::string request, const Attachments& with,
                                 const Progress& progress);

    Pool* m_pool;
    std::unique_ptr<Worker> m_worker;
};

/// Worker processes: started when needed, watched (time, memory), killed and replaced when they die, hang, grow, lie or
/// the person says stop. Thread-safe; calls block. A lost worker costs one Error (WorkerLost, TimedOut, OutOfMemory,
/// WorkerRefused, Cancelled) and nothing else.
class Pool {
public:
    explicit Pool(Settings settings);
    ~Pool();
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    /// Waits for a free worker of that kind. WorkerLost when the program cannot be started.
    Result<Lease> lease(Kind kind, const Progress& progress);

    template <class Request>
    Result<typename Request::Answer> call(Kind kind, const Request& request, const Attachments& with,
                                          const Progress& progress)
    {
        auto worker = lease(kind, progress);
        if (!worker)
            return worker.error();
        return worker->call(request, with, progress);
    }

    /// Calls `work(0..count-1)` with as many waiting threads as there are workers, joined before it returns; after a
    /// stop no further one is begun. `work` is called from those threads.
    void each(std::size_t count, const std::function<void(std::size_t)>& work, const Progress& progress);

    /// Starts one worker of the kind if there is none and returns what it probed.
    Result<Isolation> isolation(Kind kind);
    const Settings& settings() const;

private:
    friend class Lease;
    struct State;
    std::unique_ptr<State> m_state;
};

}
