// SPDX-License-Identifier: Apache-2.0
#include "widgets/look/chip.h"

#include "widgets/look/style.h"

#include <QLocale>
#include <QPainter>

namespace widgets::look {

namespace {
constexpr int inset = 10, gap = 6;
}

Chip::Chip(const QString& words, bool isExclusive, QWidget* parent) : QAbstractButton{parent}
{
    setText(words);
    setCheckable(true);
    setAutoExclusive(isExclusive);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setFont(look::font(Type::Body));
    setFixedHeight(metric::control);
    name();
}

void Chip::name()
{
    const auto words = m_spoken.isEmpty() ? text() : m_spoken;
    setAccessibleName(m_count < 0 ? words : QStringLiteral("%1: %2").arg(words, QLocale{}.toString(m_count)));
}

void Chip::setSpoken(const QString& words)
{
    m_spoken = words;
    name();
}

void Chip::setCount(int count, bool isOpen)
{
    if (count == m_count && isOpen == m_isOpen)
        return;
    m_count = count;
    m_isOpen = isOpen;
    name();
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    const QFontMetrics words{look::font(Type::Strong)}, figures{look::font(Type::Small)};
    const int count = m_count < 0 ? 0 : gap + figures.horizontalAdvance(QLocale{}.toString(m_count));
    return {2 * inset + words.horizontalAdvance(text()) + count, metric::control};
}

void Chip::paintEvent(QPaintEvent*)
{
    const auto& theme = themeOf(this);
    QPainter p{this};
    p.setRenderHint(QPainter::Antialiasing);
    if (isChecked() || underMouse()) {
        p.setPen(isChecked() ? QPen{theme[Role::FieldLine], 1} : QPen{Qt::NoPen});
        p.setBrush(theme[isChecked() ? Role::Hover : Role::Raised]);
        p.drawRoundedRect(QRectF{rect()}.adjusted(.5, .5, -.5, -.5), metric::radius, metric::radius);
    }
    p.setFont(look::font(isChecked() ? Type::Strong : Type::Body));
    p.setPen(theme[!isEnabled() ? Role::Dim : isChecked() ? Role::Text : Role::Text2]);
    p.drawText(rect().adjusted(inset, 0, 0, 0), Qt::AlignVCenter, text());
    if (m_count >= 0) {
        p.setFont(look::font(Type::Small));
        p.setPen(theme[m_isOpen && m_count > 0 ? Role::Amber : Role::Text2]);
        p.drawText(rect().adjusted(0, 0, -inset, 0), Qt::AlignVCenter | Qt::AlignRight, QLocale{}.toString(m_count));
    }
    if (hasFocus())
        drawFocusRing(&p, rect(), theme);
}

}
