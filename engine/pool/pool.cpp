// SPDX-License-Identifier: Apache-2.0
#include "engine/pool/pool.h"

#include "engine/base/key.h"
#include "engine/pool/worker.h"

#include <array>
#include <atomic>
#include <cstring>
#include <condition_variable>
#include <fcntl.h>
#include <mutex>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace engine::pool {

namespace {

std::uint64_t unguessableNumber()
{
    std::array<std::uint8_t, sizeof(std::uint64_t)> bytes{};
    std::uint64_t number = helloNumber;
    while (number == helloNumber) {
        systemRandom()(bytes);
        std::memcpy(&number, bytes.data(), sizeof number);
    }
    return number;
}

/// Shared memory goes out read only, else a worker could change the samples that a person is looking at.
/// Empty where `fd` is an ordinary file, which keeps the rights it was opened with.
Result<Descriptor> readOnlyTwin(int fd)
{
    const int seals = ::fcntl(fd, F_GET_SEALS);
    if (seals < 0 || (seals & F_SEAL_SHRINK) == 0)
        return Descriptor{};
    Descriptor twin{::open(("/proc/self/fd/" + std::to_string(fd)).c_str(), O_RDONLY | O_CLOEXEC)};
    if (!twin)
        return Error{ErrorCode::NotReadable, "shared memory"};
    return twin;
}

/// The descriptors that travel with a request, and those of them that were opened for it.
struct Luggage {
    std::vector<int> files;
    std::vector<Descriptor> twins;
};

Result<Luggage> pack(const Attachments& with)
{
    if (with.files.size() >= mostFiles)
        return Error{ErrorCode::BadArgument, "attachments"};
    Luggage luggage;
    for (const int fd : with.files) {
        auto twin = readOnlyTwin(fd);
        if (!twin)
            return twin.error();
        luggage.files.push_back(*twin ? twin->get() : fd);
        luggage.twins.push_back(*std::move(twin));
    }
    if (with.output)
        luggage.files.push_back(with.output->fd());
    return luggage;
}

std::vector<off_t> sizesOf(const Attachments& with)
{
    std::vector<off_t> sizes;
    for (const int fd : with.files) {
        struct stat status {};
        sizes.push_back(::fstat(fd, &status) == 0 ? status.st_size : 0);
    }
    return sizes;
}

/// What a lost worker has written into a new file goes; files open for reading do not care.
void restore(const Attachments& with, const std::vector<off_t>& sizes)
{
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        const bool isWritable = (::fcntl(with.files[i], F_GETFL) & O_ACCMODE) != O_RDONLY;
        [[maybe_unused]] const bool isRestored = isWritable && ::ftruncate(with.files[i], sizes[i]) == 0;
    }
}

/// Lost in a way that an earlier request may have caused: by a late second answer, by memory it left behind.
bool isWorkersFault(ErrorCode code)
{
    return code == ErrorCode::WorkerLost || code == ErrorCode::WorkerRefused || code == ErrorCode::OutOfMemory;
}

}

/// Of heads two at least: while a person looks at one, which keeps its worker, others can be assessed.
int mostOf(Kind kind, const Settings& settings)
{
    return std::max(kind == Kind::Face ? 2 : 1, settings.workers);
}

/// A document of two hundred pages, or some dozens of photographs.
constexpr std::size_t mostKept = 256'000'000;

/// The workers of one kind: those waiting for work, and how many are out on a lease.
struct Shelf {
    std::vector<std::unique_ptr<Worker>> idle;
    int out = 0;
};

struct Pool::State {
    Settings settings;
    std::mutex mutex;
    std::condition_variable_any returned;
    std::array<Shelf, 3> shelves;
    KeptFiles kept{mostKept};

    Shelf& shelf(Kind kind) { return shelves[static_cast<std::size_t>(kind)]; }

    /// Waits for the right to one worker; holds an idle one, or null when one may be started.
    Result<std::unique_ptr<Worker>> take(Kind kind, const Progress& progress)
    {
        std::unique_lock lock{mutex};
        const auto isFree = [this, kind, &shelf = shelf(kind)] { return shelf.out < mostOf(kind, settings); };
        if (progress.stopped() || !returned.wait(lock, progress.stop, isFree))
            return Error{ErrorCode::Cancelled, {}};
        auto& place = shelf(kind);
        ++place.out;
        std::unique_ptr<Worker> worker;
        if (!place.idle.empty()) {
            worker = std::move(place.idle.back());
            place.idle.pop_back();
        }
        return worker;
    }

