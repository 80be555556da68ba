// SPDX-License-Identifier: Apache-2.0
// Each row of what a hostile file may make of a worker: denied or refused, and the next request works.
#include "engine/pixels/requests.h"
#include "tests/engine/pool/fixture.h"
#include "tests/engine/pool/listener.h"

#include <arpa/inet.h>
#include <csignal>
#include <fstream>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace engine::pool {

class HostileWorker : public PoolTest {};

TEST_F(HostileWorker, costsOneErrorWhenItDies)
{
    Pool pool{settings()};
    for (const auto* what : {"crash", "leave", "overflow the stack", "hang up"}) {
        const int before = workerOf(pool);
        EXPECT_EQ(failureOf(pool, what), ErrorCode::WorkerLost) << what;
        EXPECT_FALSE(isAlive(before)) << what;
        EXPECT_NE(workerOf(pool), before) << what;
    }
}

TEST_F(HostileWorker, isKilledWhenItHangs)
{
    Pool pool{hasty()};
    const int before = workerOf(pool);
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(failureOf(pool, "hang"), ErrorCode::TimedOut);
    EXPECT_LT(since(start), settings().limits.time / 2) << "the hasty limit holds";
    EXPECT_EQ(failureOf(pool, "send half a head"), ErrorCode::TimedOut);
    EXPECT_FALSE(isAlive(before));
    EXPECT_NE(workerOf(pool), before);
}

TEST_F(HostileWorker, isKilledWhenItEatsMemory)
{
    auto settings = PoolTest::settings();
    settings.limits.memory = 400'000'000;
    Pool pool{settings};
    const int before = workerOf(pool);
    EXPECT_EQ(failureOf(pool, "eat"), ErrorCode::OutOfMemory);
    EXPECT_FALSE(isAlive(before));
    EXPECT_NE(workerOf(pool), before);
}

TEST_F(HostileWorker, isDeniedFilesProcessesAndOthers)
{
    const std::string kept = std::filesystem::temp_directory_path() / ("safelight-kept-" + std::to_string(::getpid()));
    std::ofstream{kept} << "kept";
    Pool pool{settings()};
    const auto isolation = pool.isolation(Kind::Files);
    ASSERT_TRUE(isolation);
    EXPECT_TRUE(isolation->complete());
    const int before = workerOf(pool);
    for (const auto* what :
         {"open a file", "open a file in a thread", "open a file in an older thread", "make a file", "list a folder",
          "remove a file", "fork", "fork by hand", "execute", "signal", "trace", "make code", "make a memory file"}) {
        const auto answer = ask(pool, what, {}, ::getpid(), kept);
        ASSERT_TRUE(answer) << what;
        EXPECT_FALSE(answer->succeeded) << what;
        EXPECT_TRUE(answer->reason == EACCES || answer->reason == EPERM) << what << ": " << answer->reason;
    }
    EXPECT_TRUE(std::filesystem::exists(kept));
    EXPECT_EQ(workerOf(pool), before) << "a denied attempt is no reason to end the worker";
    std::filesystem::remove(kept);
}

TEST_F(HostileWorker, isDeniedTheNetwork)
{
    const Listener listener;
    Pool pool{settings()};
    const auto answer = ask(pool, "connect", {}, listener.port());
    ASSERT_TRUE(answer);
    EXPECT_FALSE(answer->succeeded);
    EXPECT_FALSE(listener.wasCalled());
}

// The other side of the two tests above: without the lock the same attempts get through, and the probe says so.
TEST_F(HostileWorker, wouldSucceedWithoutTheLockAndThatIsReported)
{
    const std::string lost = std::filesystem::temp_directory_path() / ("safelight-lost-" + std::to_string(::getpid()));
    std::ofstream{lost} << "lost";
    const Listener listener;
    auto settings = PoolTest::settings();
    settings.resourceFolder = "unlocked";
    Pool pool{settings};
    const auto isolation = pool.isolation(Kind::Files);
    ASSERT_TRUE(isolation);
    EXPECT_FALSE(isolation->filesDenied || isolation->networkDenied || isolation->processesDenied);
    for (const auto* what :
         {"open a file", "open a file in a thread", "open a file in an older thread", "list a folder", "remove a file",
          "fork", "fork by hand", "signal", "make code", "make a memory file"}) {
        const auto answer = ask(pool, what, {}, ::getpid(), lost);
        ASSERT_TRUE(answer) << what;
        EXPECT_TRUE(answer->succeeded) << what << ": " << answer->reason;
    }
    EXPECT_FALSE(std::filesystem::exists(lost));
    EXPECT_TRUE(ask(pool, "connect", {}, listener.port())->succeeded);
    EXPECT_TRUE(listener.wasCalled());
}

