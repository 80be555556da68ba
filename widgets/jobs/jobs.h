// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/progress.h"

#include <QMap>
#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <array>
#include <functional>
#include <memory>

namespace widgets::jobs {

/// Kinds of work that must not wait for each other. Each has threads of its own.
enum class Lane {
    Show,    ///< what a person is looking at right now
    Files,   ///< reading inputs, writing candidates
    Text,    ///< looking for text
    Face,    ///< heads
    Project, ///< opening, signing, releasing: one at a time
    Count
};

struct Question {
    Lane lane = Lane::Show;
    QString key;   ///< a newer question with the same key stops the older; empty: stands alone
    QString words; ///< for the footer: "Reading files"; empty: not worth mentioning
};

/// Runs the engine's blocking steps off the GUI thread and answers on it. A question that a newer one replaced, that
/// was dropped, or whose context is gone is never answered; one that a person stopped is, with what the step says
/// (Cancelled). Owned by the window; used on the GUI thread only.
class Jobs : public QObject {
    Q_OBJECT

public:
    explicit Jobs(QObject* parent = nullptr);
    ~Jobs() override; ///< stops everything and waits for it

    /// `work` runs on a thread of the lane and must not touch anything of the GUI; `then` runs on the GUI thread.
    template <class Answer>
    void ask(const Question& question, QObject* context, std::function<Answer(const engine::Progress&)> work,
             std::function<void(Answer)> then)
    {
        start(question, context, [work = std::move(work), then = std::move(then)](const engine::Progress& progress) {
            auto answer = std::make_shared<Answer>(work(progress));
            return std::function<void()>{[answer, then] { then(std::move(*answer)); }};
        });
    }

    void drop(const QString& key); ///< stopped, and never answered
    void stopNamed();              ///< everything with words: what `Esc` stops
    bool isBusy() const;

Q_SIGNALS:
    /// The oldest question with words: how far it is. Empty words: nothing worth mentioning is going on.
    void progressed(const QString& words, std::size_t reached, std::size_t total);
    void stopped(const QString& words);

private:
    /// Runs on the lane's thread; what it returns runs on the GUI thread.
    using Work = std::function<std::function<void()>(const engine::Progress&)>;
    struct Running {
        QString key, words;
        std::stop_source stop;
        std::size_t reached = 0, total = 0;
        bool isReplaced = false;
    };

    void start(const Question& question, QObject* context, Work work);
    void finish(quint64 ticket, const QPointer<QObject>& context, const std::function<void()>& answer);
    void advance(quint64 ticket, std::size_t reached, std::size_t total);
    void report();

    std::array<QThreadPool, static_cast<std::size_t>(Lane::Count)> m_lanes;
    QMap<quint64, Running> m_running; ///< by ticket, oldest first
    quint64 m_tickets = 0;
};

}
