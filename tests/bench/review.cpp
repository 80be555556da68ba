// SPDX-License-Identifier: Apache-2.0
// bench_review FOLDER [DWELL_MS]: reviews what tests/app/window/make_items.py made, at one key an item, on the real
// window; prints how long it takes from the key to the next item on the screen (goal: 100 ms in the middle, 250 ms for
// 95 of 100). DWELL_MS: how long the reader looks at each, 1500 if not given.
#include "app/places.h"
#include "app/window/main_window.h"
#include "engine/base/start.h"
#include "engine/journey/steps.h"
#include "widgets/look/style.h"
#include "widgets/review/cells_view.h"
#include "widgets/review/frame_sheet.h"
#include "widgets/review/review_screen.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdio>

using engine::journey::Examined;

namespace {

/// A project in which nothing is left to be searched for.
bool fill(const QString& folder, const std::string& input, engine::pool::Pool& pool)
{
    auto project = engine::journey::Project::create(folder.toStdString(), {}, {});
    const auto found = engine::journey::discover({input}, pool, {});
    if (!project || !found || !(*project)->record(*found))
        return false;
    const auto& collection = (*project)->collection();
    bool isDone = true;
    for (const auto& entry : collection.entries())
        isDone = isDone &&
                 (*project)->record(Examined{entry.id, "text", entry.instance.frames, entry.instance.frames, {}, {}});
    for (const auto* series : collection.nodes(engine::study::Level::Series))
        isDone = isDone && (*project)->record(Examined{series->id, "face", 1, 1, {}, {}});
    return isDone;
}

/// Milliseconds from each key to the picture it brought.
std::vector<double> review(widgets::review::ReviewScreen& screen, int dwellMs)
{
    auto* cells = screen.findChild<widgets::review::CellsView*>();
    auto* sheet = screen.findChild<widgets::review::FrameSheet*>();
    auto& canvas = screen.findChild<widgets::canvas::Viewer*>()->canvas();
    int painted = 0;
    QObject::connect(cells, &widgets::review::CellsView::painted, &screen, [&] { ++painted; });
    QObject::connect(sheet, &widgets::review::FrameSheet::painted, &screen, [&] { ++painted; });
    QObject::connect(&canvas, &widgets::canvas::Canvas::painted, &screen, [&] { ++painted; });
    std::vector<double> times;
    while (screen.share() < 1) {
        QTest::qWait(dwellMs);
        painted = 0;
        const auto before = screen.share();
        QElapsedTimer time;
        time.start();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        if (screen.share() >= 1 || !QTest::qWaitFor([&] { return painted > 0; }, 10'000))
            break;
        if (screen.share() > before)
            times.push_back(double(time.nsecsElapsed()) / 1e6);
    }
    return times;
}

}

int main(int argc, char** argv)
{
    if (argc < 2 || !engine::startProcess())
        return 1;
    const QTemporaryDir home;
    for (const char* name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"})
        qputenv(name, home.path().toLocal8Bit());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QApplication application{argc, argv};
    widgets::look::loadFonts();
    engine::pool::Pool pool{app::poolSettings(0)};
    const auto folder = home.filePath("project");
    if (!fill(folder, argv[1], pool))
        return 1;
    app::window::MainWindow window{pool, SAFELIGHT_RESOURCES, {}};
    window.show();
    window.activateWindow(); // keys go where the focus is, and a screen without a window manager gives it to nobody
    window.open(folder);
    const auto screen = [&] { return window.findChild<widgets::review::ReviewScreen*>(); };
    if (!QTest::qWaitFor([&] { return screen() && window.isQuiet(); }, 600'000))
        return 1;
    window.goTo("review");
    if (!QTest::qWaitForWindowActive(&window))
        return 1;
    auto times = review(*screen(), argc > 2 ? std::atoi(argv[2]) : 1500);
    if (times.empty())
        return 1;
    std::sort(times.begin(), times.end());
    std::printf("%zu items: %.0f ms in the middle, %.0f ms for 95 of 100, %.0f ms at most\n", times.size(),
                times[times.size() / 2], times[std::min(times.size() - 1, times.size() * 95 / 100)], times.back());
    return 0;
}
