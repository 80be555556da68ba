// SPDX-License-Identifier: Apache-2.0
#include "widgets/look/key_button.h"

#include "widgets/look/mark.h"
#include "widgets/look/style.h"

#include <QAction>
#include <QEvent>
#include <QPainter>

namespace widgets::look {

QString keyWords(const QKeySequence& key)
{
    auto words = key.toString(QKeySequence::NativeText);
    words.replace(QStringLiteral("Return"), QStringLiteral("Enter"));
    if (words.size() > 1 && !words.endsWith(QStringLiteral("++")))
        words.replace(QLatin1Char('+'), QLatin1Char(' '));
    return words;
}

QString tipOf(const QAction* action)
{
    const auto key = keyWords(action->shortcut());
    auto words = action->text();
    words.remove(QLatin1Char('&'));
    return key.isEmpty() ? words : QStringLiteral("%1 (%2)").arg(words, key);
}

KeyButton::KeyButton(QAction* action, Role accent, bool primary, QWidget* parent)
    : QAbstractButton{parent}, m_action{action}, m_accent{accent}, m_primary{primary}
{
    setFont(look::font(primary ? Type::Strong : Type::Body));
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setProperty("primary", primary);
    follow();
    connect(action, &QAction::changed, this, &KeyButton::follow);
    connect(this, &QAbstractButton::clicked, action, [action] { action->trigger(); });
}

void KeyButton::follow()
{
    m_key = keyWords(m_action->shortcut());
    setText(m_action->text());
    setAccessibleName(m_action->text());
    setToolTip(tipOf(m_action));
    setEnabled(m_ready && m_action->isEnabled());
    if (parentWidget() || !m_action->isVisible()) // shown without a parent it would be a window for a moment
        setVisible(m_action->isVisible());
    updateGeometry();
    update();
}

void KeyButton::setReady(bool ready)
{
    m_ready = ready;
    setEnabled(m_ready && m_action->isEnabled());
}

void KeyButton::setNarrow(bool narrow)
{
    if (m_narrow == narrow)
        return;
    m_narrow = narrow;
    updateGeometry();
    update();
}

int KeyButton::widthWith(bool narrow) const
{
    const int cap = m_key.isEmpty() ? 0 : keycapWidth(m_key) + 8;
    return narrow && cap > 0 ? 12 + cap + 4 : 12 + cap + fontMetrics().horizontalAdvance(text()) + 14;
}

QSize KeyButton::sizeHint() const
{
    return {widthWith(m_narrow), 36};
}

bool KeyButton::event(QEvent* event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        update();
    return QAbstractButton::event(event);
}

void KeyButton::paintEvent(QPaintEvent*)
{
    const auto& theme = themeOf(this);
    QPainter p{this};
    p.setRenderHint(QPainter::Antialiasing);
    const bool filled = m_primary && isEnabled();
    const bool lit = isEnabled() && (underMouse() || isDown());
    const auto plain = isEnabled() ? Role::Control : Role::Raised;
    p.setPen({filled ? theme[Role::Amber] : theme[theme.dark ? Role::Hover : Role::Line], 1});
    p.setBrush(filled ? theme[Role::AmberFill].lighter(lit ? 108 : 100) : theme[lit ? Role::Hover : plain]);
    p.drawRoundedRect(QRectF{rect()}.adjusted(.5, .5, -.5, -.5), metric::radius, metric::radius);
    int x = 12;
    if (!m_key.isEmpty()) {
        const int cap = keycapWidth(m_key);
        drawKeycap(&p, QRectF(x, (height() - 18) / 2., cap, 18), m_key, theme, filled);
        x += cap + 8;
    }
    p.setFont(font());
    p.setPen(theme[!isEnabled() ? Role::Dim : filled ? Role::OnAmber : m_accent]);
    if (!m_narrow || m_key.isEmpty())
        p.drawText(rect().adjusted(x, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
    if (hasFocus())
        drawFocusRing(&p, rect(), theme);
}

}