    void giveBack(Kind kind, std::unique_ptr<Worker> worker)
    {
        {
            const std::lock_guard lock{mutex};
            auto& place = shelf(kind);
            --place.out;
            if (worker && worker->isUsable())
                place.idle.push_back(std::move(worker));
        }
        returned.notify_all();
    }
};

Lease::Lease(Pool& pool, Kind kind, std::unique_ptr<Worker> worker)
    : m_pool{&pool}, m_kind{kind}, m_worker{std::move(worker)}
{
}

Lease::Lease(Lease&& other) noexcept
    : m_pool{std::exchange(other.m_pool, nullptr)}, m_kind{other.m_kind}, m_worker{std::move(other.m_worker)}
{
}

Lease& Lease::operator=(Lease&& other) noexcept
{
    std::swap(m_pool, other.m_pool);
    std::swap(m_kind, other.m_kind);
    std::swap(m_worker, other.m_worker);
    return *this;
}

Lease::~Lease()
{
    if (m_pool)
        m_pool->m_state->giveBack(m_kind, std::move(m_worker));
}

Done Lease::refresh(const Progress& progress)
{
    if (m_worker && m_worker->isUsable())
        return done();
    m_worker.reset();
    auto fresh = Worker::start(m_pool->settings(), m_kind, progress);
    if (!fresh)
        return fresh.error();
    m_worker = *std::move(fresh);
    return done();
}

Done Lease::exchange(const Question& question, const Progress& progress)
{
    if (progress.stopped())
        return Error{ErrorCode::Cancelled, std::string{question.kind}};
    const auto luggage = pack(question.with);
    if (!luggage)
        return luggage.error();
    if (auto ready = refresh(progress); !ready)
        return ready;
    const OutgoingRequest request{unguessableNumber(), question.kind, question.text, luggage->files,
                                  question.with.output != nullptr};
    auto limits = m_pool->settings().limits;
    limits.time = std::max(limits.time, question.with.time);
    const auto answer = m_worker->exchange(request, limits, progress);
    if (!answer)
        return answer.error();
    if (!question.accept(*answer)) {
        m_worker->end();
        return Error{ErrorCode::WorkerRefused, std::string{question.kind}};
    }
    return done();
}

Pool::Pool(Settings settings) : m_state{std::make_unique<State>()}
{
    m_state->settings = std::move(settings);
}

Pool::~Pool() = default;

Result<Lease> Pool::lease(Kind kind, const Progress& progress)
{
    auto worker = m_state->take(kind, progress);
    if (!worker)
        return worker.error();
    Lease lease{*this, kind, *std::move(worker)};
    if (auto ready = lease.refresh(progress); !ready)
        return ready.error();
    return lease;
}

Done Pool::exchange(Kind kind, const Question& question, const Progress& progress)
{
    auto worker = lease(kind, progress);
    if (!worker)
        return worker.error();
    const bool isUsed = worker->m_worker->hasAnswered();
    const auto sizes = sizesOf(question.with);
    auto first = worker->exchange(question, progress);
    if (first || !isUsed || worker->m_worker->isRunning() || !isWorkersFault(first.error().code))
        return first;
    restore(question.with, sizes);
    return worker->exchange(question, progress);
}

void Pool::each(std::size_t count, const std::function<void(std::size_t)>& work, const Progress& progress)
{
    std::atomic<std::size_t> next = 0;
    const auto takeTurns = [&] {
        for (std::size_t i = next++; i < count && !progress.stopped(); i = next++)
            work(i);
    };
    const auto threads = std::min<std::size_t>(count, static_cast<std::size_t>(std::max(1, settings().workers)));
    std::vector<std::jthread> crew;
    for (std::size_t i = 0; i < threads; ++i)
        crew.emplace_back(takeTurns);
}

Result<Isolation> Pool::isolation(Kind kind)
{
    const auto worker = lease(kind, {});
    if (!worker)
        return worker.error();
    return worker->m_worker->isolation();
}

KeptFiles& Pool::kept()
{
    return m_state->kept;
}

const Settings& Pool::settings() const
{
    return m_state->settings;
}

}
