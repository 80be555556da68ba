// SPDX-License-Identifier: Apache-2.0
#include "widgets/canvas/view.h"

#include <algorithm>

namespace widgets::canvas {

void View::setImage(const QSize& size)
{
    if (size == m_size)
        return;
    m_size = size;
    fit();
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
    const auto under = toImage(anchor);
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
    return m_centre + (screen - m_port.center()) / scale();
}

QPointF View::toScreen(const QPointF& image) const
{
    return m_port.center() + (image - m_centre) * scale();
}

QRectF View::toScreen(const QRectF& image) const
{
    return {toScreen(image.topLeft()), image.size() * scale()};
}

}
