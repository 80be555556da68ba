// SPDX-License-Identifier: Apache-2.0
#include "widgets/face/planes.h"

#include "widgets/look/style.h"

#include <QMouseEvent>
#include <QPainter>

namespace widgets::face {

namespace {

constexpr int gap = 1, strip = 22;
constexpr double shown = 260, pageStep = 5; // mm across a plane; mm by key

}

Planes::Planes(Head& head, QWidget* parent) : QWidget{parent}, m_head{head}
{
    setAccessibleName(tr("Three planes with the cut"));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMouseTracking(true);
    setMinimumHeight(120);
    setCursor(Qt::CrossCursor);
    m_settle.setSingleShot(true);
    m_settle.setInterval(60);
    connect(&m_settle, &QTimer::timeout, this, &Planes::redraw);
    connect(&head, &Head::loaded, this, [this] {
        m_point = m_middle = m_head.middle();
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
    m_pointed.reset();
    m_solids.clear();
    take(std::nullopt);
    update();
}

void Planes::goTo(const Vector& point)
{
    m_point = point;
    for (std::size_t axis = 0; axis < 3; ++axis) {
        if (std::abs(m_point[axis] - m_middle[axis]) > 0.45 * shown)
            m_middle[axis] = m_point[axis];
    }
    redraw();
    update();
    Q_EMIT pointMoved();
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

Vector Planes::positionAt(int plane, const QPointF& position) const
{
    const auto off = position - QRectF{placeOf(plane)}.center();
    const auto& axes = axesOf(Plane(plane));
    Vector at = m_point;
    at[axes.right] = m_middle[axes.right] + off.x() * mmPerPixel();
    at[axes.down] = m_middle[axes.down] + off.y() * mmPerPixel() * axes.downSign;
    return at;
}

QPointF Planes::pixelOf(int plane, const Vector& position) const
{
    const auto& axes = axesOf(Plane(plane));
    return QRectF{placeOf(plane)}.center() +
           QPointF{(position[axes.right] - m_middle[axes.right]) / mmPerPixel(),
                   (position[axes.down] - m_middle[axes.down]) / mmPerPixel() * axes.downSign};
}

void Planes::redraw()
{
    for (int plane = 0; plane < 3; ++plane) {
        const auto ratio = devicePixelRatioF();
        auto centre = m_middle;
        const auto across = axesOf(Plane(plane)).across;
        centre[across] = m_point[across];
        m_head.draw(Plane(plane), centre, mmPerPixel() / ratio, (QSizeF{placeOf(plane).size()} * ratio).toSize());
    }
}

void Planes::step(int plane, double mm)
{
    if (plane < 0)
        return;
    m_current = plane;
    auto point = m_point;
    point[axesOf(current()).across] += mm;
    goTo(point);
}

void Planes::wheelEvent(QWheelEvent* event)
{
    if (m_form == Form::Ball && event->modifiers().testFlag(Qt::ControlModifier))
        sizeBall(event->angleDelta().y() / 120.);
    else
        step(planeAt(event->position()), event->angleDelta().y() / 60.);
}

void Planes::keyPressEvent(QKeyEvent* event)
{
    if (m_form && keyByHand(event))
        return;
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

void Planes::leaveEvent(QEvent*)
{
    m_pointed.reset();
    Q_EMIT pointerMoved();
}

void Planes::paintPlane(QPainter& p, int plane) const
{
    const auto dark = look::darkTheme();
    const auto place = placeOf(plane);
    p.setClipRect(place);
    p.drawImage(place, m_pictures[std::size_t(plane)]);
    p.setPen(QPen{dark[look::Role::Amber], 0, Qt::DotLine});
    const auto cross = pixelOf(plane, m_point).toPoint();
    p.drawLine(place.left(), cross.y(), place.right(), cross.y());
    p.drawLine(cross.x(), place.top(), cross.x(), place.bottom());
    paintHand(p, plane);
    p.setClipping(false);
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
        if (!m_pictures[std::size_t(plane)].isNull())
            paintPlane(p, plane);
    }
}

}
