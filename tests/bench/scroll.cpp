// SPDX-License-Identifier: Apache-2.0
// bench_scroll FOLDER: scrolls once through a series of single-frame files on the real screen, picture by picture, and
// once more from memory; prints images per second of each. Every picture is painted before the next is asked for.
#include "app/places.h"
#include "engine/base/start.h"
#include "engine/journey/steps.h"
#include "widgets/canvas/viewer.h"
#include "widgets/look/style.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSignalSpy>

#include <cstdio>

namespace {

double pass(widgets::canvas::Viewer& viewer, int count)
{
    QSignalSpy painted{&viewer.canvas(), &widgets::canvas::Canvas::painted};
    QElapsedTimer time;
    time.start();
    for (int i = 0; i < count; ++i) {
        painted.clear();
        viewer.stack().show(i);
        if (painted.isEmpty() && !painted.wait(5000))
            return 0;
    }
    return 1000. * count / double(time.elapsed());
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
    std::vector<widgets::canvas::Plate> plates;
    for (const auto& one : *found)
        if (one.setAside.empty() && one.instance.frames > 0)
            plates.push_back({one.source, {}, 1, "i"});
    const int count = int(plates.size());
    widgets::jobs::Jobs jobs;
    widgets::canvas::Viewer viewer{"bench", jobs, pool};
    viewer.resize(1000, 800);
    viewer.show();
    viewer.setPlates(std::move(plates), 0, false, 0);
    const double cold = pass(viewer, count), warm = pass(viewer, count);
    std::printf("%d images: %.0f images/s decoded on the way, %.0f images/s from memory\n", count, cold, warm);
    return cold > 0 && warm > 0 ? 0 : 1;
}
