// SPDX-License-Identifier: Apache-2.0
#include "widgets/frame/rail.h"

#include "widgets/frame/keys.h"
#include "widgets/look/icon.h"
#include "widgets/look/key_button.h"
#include "widgets/look/parts.h"
#include "widgets/look/style.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>

namespace widgets::frame {

using look::Role;

RailButton::RailButton(const QString& name, const QString& iconName, const QString& key, bool counts)
    : m_iconName{iconName}, m_key{key}, m_counts{counts}
{
    setText(name);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setFixedSize(look::metric::rail - 1, counts ? 66 : 50);
    setState({});
}

void RailButton::setState(const StepState& state)
{
    m_state = state;
    QString words = text();
    if (!state.locked.isEmpty())
        words = tr("%1, not yet: %2").arg(text(), state.locked);
    else if (m_counts && state.open > 0)
        words = tr("%1, %n open", nullptr, state.open).arg(text());
    else if (state.done)
        words = tr("%1, done").arg(text());
    setAccessibleName(words);
    setToolTip(state.locked.isEmpty() ? QStringLiteral("%1 (%2)").arg(text(), m_key) : state.locked);
    update();
}

QSize RailButton::sizeHint() const
{
    return size();
}

bool RailButton::event(QEvent* event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        update();
    return QAbstractButton::event(event);
}

void RailButton::paintEvent(QPaintEvent*)
{
    const auto& theme = look::themeOf(this);
    const auto ratio = devicePixelRatioF();
    const bool locked = !m_state.locked.isEmpty();
    QPainter p{this};
    p.setRenderHint(QPainter::Antialiasing);
    if (isChecked() || underMouse()) {
        p.setPen(Qt::NoPen);
        p.setBrush(theme[!isChecked() ? Role::Panel : theme.dark ? Role::Control : Role::Raised]);
        p.drawRoundedRect(rect().adjusted(6, 0, -5, 0), 6, 6);
    }
    if (isChecked())
        p.fillRect(QRect{0, 12, 3, height() - 24}, theme[Role::AmberFill]);
    const auto tone = theme[locked ? Role::Dim : isChecked() ? Role::Text : Role::Text2];
    p.drawPixmap(rect().center().x() - 9, m_counts ? 9 : 7, look::iconPixmap(m_iconName, 20, tone, ratio));
    p.setFont(look::font(look::Type::Caption));
    p.setPen(tone);
    p.drawText(rect().adjusted(0, m_counts ? 31 : 29, 0, 0), Qt::AlignHCenter | Qt::AlignTop, text());
    if (locked) {
        p.drawPixmap(rect().center().x() - 5, 47, look::iconPixmap("lock", 12, tone, ratio));
    } else if (m_counts && m_state.open > 0) {
        p.setPen(theme[Role::Amber]);
        p.drawText(rect().adjusted(0, 46, 0, 0), Qt::AlignHCenter | Qt::AlignTop, QLocale{}.toString(m_state.open));
    } else if (m_state.done) {
        p.drawPixmap(rect().center().x() - 5, 47, look::iconPixmap("check", 12, theme[Role::Teal], ratio));
    }
    if (hasFocus())
        look::drawFocusRing(&p, rect().adjusted(4, 0, -3, 0), theme);
}

Rail::Rail(QWidget* parent) : QWidget{parent}
{
    setFixedWidth(look::metric::rail);
    setAccessibleName(tr("Steps"));
    const struct {
        QString name;
        const char* icon;
        Deed deed;
    } places[] = {{tr("Collection"), "layers", Deed::Place1}, {tr("Rules"), "sliders-horizontal", Deed::Place2},
                  {tr("Text"), "scan-text", Deed::Place3},    {tr("Faces"), "scan-face", Deed::Place4},
                  {tr("Review"), "eye", Deed::Place5},        {tr("Sign-off"), "signature", Deed::Place6},
                  {tr("Journal"), "history", Deed::Journal},  {tr("Settings"), "settings", Deed::Settings}};
    auto* column = look::box<QVBoxLayout>(this, 0, 4);
    column->setContentsMargins(0, 8, 1, 8);
    for (const auto& place : places) {
        const int index = int(m_buttons.size());
        auto* button =
            new RailButton{place.name, QLatin1String(place.icon), look::keyWords(keyOf(place.deed)), index < 6};
        if (index == 6)
            column->addStretch();
        column->addWidget(button);
        connect(button, &QAbstractButton::clicked, this, [this, button, index] {
            button->setChecked(!button->isChecked()); // `setCurrent` decides
            if (button->state().locked.isEmpty())
                Q_EMIT chosen(index);
            else
                Q_EMIT refused(button->state().locked);
        });
        m_buttons += button;
    }
}

void Rail::setStates(const QList<StepState>& states)
{
    for (int i = 0; i < states.size(); ++i)
        m_buttons[i]->setState(states[i]);
}

void Rail::setCurrent(int place)
{
    for (int i = 0; i < m_buttons.size(); ++i)
        m_buttons[i]->setChecked(i == place);
}

void Rail::paintEvent(QPaintEvent*)
{
    const auto& theme = look::themeOf(this);
    QPainter p{this};
    p.fillRect(rect(), theme[Role::Window]);
    p.fillRect(width() - 1, 0, 1, height(), theme[Role::Line]);
}

}
