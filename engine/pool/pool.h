// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/progress.h"
#include "engine/base/shared_memory.h"
#include "engine/base/wire.h"
#include "engine/pool/kept_files.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
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
    std::size_t memory = 2'000'000'000;     ///< bytes of the worker while it answers, without memory lent to it
    std::size_t answer = 64'000'000;        ///< bytes of the answer's text
};

struct Settings {
    std::string programFolder;  ///< where safelight-worker and safelight-view lie
    std::string resourceFolder; ///< handed to the workers: standard tables, models
    /// Of the second reader of burned-in text: Tesseract's names, joined by '+' ("eng+deu").
    std::string readerLanguages = "eng";
    int workers = 2; ///< per kind; of heads two at least
    Limits limits;
    /// What workers print goes to our standard error, for tests only: it may hold a patient's values.
    bool showsWorkerErrors = false;
    std::string decoderFolder = "/usr/bin"; ///< where programs of other projects lie (program.h)
};

/// How well a kind of worker is shut in, as the worker itself probed it after locking.
struct Isolation {
    bool filesDenied = false;   ///< opening /etc/passwd failed
    bool networkDenied = false; ///< connecting to the loopback address failed
    bool processesDenied = false;
    bool complete() const { return filesDenied && networkDenied && processesDenied; }
};

/// What goes with a request: open files (250 at most), in the order the request names them. Not owned.
/// A file goes with the rights it was opened with, and is at its start when the worker gets it; two workers must not
/// hold the same descriptor at once (they would move each other's position). Sealed memory goes read only.
struct Attachments {
    std::vector<int> files;
    SharedMemory* output = nullptr; ///< filled by the worker where the request says so
    /// Of this request, where it needs longer than Limits::time: a picture of a hundred megapixels, say.
    std::chrono::milliseconds time{0};
};

/// A request on its way: what `call` makes of a Request.
struct Question {
    std::string_view kind;
    std::string text;
    const Attachments& with;
    /// Takes the answer's text; false when it is not of the answer's type.
    std::function<bool(std::string_view)> accept;
};

/// Typed calls over `exchange(const Question&)`.
template <class Request, class Exchange>
Result<typename Request::Answer> callThrough(const Exchange& exchange, const Request& request, const Attachments& with)
{
    std::optional<typename Request::Answer> answer;
    const auto accept = [&answer](std::string_view text) {
        auto read = fromText<typename Request::Answer>(text);
        if (read)
            answer = *std::move(read);
        return static_cast<bool>(read);
    };
    const Done exchanged = exchange(Question{Request::kind, toText(request), with, accept});
    if (!exchanged)
        return exchanged.error();
    return *std::move(answer);
}

class Pool;
class Worker;

/// One worker, kept for a talk of several requests that share what it holds (a head's surface, say).
/// Give it back by dropping it, before the pool goes. Not for two threads at once.
/// After WorkerLost, TimedOut, OutOfMemory, WorkerRefused or Cancelled the next call gets a fresh worker, which holds
/// nothing of the talk so far. The place of these errors is the request's kind.
class Lease {
public:
    Lease(Lease&&) noexcept;
    Lease& operator=(Lease&&) noexcept;
    ~Lease();

    template <class Request>
    Result<typename Request::Answer> call(const Request& request, const Attachments& with, const Progress& progress)
    {
        const auto ask = [&](const Question& question) { return exchange(question, progress); };
        return callThrough(ask, request, with);
    }

private:
    friend class Pool;
    Lease(Pool& pool, Kind kind, std::unique_ptr<Worker> worker);
    Done exchange(const Question& question, const Progress& progress);
    Done refresh(const Progress& progress); ///< a usable worker, started where needed

    Pool* m_pool;
    Kind m_kind;
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

    /// Waits for a free worker of that kind. WorkerLost when the program cannot be started; what the worker says
    /// when it lacks something (a dictionary) to start with.
    Result<Lease> lease(Kind kind, const Progress& progress);

    /// One request to any worker of that kind. When a worker is lost that had answered others before, which may be
    /// their doing, a fresh one tries once more; attached files then have their former size again.
    template <class Request>
    Result<typename Request::Answer> call(Kind kind, const Request& request, const Attachments& with,
                                          const Progress& progress)
    {
        const auto ask = [&](const Question& question) { return exchange(kind, question, progress); };
        return callThrough(ask, request, with);
    }

    /// Calls `work(0..count-1)` with as many waiting threads as there are workers, joined before it returns; after a
    /// stop no further one is begun. `work` is called from those threads.
    void each(std::size_t count, const std::function<void(std::size_t)>& work, const Progress& progress);

    /// Starts one worker of the kind if there is none and returns what it probed. Waits while all are busy.
    Result<Isolation> isolation(Kind kind);
    const Settings& settings() const;
    /// Pictures that separate programs made.
    KeptFiles& kept();

private:
    friend class Lease;
    struct State;
    Done exchange(Kind kind, const Question& question, const Progress& progress);

    std::unique_ptr<State> m_state;
};

}
