// SPDX-License-Identifier: Apache-2.0
#include "widgets/canvas/view.h"

#include <algorithm>

namespace widgets::canvas {

void View::setImage(const QSize& size, int orientation)
{
    if (size == m_stored && orientation == m_orientation)
        return;
    m_stored = size;
    m_orientation = orientation;
    m_size = orientation >= 5 ? size.transposed() : size;
    fit();
}

QPointF View::upright(const QPointF& p) const
{
    const double w = m_stored.width(), h = m_stored.height();
    switch (m_orientation) {
    case 2:
        return {w - p.x(), p.y()};
    case 3:
        return {w - p.x(), h - p.y()};
    case 4:
        return {p.x(), h - p.y()};
    case 5:
        return {p.y(), p.x()};
    case 6:
        return {h - p.y(), p.x()};
    case 7:
        return {h - p.y(), w - p.x()};
    case 8:
        return {p.y(), w - p.x()};
    default:
        return p;
    }
}

QPointF View::stored(const QPointF& p) const
{
    const double w = m_stored.width(), h = m_stored.height();
    switch (m_orientation) {
    case 6:
        return {p.y(), h - p.x()};
    case 7:
        return {w - p.y(), h - p.x()};
    case 8:
        return {w - p.y(), p.x()};
    default:
        return upright(p); // its own opposite
    }
}

QPointF View::uprightUnder(const QPointF& screen) const
{
    return m_centre + (screen - m_port.center()) / scale();
}

void View::setPort(const QRectF& port, double devicePixelRatio)
{
    m_port = port;
    m_ratio = devicePixelRatio;
    if (m_fitted)
        fit();
}

void View::fit()
{
    m_fitted = true;
    m_centre = QPointF{m_size.width() / 2., m_size.height() / 2.};
    if (m_size.isEmpty() || m_port.isEmpty())
        return;
    m_zoom = m_ratio * std::min(m_port.width() / m_size.width(), m_port.height() / m_size.height());
}

void View::setZoom(double zoom, const QPointF& anchor)
{
    const auto under = uprightUnder(anchor);
    m_fitted = false;
    m_zoom = std::clamp(zoom, smallest, largest);
    m_centre = under - (anchor - m_port.center()) / scale();
    hold();
}

void View::pan(const QPointF& screen)
{
    m_fitted = false;
    m_centre -= screen / scale();
    hold();
}

void View::hold()
{
    m_centre.setX(std::clamp(m_centre.x(), 0., double(m_size.width())));
    m_centre.setY(std::clamp(m_centre.y(), 0., double(m_size.height())));
}

QPointF View::toImage(const QPointF& screen) const
{
    return stored(uprightUnder(screen));
}

QRectF View::toImage(const QRectF& screen) const
{
    return QRectF{toImage(screen.topLeft()), toImage(screen.bottomRight())}.normalized();
}

QPointF View::toScreen(const QPointF& image) const
{
    return m_port.center() + (upright(image) - m_centre) * scale();
}

QTransform View::transform() const
{
    const auto origin = toScreen(QPointF{});
    const auto right = toScreen(QPointF{1, 0}) - origin, down = toScreen(QPointF{0, 1}) - origin;
    return {right.x(), right.y(), down.x(), down.y(), origin.x(), origin.y()};
}

QRectF View::toScreen(const QRectF& image) const
{
    return QRectF{toScreen(image.topLeft()), toScreen(image.bottomRight())}.normalized();
}

}
