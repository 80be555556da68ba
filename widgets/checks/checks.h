// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/head.h"
#include "widgets/session/project_screen.h"

#include <deque>
#include <set>

namespace widgets::checks {

/// Lets the machine look through everything it has not looked through yet, and writes the candidates as the decisions
/// stand: in the background, each result recorded as it comes. After a decision only the files it touches are written
/// anew. What was stopped is taken up again by `start`.
class Checks : public QObject {
    Q_OBJECT

public:
    Checks(const session::Desk& desk, QObject* parent = nullptr);

    void start();
    void stop();
    bool isRunning() const;
    /// Whether a person has let the checks begin in this project (something was examined).
    bool hasBegun() const;
    std::size_t textLeft() const { return m_text.size() + m_searching.size(); }
    std::size_t filesLeft() const { return m_stale.size() + m_writing.size(); }
    std::size_t headsLeft() const
    {
        return m_heads.size() + (m_assessing.empty() ? 0 : 1) + (m_checking.empty() ? 0 : 1);
    }

Q_SIGNALS:
    void progressed(const QString& words, std::size_t reached, std::size_t total); ///< empty words: all done
    void failed(const engine::Error& error); ///< something that stops everything (disk full)

private:
    void queueText();
    void examineFaces();
    void queueStale();
    void pump();
    void search(const std::string& item);
    void write(const std::string& item);
    void assess(const engine::journey::HeadQuestion& question);
    void assessAgain();
    void checkCuts();
    void report();

    session::Desk m_desk;
    QTimer m_settle; ///< a burst of decisions writes a file once
    bool m_on = false;
    std::deque<std::string> m_text, m_stale;
    std::set<std::string> m_searching, m_writing, m_broken;
    std::deque<engine::journey::HeadQuestion> m_heads;
    std::string m_assessing, m_checking; ///< one series at a time
    std::set<std::string> m_tried;       ///< heads with the anchor of another series, and files of cuts: once each
    std::size_t m_total = 0, m_reached = 0;
    std::stop_source m_stop;
};

}
