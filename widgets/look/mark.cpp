// SPDX-License-Identifier: Apache-2.0
#include "widgets/look/mark.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

namespace widgets::look {

Role roleOf(Mark mark)
{
    switch (mark) {
    case Mark::None:
    case Mark::Unseen:
    case Mark::Skip:
        return Role::Text2;
    case Mark::Open:
        return Role::Amber;
    case Mark::Clean:
        return Role::Teal;
    case Mark::Identity:
        return Role::Red;
    case Mark::Flag:
        return Role::Violet;
    }
    return Role::Text2;
}

QString wordOf(Mark mark)
{
    const auto words = [](const char* text) { return QCoreApplication::translate("widgets::look", text); };
    switch (mark) {
    case Mark::None:
        return {};
    case Mark::Unseen:
        return words(QT_TRANSLATE_NOOP("widgets::look", "not looked at"));
    case Mark::Open:
        return words(QT_TRANSLATE_NOOP("widgets::look", "undecided"));
    case Mark::Clean:
        return words(QT_TRANSLATE_NOOP("widgets::look", "clean"));
    case Mark::Identity:
        return words(QT_TRANSLATE_NOOP("widgets::look", "identity"));
    case Mark::Flag:
        return words(QT_TRANSLATE_NOOP("widgets::look", "for the second reader"));
    case Mark::Skip:
        return words(QT_TRANSLATE_NOOP("widgets::look", "skipped"));
    }
    return {};
}

namespace {

/// Draws one mark; knows the place, the colour and the fonts that all shapes share.
class Pen {
public:
    Pen(QPainter* p, const QRectF& place, Mark mark, const Theme& theme)
        : m_p{p}, m_place{place}, m_theme{theme}, m_colour{theme[roleOf(mark)]}
    {
        m_p->setPen({m_colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
        m_p->setBrush(Qt::NoBrush);
    }

    void identity(const QString& letter)
    {
        m_p->setBrush(m_colour);
        m_p->setPen(Qt::NoPen);
        m_p->drawRoundedRect(m_place.adjusted(.5, .5, -.5, -.5), 2.5, 2.5);
        m_p->setPen(m_theme[Role::OnRed]);
        write(letter.isEmpty() ? QStringLiteral("!") : letter, .66);
    }

    void open()
    {
        m_p->drawPolygon(QPolygonF{{at(.5, .02), at(.98, .5), at(.5, .98), at(.02, .5)}});
        write(QStringLiteral("?"), .58);
    }

    void clean()
    {
        m_p->drawEllipse(m_place.adjusted(1.25, 1.25, -1.25, -1.25));
        m_p->drawPolyline(QPolygonF{{at(.31, .52), at(.45, .66), at(.70, .37)}});
    }

    void flag()
    {
        m_p->setBrush(m_colour);
        m_p->setPen({m_colour, 1.5, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin});
        m_p->drawPolygon(QPolygonF{{at(.22, .12), at(.86, .36), at(.22, .60)}});
        m_p->drawLine(at(.22, .12), at(.22, .92));
    }

    void skip() { m_p->drawLine(at(.25, .5), at(.75, .5)); }

    void unseen(const QString& letter)
    {
        m_p->setPen({m_theme[Role::FieldLine], 1});
        if (letter.isEmpty()) {
            m_p->drawEllipse(m_place.adjusted(4, 4, -4, -4));
            return;
        }
        m_p->drawRoundedRect(m_place.adjusted(.5, .5, -.5, -.5), 2.5, 2.5);
        m_p->setPen(m_colour);
        write(letter, .66);
    }

private:
    QPointF at(double x, double y) const
    {
        return m_place.topLeft() + QPointF{x * m_place.width(), y * m_place.height()};
    }

    void write(const QString& letter, double share)
    {
        auto f = font(Type::Caption);
        f.setPixelSize(qMax(8, int(m_place.height() * share)));
        f.setWeight(QFont::DemiBold);
        m_p->setFont(f);
        m_p->drawText(m_place, Qt::AlignCenter, letter);
    }

    QPainter* m_p;
    QRectF m_place;
    const Theme& m_theme;
    QColor m_colour;
};

}

void drawMark(QPainter* p, const QRectF& place, Mark mark, const QString& letter, const Theme& theme)
{
    p->save();
    p->setRenderHint(QPainter::Antialiasing);
    Pen pen{p, place, mark, theme};
    switch (mark) {
    case Mark::None:
        break;
    case Mark::Identity:
        pen.identity(letter);
        break;
    case Mark::Open:
        pen.open();
        break;
    case Mark::Clean:
        pen.clean();
        break;
    case Mark::Flag:
        pen.flag();
        break;
    case Mark::Skip:
        pen.skip();
        break;
    case Mark::Unseen:
        pen.unseen(letter);
        break;
    }
    p->restore();
}

int keycapWidth(const QString& key)
{
    return qMax(20, QFontMetrics{font(Type::Caption)}.horizontalAdvance(key) + 12);
}

void drawKeycap(QPainter* p, const QRectF& place, const QString& key, const Theme& theme, bool onAmber)
{
    p->save();
    p->setRenderHint(QPainter::Antialiasing);
    auto line = onAmber ? theme[Role::OnAmber] : theme[Role::FieldLine];
    if (onAmber)
        line.setAlphaF(.5);
    p->setPen({line, 1});
    p->setBrush(Qt::NoBrush);
    p->drawRoundedRect(place.adjusted(.5, .5, -.5, -.5), 3, 3);
    p->setFont(look::font(Type::Caption));
    p->setPen(onAmber ? theme[Role::OnAmber] : theme[Role::Text2]);
    p->drawText(place, Qt::AlignCenter, key);
    p->restore();
}

}
