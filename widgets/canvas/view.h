// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSize>
#include <QTransform>

namespace widgets::canvas {

/// Where an image lies on the screen: fitted into its port, or zoomed and moved by a person.
/// Zoom counts device pixels per image pixel, so 1 is sharp at every interface scale. Screen coordinates are Qt's.
class View {
public:
    static constexpr double smallest = .02, largest = 64;

    /// Keeps zoom and place when the size stays the same. `orientation` (Exif, 1 to 8): how the stored picture is
    /// turned on the screen; image points are those of the stored one.
    void setImage(const QSize& size, int orientation = 1);
    void setPort(const QRectF& port, double devicePixelRatio);

    void fit();
    bool isFitted() const { return m_fitted; }
    double zoom() const { return m_zoom; }
    /// The image point under `anchor` stays there.
    void setZoom(double zoom, const QPointF& anchor);
    void pan(const QPointF& screen);

    QPointF toImage(const QPointF& screen) const;
    QRectF toImage(const QRectF& screen) const;
    QPointF toScreen(const QPointF& image) const;
    QRectF toScreen(const QRectF& image) const;
    /// A step on the screen as a step of the stored picture, without zoom.
    QPointF toImageStep(const QPointF& step) const { return stored(step) - stored({}); }
    QRectF imageOnScreen() const { return toScreen(QRectF{QPointF{}, QSizeF{m_stored}}); }
    QTransform transform() const;                     ///< from image to screen
    double scale() const { return m_zoom / m_ratio; } ///< Qt pixels per image pixel
    const QRectF& port() const { return m_port; }

private:
    void hold(); ///< keeps a part of the image in the port
    QPointF upright(const QPointF& image) const;
    QPointF stored(const QPointF& upright) const;
    QPointF uprightUnder(const QPointF& screen) const;

    QSize m_stored, m_size; ///< of the stored picture and of the upright one
    int m_orientation = 1;
    QRectF m_port;
    double m_ratio = 1, m_zoom = 1;
    QPointF m_centre; ///< point of the upright image in the middle of the port
    bool m_fitted = true;
};

}
