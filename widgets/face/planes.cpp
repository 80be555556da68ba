// SPDX-License-Identifier: Apache-2.0
#include "widgets/face/planes.h"

#include "widgets/look/style.h"

#include <QMouseEvent>
#include <QPainter>

namespace widgets::face {

namespace {

constexpr int gap = 1, strip = 22;
constexpr double shown = 260, pageStep = 5; // mm across a plane; mm by key

/// As DrawPlane has them: which LPS axis goes right, which down, which way, and which one the plane stands on.
struct Axes {
    std::size_t right, down, across;
    double downSign;
};
constexpr std::array<Axes, 3> axes{{{0, 1, 2, 1}, {0, 2, 1, -1}, {1, 2, 0, -1}}};

}

Planes::Planes(Head& head, QWidget* parent) : QWidget{parent}, m_head{head}
{
    setAccessibleName(tr("Three planes with the cut"));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumHeight(120);
    setCursor(Qt::CrossCursor);
    m_settle.setSingleShot(true);
    m_settle.setInterval(60);
    connect(&m_settle, &QTimer::timeout, this, &Planes::redraw);
    connect(&head, &Head::loaded, this, [this] {
        m_point = m_head.middle();
        redraw();
    });
    connect(&head, &Head::cutShown, this, &Planes::redraw);
    connect(&head, &Head::planeDrawn, this, [this](int plane, const QImage& picture) {
        m_pictures[std::size_t(plane)] = picture;
        update();
    });
}

void Planes::clear()
{
    m_pictures = {};
    update();
}

QRect Planes::placeOf(int plane) const
{
    const int each = (width() - 2 * gap) / 3;
    return {plane * (each + gap), strip, each, height() - strip};
}

int Planes::planeAt(const QPointF& position) const
{
    for (int plane = 0; plane < 3; ++plane) {
        if (placeOf(plane).contains(position.toPoint()))
            return plane;
    }
    return -1;
}

double Planes::mmPerPixel() const
{
    const auto room = placeOf(0).size();
    return shown / std::max(1, std::min(room.width(), room.height()));
}

void Planes::redraw()
{
    for (int plane = 0; plane < 3; ++plane) {
        const auto ratio = devicePixelRatioF();
        m_head.draw(Head::Plane(plane), m_point, mmPerPixel() / ratio,
                    (QSizeF{placeOf(plane).size()} * ratio).toSize());
    }
}

void Planes::moveTo(int plane, const QPointF& position)
{
    const auto off = position - QRectF{placeOf(plane)}.center();
    const auto& along = axes[std::size_t(plane)];
    m_point[along.right] += off.x() * mmPerPixel();
    m_point[along.down] += off.y() * mmPerPixel() * along.downSign;
    m_current = plane;
    redraw();
}

void Planes::step(int plane, double mm)
{
    if (plane < 0)
        return;
    m_current = plane;
    m_point[axes[std::size_t(plane)].across] += mm;
    redraw();
}

void Planes::mousePressEvent(QMouseEvent* event)
{
    const int plane = planeAt(event->position());
    if (plane >= 0 && event->button() == Qt::LeftButton)
        moveTo(plane, event->position());
}

void Planes::wheelEvent(QWheelEvent* event)
{
    step(planeAt(event->position()), event->angleDelta().y() / 60.);
}

void Planes::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        m_current = (m_current + (event->key() == Qt::Key_Right ? 1 : 2)) % 3;
        update();
        return;
    case Qt::Key_PageUp:
    case Qt::Key_Up:
        step(m_current, pageStep);
        return;
    case Qt::Key_PageDown:
    case Qt::Key_Down:
        step(m_current, -pageStep);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void Planes::paintEvent(QPaintEvent*)
{
    const auto& theme = look::themeOf(this);
    const auto dark = look::darkTheme();
    QPainter p{this};
    p.fillRect(rect(), theme[look::Role::Canvas]);
    p.setFont(look::font(look::Type::Small));
    const std::array<QString, 3> names{tr("Axial, from below"), tr("Coronal, from in front"),
                                       tr("Sagittal, from the left")};
    for (int plane = 0; plane < 3; ++plane) {
        const auto place = placeOf(plane);
        const bool isCurrent = hasFocus() && plane == m_current;
        p.setPen(isCurrent ? dark[look::Role::Amber] : dark[look::Role::Text2]);
        p.drawText(QRect{place.left() + 10, 0, place.width() - 10, strip}, Qt::AlignVCenter, names[std::size_t(plane)]);
        const auto& picture = m_pictures[std::size_t(plane)];
        if (picture.isNull())
            continue;
        p.drawImage(place, picture);
        p.setPen(QPen{dark[look::Role::Amber], 0, Qt::DotLine});
        const auto middle = place.center();
        p.drawLine(place.left(), middle.y(), place.right(), middle.y());
        p.drawLine(middle.x(), place.top(), middle.x(), place.bottom());
    }
}

}
