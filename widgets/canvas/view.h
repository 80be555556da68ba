// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSize>

namespace widgets::canvas {

/// Where an image lies on the screen: fitted into its port, or zoomed and moved by a person.
/// Zoom counts device pixels per image pixel, so 1 is sharp at every interface scale. Screen coordinates are Qt's.
class View {
public:
    static constexpr double smallest = .02, largest = 64;

    void setImage(const QSize& size); ///< keeps zoom and place when the size stays the same
    void setPort(const QRectF& port, double devicePixelRatio);

    void fit();
    bool isFitted() const { return m_fitted; }
    double zoom() const { return m_zoom; }
    /// The image point under `anchor` stays there.
    void setZoom(double zoom, const QPointF& anchor);
    void pan(const QPointF& screen);

    QPointF toImage(const QPointF& screen) const;
    QPointF toScreen(const QPointF& image) const;
    QRectF toScreen(const QRectF& image) const;
    QRectF imageOnScreen() const { return toScreen(QRectF{QPointF{}, QSizeF{m_size}}); }
    double scale() const { return m_zoom / m_ratio; } ///< Qt pixels per image pixel
    const QRectF& port() const { return m_port; }

private:
    void hold(); ///< keeps a part of the image in the port

    QSize m_size;
    QRectF m_port;
    double m_ratio = 1, m_zoom = 1;
    QPointF m_centre; ///< image point in the middle of the port
    bool m_fitted = true;
};

}
