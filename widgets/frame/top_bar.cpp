// SPDX-License-Identifier: Apache-2.0
#include "widgets/frame/top_bar.h"

#include "widgets/look/icon.h"
#include "widgets/look/key_button.h"
#include "widgets/look/mark.h"
#include "widgets/look/style.h"

#include <QAction>
#include <QMenuBar>
#include <QPainter>

namespace widgets::frame {

using look::Role;

Lamp::Lamp(QWidget* parent) : QAbstractButton{parent}
{
    setAccessibleName(tr("Start page"));
    setToolTip(tr("Start page"));
    setFocusPolicy(Qt::TabFocus);
    setFixedSize(sizeHint());
}

void Lamp::paintEvent(QPaintEvent*)
{
    const auto& theme = look::themeOf(this);
    QPainter p{this};
    p.setRenderHint(QPainter::Antialiasing);
    const QPointF c = QRectF{rect()}.center();
    auto amber = look::darkTheme()[Role::Amber];
    QRadialGradient glow{c, 17};
    amber.setAlphaF(.40F);
    glow.setColorAt(0, amber);
    amber.setAlphaF(0);
    glow.setColorAt(1, amber);
    if (theme.dark)
        p.fillRect(rect(), glow);
    p.setPen(Qt::NoPen);
    p.setBrush(theme[Role::AmberFill]);
    p.drawEllipse(c, 5, 5);
    p.setPen({theme[theme.dark ? Role::AmberFill : Role::Amber], 1.5});
    p.setBrush(Qt::NoBrush);
    p.drawArc(QRectF{c.x() - 9, c.y() - 9, 18, 18}, 20 * 16, 140 * 16);
    if (hasFocus())
        look::drawFocusRing(&p, rect().adjusted(16, 2, -16, -2), theme);
}

CommandField::CommandField(QAction* action, QWidget* parent)
    : QAbstractButton{parent}, m_key{look::keyWords(action->shortcut())}
{
    setText(tr("Find or do anything"));
    setAccessibleName(text());
    setToolTip(look::tipOf(action));
    setFocusPolicy(Qt::TabFocus);
    setFixedSize(sizeHint());
    connect(this, &QAbstractButton::clicked, action, [action] { action->trigger(); });
}

void CommandField::paintEvent(QPaintEvent*)
{
    const auto& theme = look::themeOf(this);
    QPainter p{this};
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen({theme[Role::FieldLine], 1});
    p.setBrush(theme[theme.dark ? Role::Window : Role::Raised]);
    p.drawRoundedRect(QRectF{rect()}.adjusted(.5, .5, -.5, -.5), look::metric::radius, look::metric::radius);
    p.drawPixmap(8, 6, look::iconPixmap("search", 14, theme[Role::Text2], devicePixelRatioF()));
    p.setFont(look::font(look::Type::Small));
    p.setPen(theme[Role::Text2]);
    p.drawText(rect().adjusted(30, 0, 0, 0), Qt::AlignVCenter, text());
    const int cap = look::keycapWidth(m_key);
    look::drawKeycap(&p, QRectF(width() - cap - 4, 4, cap, 18), m_key, theme);
    if (hasFocus())
        look::drawFocusRing(&p, rect(), theme);
}

TopBar::TopBar(QMenuBar* menus, QAction* palette, const QList<QAction*>& tools, QWidget* parent)
    : Panel{Role::Panel, Qt::BottomEdge, parent}, m_place{new look::Text{{}, look::Type::Body, Role::Text2}}
{
    setFixedHeight(look::metric::topBar);
    auto* row = look::box<QHBoxLayout>(this, 0, 2);
    auto* lamp = new Lamp;
    connect(lamp, &QAbstractButton::clicked, this, &TopBar::homeWished);
    row->addWidget(lamp);
    menus->setFont(look::font(look::Type::Body));
    menus->setAccessibleName(tr("Menus"));
    menus->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    menus->setFixedHeight(28);
    row->addWidget(menus, 0, Qt::AlignVCenter);
    row->addStretch(1);
    row->addWidget(m_place);
    row->addStretch(1);
    row->addWidget(new CommandField{palette});
    row->addSpacing(8);
    for (auto* action : tools)
        row->addWidget(look::tool(action));
    row->addSpacing(8);
}

void TopBar::setPlace(const QStringList& places)
{
    m_place->setText(places.join(QStringLiteral("   ›   ")));
}

}
