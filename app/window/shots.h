// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QStringList>
#include <QTimer>

namespace app::window {

class MainWindow;

/// Writes pictures of the window and ends the program. A file's name says which place it shows: "text.png". Each is
/// taken once nothing runs any more, or after half a minute.
class Shots : public QObject {
    Q_OBJECT

public:
    Shots(MainWindow& window, QStringList files, QObject* parent = nullptr);

private:
    void look();

    MainWindow& m_window;
    QStringList m_files;
    QTimer m_timer;
    int m_quiet = 0, m_waited = 0;
    bool m_isThere = false;
};

}