TEST_F(HostileWorker, isHeldByEachPartOfTheLockAlone)
{
    auto settings = PoolTest::settings();
    for (const auto* part : {"only Landlock", "only system calls"}) {
        settings.resourceFolder = part;
        Pool pool{settings};
        const auto isolation = pool.isolation(Kind::Files);
        ASSERT_TRUE(isolation) << part;
        EXPECT_TRUE(isolation->filesDenied) << part;
        EXPECT_TRUE(isolation->networkDenied) << part;
        EXPECT_EQ(isolation->processesDenied, part == std::string{"only system calls"}) << "Landlock has no such right";
        EXPECT_FALSE(ask(pool, "open a file")->succeeded) << part;
    }
}

TEST_F(HostileWorker, cannotPullTheMemoryAwayNorChangeTheSamples)
{
    auto memory = SharedMemory::create(4096);
    auto samples = SharedMemory::create(4096);
    ASSERT_TRUE(memory && samples);
    samples->bytes()[0] = 42;
    Pool pool{settings()};
    for (const auto* what : {"shrink the memory", "grow the memory", "write into the samples"}) {
        const auto answer = ask(pool, what, {{samples->fd()}, &*memory});
        ASSERT_TRUE(answer) << what;
        EXPECT_FALSE(answer->succeeded) << what;
    }
    EXPECT_EQ(memory->bytes()[4095], 0); // SIGBUS, were it gone
    EXPECT_EQ(samples->bytes()[0], 42);
}

TEST_F(HostileWorker, cannotClaimAPictureThatIsNotThere)
{
    auto memory = SharedMemory::create(1'000'000);
    Pool pool{settings()};
    const auto frame = pool.call(Kind::Files, pixels::DecodeFrame{}, {{}, &*memory}, {});
    ASSERT_TRUE(frame);
    EXPECT_EQ(frame->layout.columns, 65535);
    EXPECT_EQ(pixels::check(*frame, memory->size()).error().code, ErrorCode::WorkerRefused);
}

TEST_F(HostileWorker, isRefusedWhenItsAnswerIsNoAnswerToTheRequest)
{
    Pool pool{settings()};
    for (const auto* what : {"answer for another", "send garbage", "send no JSON", "send another type",
                             "send nested JSON", "answer twice"}) {
        const int before = workerOf(pool);
        EXPECT_EQ(failureOf(pool, what), ErrorCode::WorkerRefused) << what;
        EXPECT_FALSE(isAlive(before)) << what;
        EXPECT_NE(workerOf(pool), before) << what;
    }
}

TEST_F(HostileWorker, isRefusedWhenItsAnswerIsTooLong)
{
    Pool pool{settings()};
    EXPECT_EQ(failureOf(pool, "send a huge answer", 100'000'000), ErrorCode::WorkerRefused);
    EXPECT_NE(workerOf(pool), 0);
}

TEST_F(HostileWorker, isReplacedWhenItAnswersAgainLater)
{
    Pool pool{settings()};
    const int before = workerOf(pool);
    const auto first = ask(pool, "answer again later", {}, 50);
    ASSERT_TRUE(first);
    ::usleep(200'000);
    EXPECT_NE(workerOf(pool), before);
    EXPECT_FALSE(isAlive(before));
}

// The second answer may come at any moment of the next request, which is not to blame for it.
TEST_F(HostileWorker, costsTheNextRequestNothingWhenItAnswersAgainMeanwhile)
{
    Pool pool{settings()};
    for (int i = 0; i < 100; ++i) {
        static_cast<void>(ask(pool, "answer again later", {}, i % 3));
        EXPECT_NE(workerOf(pool), 0) << i;
    }
}

TEST_F(HostileWorker, mayThrowOrRefuseWithoutLosingItsLife)
{
    Pool pool{settings()};
    const int before = workerOf(pool);
    for (const auto* what : {"throw", "throw a number"}) {
        const auto answer = ask(pool, what);
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code, ErrorCode::Internal);
        EXPECT_EQ(answer.error().where, "mischief") << "what an exception says may be a patient's value";
    }
    const auto refusal = ask(pool, "refuse");
    ASSERT_FALSE(refusal);
    EXPECT_EQ(refusal.error().code, ErrorCode::Damaged);
    EXPECT_EQ(refusal.error().where, "(0010,0010)??[31m");
    EXPECT_EQ(workerOf(pool), before);
}

}
