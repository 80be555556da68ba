// SPDX-License-Identifier: Apache-2.0
#include "engine/pool/worker.h"

#include <algorithm>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>

namespace engine::pool {

namespace {

using Clock = std::chrono::steady_clock;

/// How often the stop token and the worker's memory are looked at. A worker that fills 4 GB/s gets 80 MB past its
/// limit.
constexpr std::chrono::milliseconds slice{20};
/// Loading tables and models; generous, since a loaded machine under sanitizers needs ten times the usual second.
constexpr std::chrono::milliseconds startTime{120'000};
constexpr std::size_t helloSize = 1000;

std::vector<std::string> commandFor(const Settings& settings, Kind kind)
{
    const auto& folder = settings.programFolder;
    switch (kind) {
    case Kind::Files:
        return {folder + "/safelight-worker", settings.resourceFolder};
    case Kind::Text:
        return {folder + "/safelight-view", "text", settings.resourceFolder, settings.readerLanguages};
    case Kind::Face:
        return {folder + "/safelight-view", "face", settings.resourceFolder};
    }
    return {};
}

/// Memory that the worker sees only because we lent it: attached shared memory counts as resident once it is touched.
std::size_t lentBytes(std::span<const int> files)
{
    std::size_t bytes = 0;
    for (const int fd : files) {
        struct stat status {};
        if (::fcntl(fd, F_GET_SEALS) >= 0 && ::fstat(fd, &status) == 0)
            bytes += static_cast<std::size_t>(status.st_size);
    }
    return bytes;
}

bool isTooMuch(const Memory& memory, std::size_t limit, std::size_t lent)
{
    return memory.own + memory.shared - std::min(memory.shared, lent) > limit;
}

}

Result<std::unique_ptr<Worker>> Worker::start(const Settings& settings, Kind kind, const Progress& progress)
{
    auto process = Process::start(commandFor(settings, kind), {.showsErrors = settings.showsWorkerErrors});
    if (!process)
        return process.error();
    std::unique_ptr<Worker> worker{new Worker{*std::move(process)}};
    if (auto greeted = worker->greet(progress); !greeted)
        return greeted.error();
    return worker;
}

Done Worker::greet(const Progress& progress)
{
    Limits limits;
    limits.time = startTime;
    auto answer = receiveAnswer(m_process.socket(), helloNumber, helloSize, watch(limits, 0, progress));
    if (!answer)
        return Error{answer.error().code, "start of a worker"};
    if (!answer->content)
        return answer->content.error();
    const auto hello = fromText<Hello>(*answer->content);
    if (!hello || hello->version != SAFELIGHT_VERSION)
        return Error{ErrorCode::WorkerLost, "worker of another version"};
    m_isolation = hello->isolation;
    return done();
}

Result<std::string> Worker::exchange(const OutgoingRequest& request, const Limits& limits, const Progress& progress)
{
    const auto wait = watch(limits, lentBytes(request.files), progress);
    const int socket = m_process.socket();
    auto failure = [this, &request](const Error& error) {
        end();
        return Error{error.code, std::string{request.kind}};
    };
    if (auto sent = sendRequest(socket, request, wait); !sent)
        return failure(sent.error());
    auto answer = receiveAnswer(socket, request.number, limits.answer, wait);
    if (!answer)
        return failure(answer.error());
    if (!isSilent())
        return failure(Error{ErrorCode::WorkerRefused, {}});
    m_hasAnswered = true;
    return std::move(answer->content);
}

Wait Worker::watch(const Limits& limits, std::size_t lent, const Progress& progress) const
{
    const auto end = Clock::now() + limits.time;
    return [this, limits, lent, &progress, end, look = Clock::now() + slice](short events) mutable -> Done {
        while (true) {
            if (progress.stopped())
                return Error{ErrorCode::Cancelled, {}};
            pollfd entry{m_process.socket(), events, 0};
            const int ready = ::poll(&entry, 1, static_cast<int>(slice.count()));
            const auto now = Clock::now();
            if (now >= end)
                return Error{ErrorCode::TimedOut, {}};
            if (now >= look && isTooMuch(m_process.memory(), limits.memory, lent))
                return Error{ErrorCode::OutOfMemory, {}};
            look = now >= look ? now + slice : look;
            if (ready > 0)
                return done();
            // A child of the worker may still hold the socket open where processes could not be denied.
            if (!m_process.isRunning())
                return Error{ErrorCode::WorkerLost, {}};
        }
    };
}

bool Worker::isSilent() const
{
    pollfd entry{m_process.socket(), POLLIN, 0};
    return ::poll(&entry, 1, 0) == 0;
}

bool Worker::isUsable() const
{
    return m_process.isRunning() && isSilent();
}

}
