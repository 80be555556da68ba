// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/face/head.h"

#include <QTimer>
#include <QWidget>

namespace widgets::face {

/// Three planes through one point of a head, with what the cut takes in red and the rim of the protected brain in blue.
/// A click moves the point; the wheel and Page keys move the plane under the pointer, or with the focus, through it.
class Planes : public QWidget {
    Q_OBJECT

public:
    explicit Planes(Head& head, QWidget* parent = nullptr);

    void clear();
    const engine::face::Vector& point() const { return m_point; }

public Q_SLOTS:
    void redraw();

protected:
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override { m_settle.start(); }
    void mousePressEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRect placeOf(int plane) const;
    int planeAt(const QPointF& position) const;
    void moveTo(int plane, const QPointF& position);
    void step(int plane, double mm);
    double mmPerPixel() const;

    Head& m_head;
    std::array<QImage, 3> m_pictures;
    engine::face::Vector m_point{};
    int m_current = 0;
    QTimer m_settle;
};

}
