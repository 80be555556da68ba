// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/frame/keys.h"

#include <QList>

#include <functional>

class QAction;
class QMenu;
class QMenuBar;
class QWidget;

namespace app::window {

/// What can be done from everywhere, as actions with key, words and icon, and the menus that hold them.
class Actions {
public:
    explicit Actions(QWidget* window);

    QAction* of(widgets::frame::Deed deed) const;
    QMenuBar* menus() const { return m_menus; }
    /// The deeds of the screen on view take the place of the former ones.
    void setScreenDeeds(const QList<QAction*>& deeds);
    const QList<QAction*>& all() const { return m_all; }
    void on(widgets::frame::Deed deed, std::function<void()> act);

private:
    QAction* add(widgets::frame::Deed deed, const QString& words, const QString& icon = {});
    void fillMenus();

    QWidget* m_window;
    QMenuBar* m_menus;
    QMenu* m_item = nullptr;
    QList<QAction*> m_all;
};

}
