// SPDX-License-Identifier: Apache-2.0
#include "app/window/shots.h"

#include "app/window/main_window.h"

#include <QApplication>
#include <QFileInfo>
#include <QTextStream>

namespace app::window {

namespace {
constexpr int tickMs = 100, quietTicks = 8, patienceTicks = 300;
}

Shots::Shots(MainWindow& window, QStringList files, QObject* parent)
    : QObject{parent}, m_window{window}, m_files{std::move(files)}
{
    connect(&m_timer, &QTimer::timeout, this, &Shots::look);
    m_timer.start(tickMs);
}

void Shots::look()
{
    ++m_waited;
    m_quiet = m_window.isQuiet() ? m_quiet + 1 : 0;
    if (m_quiet < quietTicks && m_waited < patienceTicks)
        return;
    m_quiet = m_waited = 0;
    if (!m_isThere) { // first the project's own jobs, then those of the place
        m_window.goTo(QFileInfo{m_files.front()}.completeBaseName());
        m_isThere = true;
        return;
    }
    m_isThere = false;
    const auto file = m_files.takeFirst();
    const bool written = m_window.grab().save(file);
    if (!written)
        QTextStream{stderr} << "cannot write " << file << '\n';
    if (!written || m_files.isEmpty())
        QApplication::exit(written ? 0 : 1);
}

}
