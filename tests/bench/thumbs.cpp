// SPDX-License-Identifier: Apache-2.0
// bench_thumbs FOLDER: a list of all photographs in FOLDER scrolls down and up again while its small pictures are made,
// as in the queue of Text; until all are there. Prints the longest time for which nothing else could happen in the
// window, and the memory of the window and of the largest worker.
#include "app/places.h"
#include "engine/base/start.h"
#include "engine/journey/steps.h"
#include "widgets/look/rows.h"
#include "widgets/look/style.h"
#include "widgets/session/thumbs.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>
#include <cstdio>

namespace {

/// The kB behind `name` in the status of a process (proc(5)).
long kilobytes(const QString& process, const QByteArray& name)
{
    QFile status{QStringLiteral("/proc/%1/status").arg(process)};
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const auto& line : status.readAll().split('\n'))
        if (line.startsWith(name))
            return line.mid(name.size()).trimmed().split(' ').first().toLong();
    return 0;
}

/// What the window holds of its own; what workers lent it counts once.
long largestWorker()
{
    long largest = 0;
    const auto self = QByteArray::number(QCoreApplication::applicationPid());
    for (const auto& process : QDir{"/proc"}.entryList({"[0-9]*"}, QDir::Dirs))
        if (kilobytes(process, "PPid:") == self.toLong())
            largest = std::max(largest, kilobytes(process, "VmHWM:"));
    return largest;
}

/// Notes how late each beat comes: for so long nothing else could happen.
class Heart : public QObject {
public:
    Heart()
    {
        m_time.start();
        connect(&m_beat, &QTimer::timeout, this, [this] {
            m_late.push_back(std::max(0., double(m_time.nsecsElapsed()) / 1e6 - period));
            m_time.restart();
        });
        m_beat.setTimerType(Qt::PreciseTimer);
        m_beat.start(period);
    }
    double longest() const { return *std::max_element(m_late.begin(), m_late.end()); }
    double nearlyAll() const ///< 99 of 100 are shorter
    {
        auto sorted = m_late;
        std::sort(sorted.begin(), sorted.end());
        return sorted[sorted.size() * 99 / 100];
    }

private:
    static constexpr int period = 5;
    QTimer m_beat;
    QElapsedTimer m_time;
    std::vector<double> m_late{0.};
};

QList<widgets::look::Row> rowsOf(const std::vector<engine::journey::Discovered>& found,
                                 widgets::session::Thumbs& thumbs)
{
    QList<widgets::look::Row> rows;
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (!found[i].setAside.empty())
            continue;
        widgets::look::Row row;
        row.id = QStringLiteral("i%1").arg(i);
        row.title = row.id;
        row.hasPicture = true;
        row.picture = thumbs.of(row.id, {row.id.toStdString(), found[i].source, found[i].instance});
        rows.append(row);
    }
    return rows;
}

}

int main(int argc, char** argv)
{
    if (argc != 2 || !engine::startProcess())
        return 1;
    QApplication application{argc, argv};
    widgets::look::loadFonts();
    QApplication::setStyle(new widgets::look::Style{widgets::look::darkTheme()});
    engine::pool::Pool pool{app::poolSettings(2)};
    const auto found = engine::journey::discover({argv[1]}, pool, {});
    if (!found)
        return 1;
    widgets::jobs::Jobs jobs;
    widgets::session::Thumbs thumbs{jobs, pool};
    widgets::look::RowList list{"bench"};
    const auto rows = rowsOf(*found, thumbs);
    int made = 0;
    QObject::connect(&thumbs, &widgets::session::Thumbs::ready, &list, [&](const QString& id, const QPixmap& picture) {
        list.setPicture(id, picture);
        ++made;
    });
    list.resize(320, 800);
    list.show();
    list.setRows(rows);
    Heart heart;
    QElapsedTimer time;
    time.start();
    QTimer scroll;
    int step = 0;
    QObject::connect(&scroll, &QTimer::timeout, &list, [&] {
        auto* bar = list.verticalScrollBar();
        const int span = std::max(1, bar->maximum());
        const int at = ++step * 40 % (2 * span);
        bar->setValue(at < span ? at : 2 * span - at);
        if (made == rows.size())
            QApplication::quit();
    });
    scroll.start(16);
    QApplication::exec();
    std::printf(
        "%d photographs in %.1f s, %d steps: longest block %.1f ms, 99 %% below %.1f ms; window %ld MB, largest worker "
        "%ld MB\n",
        made, double(time.elapsed()) / 1000, step, heart.longest(), heart.nearlyAll(),
        kilobytes("self", "VmHWM:") / 1024, largestWorker() / 1024);
    return made > 0 ? 0 : 1;
}
