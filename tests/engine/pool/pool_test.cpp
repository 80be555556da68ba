// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/pool/fixture.h"

#include "engine/base/atomic_file.h"

#include <atomic>
#include <csignal>
#include <set>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace engine::pool {

using std::chrono::milliseconds;

class PoolOfWorkers : public PoolTest {};

TEST_F(PoolOfWorkers, startsTheRealProgramsShutIn)
{
    auto settings = PoolTest::settings();
    settings.programFolder = SAFELIGHT_PROGRAMS;
    settings.resourceFolder = SAFELIGHT_RESOURCES;
    Pool pool{settings};
    for (const auto kind : {Kind::Files, Kind::Text, Kind::Face}) {
        const auto isolation = pool.isolation(kind);
        ASSERT_TRUE(isolation) << static_cast<int>(kind);
        EXPECT_TRUE(isolation->complete());
        EXPECT_EQ(pool.call(kind, Echo{}, {}, {}).error().code, ErrorCode::BadArgument);
    }
}

TEST_F(PoolOfWorkers, answersAThousandRequestsByOneWorkerAndLeavesNothingOpen)
{
    const std::string path = std::filesystem::temp_directory_path() / ("safelight-pool-" + std::to_string(::getpid()));
    ASSERT_TRUE(writeFile(path, viewOf("bytes of the file")));
    const auto before = openDescriptors();
    int process = 0;
    {
        Pool pool{settings()};
        process = workerOf(pool);
        const auto during = openDescriptors();
        const auto file = openForReading(path);
        auto memory = SharedMemory::create(4096);
        for (int i = 0; i < 1000; ++i) {
            const auto answer =
                pool.call(Kind::Files, Echo{std::to_string(i)}, {{file->get(), memory->fd()}, &*memory}, {});
            ASSERT_TRUE(answer) << i;
            ASSERT_EQ(answer->text, std::to_string(i));
            ASSERT_EQ(answer->process, process);
            ASSERT_EQ(answer->files, 2);
            ASSERT_EQ(answer->content, "bytes of the file");
        }
        EXPECT_EQ(textOf(std::as_const(*memory).bytes().first(3)), "999");
        EXPECT_EQ(openDescriptors(), during + 2);
    }
    EXPECT_EQ(openDescriptors(), before);
    EXPECT_FALSE(isAlive(process));
    std::filesystem::remove(path);
}

TEST_F(PoolOfWorkers, leavesNothingOpenAndNoZombieAfterErrors)
{
    Pool pool{hasty()};
    auto memory = SharedMemory::create(4096);
    EXPECT_NE(workerOf(pool), 0);
    const auto before = openDescriptors();
    for (const auto* what : {"crash", "send garbage", "hang", "answer twice", "send no JSON"})
        EXPECT_FALSE(ask(pool, what, {{memory->fd()}, &*memory}));
    EXPECT_NE(workerOf(pool), 0);
    EXPECT_EQ(openDescriptors(), before);
    EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), 0) << "the only child is the running worker";
}

TEST_F(PoolOfWorkers, stopsLongBeforeTheTimeLimit)
{
    Pool pool{settings()};
    for (const auto* what : {"hang", "eat"}) {
        const int before = workerOf(pool);
        std::stop_source source;
        std::chrono::steady_clock::time_point stopped;
        std::jthread person{[&] {
            std::this_thread::sleep_for(milliseconds{200});
            stopped = std::chrono::steady_clock::now();
            source.request_stop();
        }};
        const auto answer = pool.call(Kind::Files, Mischief{what, 0, {}}, {}, {source.get_token(), {}});
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code, ErrorCode::Cancelled);
        EXPECT_LT(since(stopped), settings().limits.time / 2);
        EXPECT_FALSE(isAlive(before));
        EXPECT_NE(workerOf(pool), 0);
    }
}

