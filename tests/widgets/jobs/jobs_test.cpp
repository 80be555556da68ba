// SPDX-License-Identifier: Apache-2.0
#include "widgets/jobs/jobs.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <gtest/gtest.h>

#include <atomic>

namespace {

using namespace widgets::jobs;

void waitForStop(const engine::Progress& progress)
{
    while (!progress.stopped())
        QThread::msleep(1);
}

TEST(Jobs, answerOnTheGuiThreadWhatAnotherThreadWorkedOut)
{
    Jobs jobs;
    QObject context;
    QThread* worked = nullptr;
    QThread* answered = nullptr;

    jobs.ask<QThread*>(
        {}, &context, [](const engine::Progress&) { return QThread::currentThread(); },
        [&](QThread* thread) {
            worked = thread;
            answered = QThread::currentThread();
        });

    ASSERT_TRUE(QTest::qWaitFor([&] { return answered != nullptr; }));
    EXPECT_EQ(answered, QThread::currentThread());
    EXPECT_NE(worked, answered);
}

TEST(Jobs, stopTheOlderQuestionOfAKeyAndDropItsAnswer)
{
    Jobs jobs;
    QObject context;
    QList<int> answers;
    const auto take = [&](int answer) { answers += answer; };

    jobs.ask<int>(
        {Lane::Face, "head", {}}, &context,
        [](const engine::Progress& progress) {
            waitForStop(progress);
            return 1;
        },
        take);
    jobs.ask<int>(
        {Lane::Face, "head", {}}, &context, [](const engine::Progress&) { return 2; }, take);

    ASSERT_TRUE(QTest::qWaitFor([&] { return !jobs.isBusy(); }));
    EXPECT_EQ(answers, QList<int>{2});
}

TEST(Jobs, neverAnswerToWhatIsGone)
{
    Jobs jobs;
    auto context = std::make_unique<QObject>();
    bool answered = false;

    jobs.ask<int>(
        {}, context.get(), [](const engine::Progress&) { return 1; }, [&](int) { answered = true; });
    context.reset();

    ASSERT_TRUE(QTest::qWaitFor([&] { return !jobs.isBusy(); }));
    EXPECT_FALSE(answered);
}

TEST(Jobs, tellTheStepThatAPersonStoppedItAndStillAnswer)
{
    Jobs jobs;
    QObject context;
    bool stopped = false;

    jobs.ask<bool>(
        {Lane::Files, {}, "Reading"}, &context,
        [](const engine::Progress& progress) {
            waitForStop(progress);
            return progress.stopped();
        },
        [&](bool answer) { stopped = answer; });
    jobs.stopNamed();

    ASSERT_TRUE(QTest::qWaitFor([&] { return stopped; }));
}

TEST(Jobs, sayHowFarTheyAre)
{
    Jobs jobs;
    QObject context;
    QSignalSpy progress{&jobs, &Jobs::progressed};
    bool done = false;

    jobs.ask<int>(
        {Lane::Files, {}, "Reading"}, &context,
        [](const engine::Progress& far) {
            far.report(3, 3);
            return 0;
        },
        [&](int) { done = true; });

    ASSERT_TRUE(QTest::qWaitFor([&] { return done; }));
    bool seen = false;
    for (const auto& one : progress)
        seen = seen || (one[0].toString() == "Reading" && one[1].value<std::size_t>() == 3);
    EXPECT_TRUE(seen);
    EXPECT_EQ(progress.last()[0].toString(), "");
}

TEST(Jobs, waitForWhatRunsWhenTheyGo)
{
    std::atomic<bool> left = false;
    {
        Jobs jobs;
        QObject context;
        jobs.ask<int>(
            {Lane::Text, {}, {}}, &context,
            [&](const engine::Progress& progress) {
                waitForStop(progress);
                left = true;
                return 0;
            },
            [](int) {});
        QTest::qWait(20);
    }
    EXPECT_TRUE(left);
}

}
