// SPDX-License-Identifier: Apache-2.0
#include "app/window/actions.h"

#include "widgets/look/icon.h"
#include "widgets/look/key_button.h"

#include <QAction>
#include <QCoreApplication>
#include <QMenuBar>

namespace app::window {

using widgets::frame::Deed;

namespace {

QString tr(const char* words)
{
    return QCoreApplication::translate("app::window::Actions", words);
}

}

Actions::Actions(QWidget* window) : m_window{window}, m_menus{new QMenuBar}
{
    const auto words = [](const char* text) { return tr(text); };
    add(Deed::New, words(QT_TRANSLATE_NOOP("app::window::Actions", "&New project…")), "folder-plus");
    add(Deed::Open, words(QT_TRANSLATE_NOOP("app::window::Actions", "&Open project…")), "folder-open");
    add(Deed::Add, words(QT_TRANSLATE_NOOP("app::window::Actions", "&Add files…")), "upload");
    add(Deed::Close, words(QT_TRANSLATE_NOOP("app::window::Actions", "&Close project")));
    add(Deed::Quit, words(QT_TRANSLATE_NOOP("app::window::Actions", "&Quit")));
    add(Deed::Undo, words(QT_TRANSLATE_NOOP("app::window::Actions", "&Undo")), "undo-2");
    add(Deed::Redo, words(QT_TRANSLATE_NOOP("app::window::Actions", "&Redo")), "redo-2");
    add(Deed::Place1, words(QT_TRANSLATE_NOOP("app::window::Actions", "&Collection")), "layers");
    add(Deed::Place2, words(QT_TRANSLATE_NOOP("app::window::Actions", "&Rules")), "sliders-horizontal");
    add(Deed::Place3, words(QT_TRANSLATE_NOOP("app::window::Actions", "&Text")), "scan-text");
    add(Deed::Place4, words(QT_TRANSLATE_NOOP("app::window::Actions", "&Faces")), "scan-face");
    add(Deed::Place5, words(QT_TRANSLATE_NOOP("app::window::Actions", "Re&view")), "eye");
    add(Deed::Place6, words(QT_TRANSLATE_NOOP("app::window::Actions", "&Sign-off")), "signature");
    add(Deed::Plan, words(QT_TRANSLATE_NOOP("app::window::Actions", "&Plan of the sample")), "dices");
    add(Deed::Result, words(QT_TRANSLATE_NOOP("app::window::Actions", "Res&ult of the sample")), "chart-column");
    add(Deed::Journal, words(QT_TRANSLATE_NOOP("app::window::Actions", "&Journal")), "history");
    add(Deed::Settings, words(QT_TRANSLATE_NOOP("app::window::Actions", "S&ettings")), "settings");
    add(Deed::Theme, words(QT_TRANSLATE_NOOP("app::window::Actions", "&Light or dark")), "sun");
    add(Deed::NextPanel, words(QT_TRANSLATE_NOOP("app::window::Actions", "Next &panel")));
    add(Deed::Palette, words(QT_TRANSLATE_NOOP("app::window::Actions", "&Find or do anything")), "command");
    add(Deed::Help, words(QT_TRANSLATE_NOOP("app::window::Actions", "&Help for this screen")), "circle-help");
    add(Deed::KeySheet, words(QT_TRANSLATE_NOOP("app::window::Actions", "All &keys")), "keyboard");
    fillMenus();
}

QAction* Actions::add(Deed deed, const QString& words, const QString& icon)
{
    auto* action = new QAction{words, m_window};
    action->setObjectName(QString::fromLatin1(widgets::frame::keyTable()[static_cast<std::size_t>(deed)].name));
    action->setShortcut(widgets::frame::keyOf(deed));
    action->setAutoRepeat(deed == Deed::Undo || deed == Deed::Redo);
    if (!icon.isEmpty())
        action->setIcon(widgets::look::icon(icon));
    action->setToolTip(widgets::look::tipOf(action));
    action->setStatusTip(action->toolTip());
    m_window->addAction(action);
    m_all += action;
    return action;
}

QAction* Actions::of(Deed deed) const
{
    const auto name = QString::fromLatin1(widgets::frame::keyTable()[static_cast<std::size_t>(deed)].name);
    for (auto* action : m_all)
        if (action->objectName() == name)
            return action;
    Q_ASSERT(false);
    return nullptr;
}

void Actions::on(Deed deed, std::function<void()> act)
{
    QObject::connect(of(deed), &QAction::triggered, m_window, [act = std::move(act)] { act(); });
}

void Actions::fillMenus()
{
    const auto menu = [this](const QString& name, const QList<Deed>& deeds) {
        auto* one = m_menus->addMenu(name);
        for (const auto deed : deeds)
            one->addAction(of(deed));
        return one;
    };
    menu(tr(QT_TRANSLATE_NOOP("app::window::Actions", "&File")),
         {Deed::New, Deed::Open, Deed::Add, Deed::Close, Deed::Quit});
    menu(tr(QT_TRANSLATE_NOOP("app::window::Actions", "&Edit")), {Deed::Undo, Deed::Redo});
    m_item = menu(tr(QT_TRANSLATE_NOOP("app::window::Actions", "&Item")), {});
    menu(tr(QT_TRANSLATE_NOOP("app::window::Actions", "&Go")),
         {Deed::Place1, Deed::Place2, Deed::Place3, Deed::Place4, Deed::Place5, Deed::Place6, Deed::Plan, Deed::Result,
          Deed::Journal, Deed::Settings, Deed::NextPanel});
    menu(tr(QT_TRANSLATE_NOOP("app::window::Actions", "&View")), {Deed::Theme, Deed::Palette});
    menu(tr(QT_TRANSLATE_NOOP("app::window::Actions", "&Help")), {Deed::Help, Deed::KeySheet});
    m_item->setEnabled(false);
}

void Actions::setScreenDeeds(const QList<QAction*>& deeds)
{
    m_item->clear();
    m_item->addActions(deeds);
    m_item->setEnabled(!deeds.isEmpty());
}

}
