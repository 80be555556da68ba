// SPDX-License-Identifier: Apache-2.0
#include "widgets/face/sides.h"

#include "widgets/look/mark.h"
#include "widgets/look/style.h"

#include <QMouseEvent>
#include <QPainter>

namespace widgets::face {

namespace {

constexpr int gap = 1, strip = 22, mark = 14;
constexpr std::array<Head::Look, 4> sides{{{0, 0, 1}, {60, 0, 1}, {-60, 0, 1}, {0, -40, 1}}};

}

Sides::Sides(Head& head, QWidget* parent) : QWidget{parent}, m_head{head}
{
    setAccessibleName(tr("Four sides to look at"));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumHeight(84);
    setCursor(Qt::PointingHandCursor);
    m_settle.setSingleShot(true);
    m_settle.setInterval(120);
    connect(&m_settle, &QTimer::timeout, this, [this] {
        std::vector<Head::Look> looks;
        for (int number = 0; number < count(); ++number)
            looks.push_back(lookOf(number));
        m_head.drawSmall(looks, (QSizeF{placeOf(0).size()} * devicePixelRatioF()).toSize());
    });
    const auto again = [this] {
        clear();
        redraw();
    };
    connect(&head, &Head::loaded, this, again);
    connect(&head, &Head::cutShown, this, again);
    connect(&head, &Head::smallDrawn, this, [this](int number, const QImage& picture) {
        m_pictures[std::size_t(number)] = picture;
        update();
    });
}

void Sides::clear()
{
    m_settle.stop();
    m_pictures = {};
    update();
}

void Sides::setSeen(int sides)
{
    m_seen = sides;
    update();
}

void Sides::setSurest(std::optional<Head::Look> look)
{
    if (look.has_value() == m_surest.has_value() &&
        (!look || (look->azimuth == m_surest->azimuth && look->elevation == m_surest->elevation)))
        return;
    m_surest = look;
    m_pictures = {};
    m_current = std::min(m_current, count() - 1);
    redraw();
}

QRect Sides::placeOf(int number) const
{
    const int each = (width() - (count() - 1) * gap) / count();
    return {number * (each + gap), strip, each, height() - strip};
}

Head::Look Sides::lookOf(int number) const
{
    return number < 4 ? sides[std::size_t(number)] : *m_surest;
}

QString Sides::captionOf(int number) const
{
    const std::array<QString, 5> captions{tr("In front"), tr("Left"), tr("Right"), tr("Below"), tr("Detector")};
    return captions[std::size_t(number)];
}

void Sides::paintEvent(QPaintEvent*)
{
    const auto& theme = look::themeOf(this);
    const auto dark = look::darkTheme();
    QPainter p{this};
    p.fillRect(rect(), theme[look::Role::Canvas]);
    p.setFont(look::font(look::Type::Small));
    for (int number = 0; number < count(); ++number) {
        const auto place = placeOf(number);
        const bool isCurrent = hasFocus() && number == m_current;
        const bool isSide = number < 4, isSeen = isSide && (m_seen & (1 << number));
        if (isSide)
            look::drawMark(&p, QRectF(place.left() + 8, (strip - mark) / 2., mark, mark),
                           isSeen ? look::Mark::Clean : look::Mark::Unseen, {}, dark);
        p.setPen(isCurrent ? dark[look::Role::Amber] : dark[look::Role::Text2]);
        const int left = place.left() + (isSide ? 8 + mark + 6 : 8);
        p.drawText(QRect{left, 0, place.right() - left, strip}, Qt::AlignVCenter, captionOf(number));
        if (!m_pictures[std::size_t(number)].isNull())
            p.drawImage(place, m_pictures[std::size_t(number)]);
        p.setPen(isCurrent ? dark[look::Role::Amber] : theme[look::Role::CanvasLine]);
        p.drawRect(QRectF{place}.adjusted(.5, .5, -.5, -.5));
    }
}

void Sides::mousePressEvent(QMouseEvent* event)
{
    for (int number = 0; number < count(); ++number) {
        if (!placeOf(number).adjusted(0, -strip, 0, 0).contains(event->position().toPoint()))
            continue;
        m_current = number;
        Q_EMIT chosen(lookOf(number).azimuth, lookOf(number).elevation);
    }
}

void Sides::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        m_current = (m_current + (event->key() == Qt::Key_Right ? 1 : count() - 1)) % count();
        update();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT chosen(lookOf(m_current).azimuth, lookOf(m_current).elevation);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

}
