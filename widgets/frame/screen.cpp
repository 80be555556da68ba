// SPDX-License-Identifier: Apache-2.0
#include "widgets/frame/screen.h"

#include "widgets/look/icon.h"
#include "widgets/look/key_button.h"

#include <QAction>
#include <QKeyEvent>

namespace widgets::frame {

Screen::Screen(const QString& name, const QString& title, QWidget* parent)
    : QWidget{parent}, m_name{name}, m_title{title}, m_bar{new ActionBar}, m_column{look::box<QVBoxLayout>(this)}
{
    setAccessibleName(title);
    m_column->addWidget(m_bar);
}

void Screen::setBody(QWidget* body)
{
    m_column->insertWidget(0, body, 1);
}

QAction* Screen::add(Deed deed, const Face& face, std::function<void()> act)
{
    auto* action = new QAction{face.words, this};
    action->setObjectName(QString::fromLatin1(keyTable()[static_cast<std::size_t>(deed)].name));
    action->setShortcut(keyOf(deed));
    action->setShortcutContext(Qt::WindowShortcut); // inert while the screen is hidden
    action->setAutoRepeat(false);
    if (!face.iconName.isEmpty())
        action->setIcon(look::icon(face.iconName));
    action->setToolTip(look::tipOf(action));
    action->setStatusTip(face.words);
    connect(action, &QAction::triggered, this, [this, act = std::move(act)] {
        m_bar->hush();
        if (const auto why = whyBusy(); why.isEmpty())
            act();
        else
            refuse(why);
    });
    addAction(action);
    m_deeds += action;
    return action;
}

void Screen::keyPressEvent(QKeyEvent* event)
{
    const bool isArrow =
        event->modifiers() == Qt::NoModifier && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right);
    if (const auto why = whyBusy(); isArrow && !why.isEmpty())
        refuse(why);
    else if (isArrow)
        goBy(event->key() == Qt::Key_Left ? -1 : 1);
    else
        QWidget::keyPressEvent(event);
}

}
