// SPDX-License-Identifier: Apache-2.0
#include "widgets/frame/view_deeds.h"

#include "widgets/canvas/presets.h"
#include "widgets/canvas/viewer.h"
#include "widgets/frame/screen.h"
#include "widgets/look/parts.h"

#include <QAction>
#include <QCoreApplication>

namespace widgets::frame {

namespace {

QString tr(const char* words)
{
    return QCoreApplication::translate("widgets::frame", words);
}

void addTools(Screen& screen, canvas::Viewer& viewer)
{
    auto& canvas = viewer.canvas();
    const auto toggle = [&](Deed deed, const Face& face, canvas::Tool tool) {
        auto* action = screen.add(deed, face, [&canvas, tool] {
            canvas.setTool(canvas.tool() == tool ? canvas::Tool::Look : tool);
            canvas.setFocus();
        });
        action->setCheckable(true);
        QObject::connect(&canvas, &canvas::Canvas::toolChanged, action,
                         [action, tool](canvas::Tool now) { action->setChecked(now == tool); });
        return action;
    };
    auto& row = viewer.tools();
    int place = row.count() - 3; // before the stretch and the number
    const auto show = [&](QAction* action) { row.insertWidget(place++, look::tool(action)); };
    show(toggle(Deed::Pan, {tr(QT_TRANSLATE_NOOP("widgets::frame", "Move the image")), "hand"}, canvas::Tool::Pan));
    show(toggle(Deed::Window, {tr(QT_TRANSLATE_NOOP("widgets::frame", "Brightness and contrast")), "contrast"},
                canvas::Tool::Window));
    show(screen.add(Deed::Fit, {tr(QT_TRANSLATE_NOOP("widgets::frame", "Fit the image")), "maximize"},
                    [&canvas] { canvas.fit(); }));
    show(screen.add(Deed::ZoomIn, {tr(QT_TRANSLATE_NOOP("widgets::frame", "Larger")), "zoom-in"},
                    [&canvas] { canvas.zoomBy(1.25); }));
    show(screen.add(Deed::ZoomOut, {tr(QT_TRANSLATE_NOOP("widgets::frame", "Smaller")), "zoom-out"},
                    [&canvas] { canvas.zoomBy(.8); }));
    show(screen.add(Deed::Play, {tr(QT_TRANSLATE_NOOP("widgets::frame", "Play or stop")), "play"},
                    [&viewer] { viewer.togglePlay(); }));
    screen.add(Deed::OneToOne, {tr(QT_TRANSLATE_NOOP("widgets::frame", "Pixel for pixel")), {}},
               [&canvas] { canvas.zoomTo(1); });
    screen.add(Deed::Invert, {tr(QT_TRANSLATE_NOOP("widgets::frame", "Invert")), {}},
               [&viewer] { viewer.toggleInvert(); });
}

}

void addViewDeeds(Screen& screen, canvas::Viewer& viewer)
{
    addTools(screen, viewer);
    static constexpr std::pair<Deed, int> views[] = {
        {Deed::View0, 0}, {Deed::View1, 1}, {Deed::View2, 2}, {Deed::View3, 3}, {Deed::View4, 4},
        {Deed::View5, 5}, {Deed::View6, 6}, {Deed::View7, 7}, {Deed::View8, 8}, {Deed::View9, 9}};
    for (const auto& [deed, digit] : views) {
        const auto words = digit == 0
                               ? tr(QT_TRANSLATE_NOOP("widgets::frame", "Reset the view"))
                               : tr(QT_TRANSLATE_NOOP("widgets::frame", "View: %1")).arg(canvas::presetWords(digit));
        screen.add(deed, {words, {}}, [&screen, &viewer, digit = digit] {
            if (digit == 0)
                viewer.canvas().fit();
            if (!viewer.applyPreset(digit) && digit != 0)
                screen.bar().say(tr(QT_TRANSLATE_NOOP("widgets::frame", "This image has no such view")));
        });
    }
    QObject::connect(&viewer, &canvas::Viewer::stateChanged, &screen, &Screen::statusChanged);
}

}