TEST_F(PoolOfWorkers, stopsWhileWaitingForAFreeWorker)
{
    Pool pool{settings()};
    const auto taken = pool.lease(Kind::Files, {});
    ASSERT_TRUE(taken);
    std::stop_source source;
    std::jthread person{[&] {
        std::this_thread::sleep_for(milliseconds{50});
        source.request_stop();
    }};
    EXPECT_EQ(pool.lease(Kind::Files, {source.get_token(), {}}).error().code, ErrorCode::Cancelled);
}

TEST_F(PoolOfWorkers, stopsWhileAWorkerStarts)
{
    auto settings = PoolTest::settings();
    settings.resourceFolder = "hangs at start";
    Pool pool{settings};
    std::stop_source source;
    std::jthread person{[&] {
        std::this_thread::sleep_for(milliseconds{50});
        source.request_stop();
    }};
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(pool.lease(Kind::Files, {source.get_token(), {}}).error().code, ErrorCode::Cancelled);
    EXPECT_LT(since(start), settings.limits.time / 2);
    EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1) << "no child is left";
}

TEST_F(PoolOfWorkers, worksWithTwoThreadsAtOnce)
{
    auto settings = PoolTest::settings();
    settings.workers = 2;
    Pool pool{settings};
    std::vector<std::atomic<int>> answered(400);
    std::array<std::atomic<int>, 400> processes{};
    pool.each(400,
              [&](std::size_t i) {
                  const auto answer = pool.call(Kind::Files, Echo{std::to_string(i)}, {}, {});
                  answered[i] += answer && answer->text == std::to_string(i) ? 1 : 100;
                  processes[i] = answer ? answer->process : 0;
              },
              {});
    for (const auto& times : answered)
        EXPECT_EQ(times, 1);
    EXPECT_LE(std::set<int>(processes.begin(), processes.end()).size(), 2U);
    // Its starter's thread is gone; the worker must not have gone with it.
    EXPECT_TRUE(isAlive(processes[0]));
}

TEST_F(PoolOfWorkers, runsWorkSideBySideAndBeginsNoneAfterAStop)
{
    auto settings = PoolTest::settings();
    settings.workers = 2;
    Pool pool{settings};
    std::stop_source source;
    std::atomic<int> begun = 0, reached = 0;
    pool.each(100,
              [&](std::size_t) {
                  ++begun;
                  // Nobody passes before both threads are here.
                  const auto start = std::chrono::steady_clock::now();
                  while (begun < 2 && since(start) < milliseconds{5000})
                      std::this_thread::yield();
                  reached = std::max<int>(reached, begun);
                  source.request_stop();
              },
              {source.get_token(), {}});
    EXPECT_EQ(reached, 2);
    EXPECT_EQ(begun, 2);
}

TEST_F(PoolOfWorkers, replacesAWorkerKilledBetweenRequests)
{
    Pool pool{settings()};
    const int first = workerOf(pool);
    ::kill(first, SIGKILL);
    EXPECT_NE(workerOf(pool), first);

    auto lease = pool.lease(Kind::Files, {});
    ASSERT_TRUE(lease);
    ::kill(lease->call(Echo{}, {}, {})->process, SIGKILL);
    ::usleep(50'000);
    EXPECT_TRUE(lease->call(Echo{}, {}, {}));
    EXPECT_EQ(lease->call(Mischief{"crash", 0, {}}, {}, {}).error().code, ErrorCode::WorkerLost);
    EXPECT_TRUE(lease->call(Echo{}, {}, {}));
}

TEST_F(PoolOfWorkers, triesAgainWithAFreshWorkerAndAFileAsItWas)
{
    const std::string path = std::filesystem::temp_directory_path() / ("safelight-new-" + std::to_string(::getpid()));
    auto file = AtomicFile::create(path);
    ASSERT_TRUE(file);
    Pool pool{settings()};
    const int first = workerOf(pool);
    const auto answer = ask(pool, "write, and die when used", {{file->descriptor().get()}, nullptr});
    ASSERT_TRUE(answer);
    EXPECT_FALSE(isAlive(first));
    ASSERT_TRUE(file->commit(Durability::WithBatch));
    EXPECT_EQ(textOf(*readFile(path, 100)), "once");
    std::filesystem::remove(path);
}

TEST_F(PoolOfWorkers, keepsOneWorkerForALease)
{
    auto settings = PoolTest::settings();
    settings.workers = 2;
    Pool pool{settings};
    auto first = pool.lease(Kind::Files, {});
    auto second = pool.lease(Kind::Files, {});
    ASSERT_TRUE(first && second);
    const int process = first->call(Echo{}, {}, {})->process;
    EXPECT_NE(second->call(Echo{}, {}, {})->process, process);
    EXPECT_EQ(first->call(Echo{}, {}, {})->process, process);
}

TEST_F(PoolOfWorkers, carriesLongTextsBothWays)
{
    Pool pool{settings()};
    const std::string text(20'000'000, 'x');
    const auto answer = pool.call(Kind::Files, Echo{text}, {}, {});
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->text, text);
}

