// SPDX-License-Identifier: Apache-2.0
#include "widgets/jobs/jobs.h"

#include <QElapsedTimer>

namespace widgets::jobs {

namespace {
constexpr int reportEveryMs = 60; // more often nobody can read it
}

Jobs::Jobs(QObject* parent) : QObject{parent}
{
    static constexpr int threads[] = {2, 2, 2, 1, 1};
    for (std::size_t i = 0; i < m_lanes.size(); ++i)
        m_lanes[i].setMaxThreadCount(threads[i]);
}

Jobs::~Jobs()
{
    for (auto& running : m_running)
        running.stop.request_stop();
    for (auto& lane : m_lanes) {
        lane.clear();
        lane.waitForDone();
    }
}

void Jobs::start(const Question& question, QObject* context, Work work)
{
    drop(question.key);
    const auto ticket = ++m_tickets;
    std::stop_source stop;
    m_running.insert(ticket, {question.key, question.words, stop, 0, 0, false});
    report();
    const QPointer<QObject> owner{context};
    auto task = [this, ticket, owner, stop, work = std::move(work)] {
        QElapsedTimer since;
        since.start();
        qint64 last = -reportEveryMs;
        engine::Progress progress{stop.get_token(), [&](std::size_t reached, std::size_t total) {
                                      if (reached != total && since.elapsed() - last < reportEveryMs)
                                          return;
                                      last = since.elapsed();
                                      QMetaObject::invokeMethod(
                                          this, [this, ticket, reached, total] { advance(ticket, reached, total); },
                                          Qt::QueuedConnection);
                                  }};
        const auto answer = work(progress);
        QMetaObject::invokeMethod(
            this, [this, ticket, owner, answer] { finish(ticket, owner, answer); }, Qt::QueuedConnection);
    };
    m_lanes[static_cast<std::size_t>(question.lane)].start(std::move(task));
}

void Jobs::finish(quint64 ticket, const QPointer<QObject>& context, const std::function<void()>& answer)
{
    const auto running = m_running.take(ticket);
    report();
    if (context && !running.isReplaced)
        answer();
}

void Jobs::advance(quint64 ticket, std::size_t reached, std::size_t total)
{
    const auto found = m_running.find(ticket);
    if (found == m_running.end())
        return;
    found->reached = reached;
    found->total = total;
    report();
}

void Jobs::report()
{
    for (const auto& running : m_running) {
        if (running.words.isEmpty() || running.stop.stop_requested())
            continue;
        Q_EMIT progressed(running.words, running.reached, running.total);
        return;
    }
    Q_EMIT progressed({}, 0, 0);
}

void Jobs::drop(const QString& key)
{
    if (key.isEmpty())
        return;
    for (auto& running : m_running)
        if (running.key == key) {
            running.isReplaced = true;
            running.stop.request_stop();
        }
}

void Jobs::stopNamed()
{
    QStringList words;
    for (auto& running : m_running) {
        if (running.words.isEmpty() || running.stop.stop_requested())
            continue;
        running.stop.request_stop();
        words += running.words;
    }
    if (!words.isEmpty())
        Q_EMIT stopped(words.join(QStringLiteral(", ")));
    report();
}

bool Jobs::isBusy() const
{
    return !m_running.isEmpty();
}

}
