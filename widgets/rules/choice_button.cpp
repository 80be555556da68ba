// SPDX-License-Identifier: Apache-2.0
#include "widgets/rules/choice_button.h"

#include "widgets/look/icon.h"
#include "widgets/look/style.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <QPainter>

namespace widgets::rules {

using look::Role;
using look::Type;

namespace {
constexpr int inset = 12, markSide = 16, textLeft = inset + markSide + 10, room = 7, titleHeight = 18, between = 2;
}

ChoiceButton::ChoiceButton(Kind kind, const QString& title, QWidget* parent) : QAbstractButton{parent}, m_kind{kind}
{
    setCheckable(true);
    setAutoExclusive(kind == Kind::One);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy{QSizePolicy::Preferred, QSizePolicy::Minimum};
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setFace({title, {}, {}, {}, false});
}

void ChoiceButton::setFace(const Face& face)
{
    if (face == m_face)
        return;
    m_face = face;
    setText(face.title);
    setAccessibleName(face.title);
    QStringList words;
    for (const auto& line : face.lines)
        words += line.label.isEmpty() ? line.words : line.label + QStringLiteral(": ") + line.words;
    if (!face.right.isEmpty())
        words += face.right;
    if (!face.locked.isEmpty())
        words += face.locked;
    setAccessibleDescription(words.join(QStringLiteral(" ")));
    setToolTip(face.locked);
    updateGeometry();
    update();
}

int ChoiceButton::labelWidth() const
{
    const QFontMetrics measure{look::font(Type::Small)};
    int width = 0;
    for (const auto& line : m_face.lines)
        width = std::max(width, line.label.isEmpty() ? 0 : measure.horizontalAdvance(line.label) + 8);
    return width;
}

int ChoiceButton::lines(QPainter* p, int top, int width) const
{
    const auto& theme = look::themeOf(this);
    const auto font = look::font(Type::Small);
    const QFontMetrics measure{font};
    const int label = labelWidth();
    if (p)
        p->setFont(font);
    for (const auto& line : m_face.lines) {
        const QRect place{textLeft + label, top, std::max(60, width - textLeft - label - inset), 10'000};
        const int height = measure.boundingRect(place, Qt::TextWordWrap, line.words).height();
        if (p) {
            p->setPen(theme[Role::Text2]);
            p->drawText(QRect{textLeft, top, label, height}, Qt::AlignLeft | Qt::AlignTop, line.label);
            p->setPen(theme[label > 0 ? Role::Text : Role::Text2]);
            p->drawText(QRect{place.left(), top, place.width(), height}, Qt::TextWordWrap, line.words);
        }
        top += height + between;
    }
    return top;
}

int ChoiceButton::heightForWidth(int width) const
{
    return lines(nullptr, room + titleHeight + between, width) + room - between;
}

QSize ChoiceButton::sizeHint() const
{
    const int wide = std::max(width(), 300);
    return {300, heightForWidth(wide)};
}

void ChoiceButton::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        Q_EMIT left(event->key() == Qt::Key_Up ? -1 : 1);
        return;
    case Qt::Key_Left:
    case Qt::Key_Right:
        event->ignore(); // the screen's
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!event->isAutoRepeat() && !(event->modifiers() & Qt::ControlModifier)) {
            click();
            return;
        }
        event->ignore();
        return;
    default:
        QAbstractButton::keyPressEvent(event);
    }
}

void ChoiceButton::focusInEvent(QFocusEvent* event)
{
    m_ring = event->reason() != Qt::MouseFocusReason;
    QAbstractButton::focusInEvent(event);
}

void ChoiceButton::mark(QPainter& p, const look::Theme& theme) const
{
    const QRectF place(inset + .5, room + 1.5, markSide - 1, markSide - 1);
    const auto at = [&](double x, double y) {
        return place.topLeft() + QPointF{x * place.width(), y * place.height()};
    };
    if (m_kind == Kind::Fold) {
        p.setPen({theme[Role::Text2], 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
        p.drawPolyline(isChecked() ? QPolygonF{{at(.2, .38), at(.5, .68), at(.8, .38)}}
                                   : QPolygonF{{at(.38, .2), at(.68, .5), at(.38, .8)}});
        return;
    }
    if (!m_face.locked.isEmpty()) {
        p.drawPixmap(inset, room + 1,
                     look::iconPixmap(QStringLiteral("lock"), markSide, theme[Role::Text2], devicePixelRatioF()));
        return;
    }
    p.setPen({theme[isChecked() ? Role::Text : Role::FieldLine], 1.5});
    if (m_kind == Kind::One) {
        p.drawEllipse(place.adjusted(.5, .5, -.5, -.5));
        p.setPen(Qt::NoPen);
        p.setBrush(theme[Role::Text]);
        if (isChecked())
            p.drawEllipse(place.center(), 3.8, 3.8);
        return;
    }
    p.drawRoundedRect(place.adjusted(.5, .5, -.5, -.5), 3, 3);
    p.setPen({theme[Role::Text], 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
    if (isChecked())
        p.drawPolyline(QPolygonF{{at(.25, .52), at(.43, .70), at(.76, .32)}});
}

void ChoiceButton::paintEvent(QPaintEvent*)
{
    const auto& theme = look::themeOf(this);
    QPainter p{this};
    p.setRenderHint(QPainter::Antialiasing);
    if (underMouse())
        p.fillRect(rect(), theme[Role::Raised]);
    if (m_face.isNew) // shape, and not colour alone: a bar at the edge
        p.fillRect(0, 0, 3, height(), theme[Role::AmberFill]);
    mark(p, theme);
    p.setBrush(Qt::NoBrush);
    p.setFont(look::font(Type::Small));
    p.setPen(theme[Role::Text2]);
    const int code = p.fontMetrics().horizontalAdvance(m_face.right);
    p.drawText(QRect{width() - inset - code, room, code + 2, titleHeight}, Qt::AlignVCenter, m_face.right);
    p.setFont(look::font(isChecked() && m_kind == Kind::One ? Type::Strong : Type::Body));
    p.setPen(theme[Role::Text]);
    const int wide = width() - textLeft - inset - (code > 0 ? code + 8 : 0);
    p.drawText(QRect{textLeft, room, wide, titleHeight}, Qt::AlignVCenter,
               p.fontMetrics().elidedText(m_face.title, Qt::ElideRight, wide));
    lines(&p, room + titleHeight + between, width());
    if (hasFocus() && m_ring)
        look::drawFocusRing(&p, rect(), theme);
}

}