TEST_F(PoolOfWorkers, doesNotCountTheMemoryItLent)
{
    auto settings = PoolTest::settings();
    settings.limits.memory = 600'000'000;
    Pool pool{settings};
    auto memory = SharedMemory::create(900'000'000);
    ASSERT_TRUE(memory);
    EXPECT_TRUE(ask(pool, "fill the memory", {{}, &*memory}));
    EXPECT_TRUE(ask(pool, "eat some", {}, 300'000'000));
    const auto greedy = ask(pool, "eat some", {{}, &*memory}, 700'000'000);
    ASSERT_FALSE(greedy) << "lent memory is no allowance for memory of its own";
    EXPECT_EQ(greedy.error().code, ErrorCode::OutOfMemory);
}

TEST_F(PoolOfWorkers, saysWhenAProgramCannotBeStarted)
{
    auto settings = PoolTest::settings();
    settings.programFolder = "/nowhere";
    Pool nowhere{settings};
    EXPECT_EQ(failureOf(nowhere, "crash"), ErrorCode::WorkerLost);
    settings = PoolTest::settings();
    settings.resourceFolder = "dies at start";
    Pool dying{settings};
    EXPECT_EQ(failureOf(dying, "crash"), ErrorCode::WorkerLost);
    EXPECT_EQ(failureOf(dying, "crash"), ErrorCode::WorkerLost) << "and does not run out of places";
    settings.resourceFolder = "lacks a table";
    Pool lacking{settings};
    const auto answer = ask(lacking, "crash");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::NotFound);
    EXPECT_EQ(answer.error().where, "table");
}

TEST_F(PoolOfWorkers, isLeftByItsWorkersWhenItsProcessDies)
{
    // The child's pool has no chance to tidy up; its worker is busy, and becomes ours to reap.
    ASSERT_EQ(::prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
    int numbers[2];
    ASSERT_EQ(::pipe(numbers), 0);
    auto settings = PoolTest::settings();
    settings.resourceFolder = "decent";
    const pid_t child = ::fork();
    if (child == 0) {
        Pool pool{settings};
        const int process = workerOf(pool);
        static_cast<void>(::write(numbers[1], &process, sizeof process));
        static_cast<void>(ask(pool, "hang"));
        ::_exit(0);
    }
    int process = 0;
    ASSERT_EQ(::read(numbers[0], &process, sizeof process), static_cast<ssize_t>(sizeof process));
    ::usleep(100'000);
    ASSERT_TRUE(isAlive(process));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    pid_t reaped = 0;
    for (int i = 0; i < 100 && reaped == 0; ++i) {
        ::usleep(10'000);
        reaped = ::waitpid(process, nullptr, WNOHANG);
    }
    EXPECT_EQ(reaped, process);
    ::close(numbers[0]);
    ::close(numbers[1]);
}

}
