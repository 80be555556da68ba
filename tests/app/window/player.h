// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QString>
#include <QTimer>
#include <QWidget>

#include <functional>

namespace app::window::test {

/// Plays a script of keys and clicks on a window, as a person would: it sends events and looks at words on the screen,
/// and knows nothing else of the program. One command a line; `#` begins a comment.
///
///     key Ctrl+Return              presses a key where the focus is
///     type words                   types into what has the focus
///     click NAME                   clicks the control with this accessible name
///     until "words" SECONDS        waits until the words stand on the screen
///     quiet "words" SECONDS        waits until they no longer do
///     rest MILLISECONDS            looks for a while
///     picture NAME                 keeps a picture of the window
///     repeat "words" TIMES         plays the indented lines below until the words stand on the screen
class Player {
public:
    Player(QWidget& window, QString pictures);

    /// Empty, or the line that failed and why.
    QString play(const QStringList& lines);
    /// The longest time, in milliseconds, that the GUI thread was away from its events while nothing was sent to it,
    /// less what it waited for a processor.
    qint64 longestAway() const { return m_longest; }

private:
    QString act(const QString& line);
    QString wait(const QString& words, bool there, int seconds);
    QString click(const QString& name);
    QString repeat(const QString& words, int times, const QStringList& body);
    void press(const QString& key);
    bool isOnScreen(const QString& words) const;

    QWidget& m_window;
    QString m_pictures;
    QTimer m_beat;
    QElapsedTimer m_since;
    qint64 m_longest = 0, m_waited = 0;
    bool m_isIdle = false;
};

}
