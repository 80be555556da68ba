// SPDX-License-Identifier: Apache-2.0
#include "widgets/look/rows.h"
#include "widgets/look/style.h"

#include <QPainter>

namespace widgets::look {

namespace {

constexpr int margin = 12, pictureWidth = 56;
constexpr int narrowest = 200; // below, words need the room of the picture

const Row& rowAt(const QModelIndex& index)
{
    return static_cast<const RowModel*>(index.model())->rows()[index.row()];
}

bool hasSecondLine(const Row& row)
{
    return row.isValue || !row.sub.isEmpty();
}

/// Paints one row; the left end moves on as its parts are drawn.
class RowPainter {
public:
    RowPainter(QPainter* p, const Row& row, const QRect& place, const Theme& theme)
        : m_p{p}, m_row{row}, m_theme{theme}, m_place{place}, m_left{place.left() + margin + row.indent * 14},
          m_right{place.right() - margin}
    {
    }

    void surface(QStyle::State state) const
    {
        if (state & QStyle::State_Selected) {
            m_p->fillRect(m_place, m_theme[Role::Hover]);
            m_p->fillRect(QRect{m_place.left(), m_place.top(), 3, m_place.height()}, m_theme[Role::AmberFill]);
        } else if (state & QStyle::State_MouseOver) {
            m_p->fillRect(m_place, m_theme[Role::Raised]);
        }
        if (m_row.isLit)
            m_p->fillRect(QRect{m_place.left(), m_place.top() + 2, 3, m_place.height() - 4}, m_theme[Role::AmberFill]);
    }

    void section() const
    {
        m_p->fillRect(QRect{m_place.left(), m_place.top(), m_place.width(), 1}, m_theme[Role::Line]);
        const QRect line{margin, m_place.top() + 4, m_place.width() - 2 * margin, m_place.height() - 4};
        m_p->setFont(look::font(Type::Caption));
        m_p->setPen(m_theme[m_row.tone == Role::Text ? Role::Text2 : m_row.tone]);
        m_p->drawText(line, Qt::AlignRight | Qt::AlignVCenter, m_row.right);
        const int room = m_row.right.isEmpty() ? 0 : m_p->fontMetrics().horizontalAdvance(m_row.right) + 8;
        write(line.adjusted(0, 0, -room, 0), m_row.title);
    }

    void picture()
    {
        if (!m_row.hasPicture || m_place.width() < narrowest)
            return;
        const QRect frame{m_left, m_place.top() + 6, pictureWidth, m_place.height() - 12};
        m_p->fillRect(frame, m_theme[Role::Canvas]);
        if (!m_row.picture.isNull()) {
            const QSize fitted = m_row.picture.size().scaled(frame.size(), Qt::KeepAspectRatio);
            m_p->drawPixmap(QRect{frame.center() - QPoint{fitted.width() / 2 - 1, fitted.height() / 2 - 1}, fitted},
                            m_row.picture);
        }
        m_left += pictureWidth + 10;
    }

    void mark()
    {
        if (m_row.mark == Mark::None)
            return;
        if (m_row.hasPicture) {
            drawMark(m_p, QRectF(m_right - 16, m_place.top() + 9, 16, 16), m_row.mark, m_row.letter, m_theme);
            m_right -= 22;
            return;
        }
        const double top = hasSecondLine(m_row) ? m_place.top() + 6 : m_place.center().y() - 7;
        drawMark(m_p, QRectF(m_left, top, 16, 16), m_row.mark, m_row.letter, m_theme);
        m_left += 24;
    }

    void words()
    {
        const bool two = hasSecondLine(m_row);
        const int top = m_place.top() + (two ? m_row.hasPicture ? 9 : 5 : 0);
        const QRect first{m_left, top, m_right - m_left, two ? 18 : m_place.height()};
        m_p->setFont(look::font(Type::Small));
        m_p->setPen(m_theme[m_row.tone == Role::Text ? Role::Text2 : m_row.tone]);
        const int room = std::min(m_p->fontMetrics().horizontalAdvance(m_row.right) + 2, first.width() * 3 / 4);
        m_p->drawText(first, Qt::AlignRight | Qt::AlignVCenter,
                      m_p->fontMetrics().elidedText(m_row.right, Qt::ElideLeft, room));
        m_p->setFont(look::font(m_row.mono ? Type::Mono : Type::Body));
        m_p->setPen(m_theme[Role::Text]);
        write(first.adjusted(0, 0, -room - 8, 0), m_row.title);
        const QRect second{m_left, first.bottom() + 1, m_right - m_left, 17};
        if (m_row.isValue) {
            values(second);
        } else if (two) {
            m_p->setFont(look::font(Type::Small));
            m_p->setPen(m_theme[Role::Text2]);
            write(second, m_row.sub);
        }
    }

private:
    void write(const QRect& line, const QString& words) const
    {
        m_p->drawText(line, Qt::AlignVCenter, m_p->fontMetrics().elidedText(words, Qt::ElideRight, line.width()));
    }

    /// The value before struck through, an arrow, the one after: in the fixed-width face, since a file said them.
    void values(const QRect& line) const
    {
        auto f = font(Type::Mono);
        const bool gone = m_row.letter == QLatin1String("X") || m_row.letter == QLatin1String("Z");
        const auto now = m_theme[gone ? Role::Text2 : Role::Text];
        m_p->setFont(f);
        m_p->setPen(now);
        if (m_row.sub.isEmpty() || m_row.sub == m_row.after) {
            write(line, m_row.after);
            return;
        }
        constexpr int arrow = 24;
        const QFontMetrics measure{f};
        const int half = std::min(measure.horizontalAdvance(m_row.sub) + 2, (line.width() - arrow) / 2);
        f.setStrikeOut(true);
        m_p->setFont(f);
        m_p->setPen(m_theme[Role::Text2]);
        write(QRect{line.left(), line.top(), half, line.height()}, m_row.sub);
        f.setStrikeOut(false);
        m_p->setFont(f);
        m_p->drawText(QRect{line.left() + half, line.top(), arrow, line.height()}, Qt::AlignCenter,
                      QStringLiteral("→"));
        m_p->setPen(now);
        write(line.adjusted(half + arrow, 0, 0, 0), m_row.after);
    }

    QPainter* m_p;
    const Row& m_row;
    const Theme& m_theme;
    QRect m_place;
    int m_left, m_right;
};

}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const auto& row = rowAt(index);
    return {100, row.hasPicture ? metric::rowThumb : hasSecondLine(row) ? metric::row2 : metric::row};
}

void RowDelegate::paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto& theme = themeOf(option.widget);
    p->save();
    p->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    RowPainter painter{p, rowAt(index), option.rect, theme};
    if (rowAt(index).isSection) {
        painter.section();
        p->restore();
        return;
    }
    painter.surface(option.state);
    painter.picture();
    painter.mark();
    painter.words();
    if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange))
        drawFocusRing(p, option.rect, theme);
    p->restore();
}

}
