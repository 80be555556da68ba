// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/face/head.h"

#include <QTimer>
#include <QWidget>

namespace widgets::face {

/// One side of a head (before or after the cut) that can be turned: drag, arrow keys (15 degrees, Shift 45), Home from
/// in front, End from behind, wheel for size; Alt and wheel, or Alt, Up and Down, move the threshold of the skin. While
/// it turns the picture is a draft; at rest it is fine. Two views of one head turn together.
class HeadView : public QWidget {
    Q_OBJECT

public:
    HeadView(Head& head, Head::Side side, QWidget* parent = nullptr);

    /// Turns as the other one was turned.
    void follow(const HeadView& other, bool draft);

    void lookFrom(double azimuth, double elevation, bool draft = false);
    void clear(const QString& words); ///< no head: words in the empty surface
    double azimuth() const { return m_azimuth; }
    double elevation() const { return m_elevation; }
    QString description() const;
    /// Directions the person has had a fine picture of the skin of: bit 0 front, 1 left, 2 right, 3 below.
    int seen() const { return m_seen; }
    void forgetSeen() { m_seen = 0; }

Q_SIGNALS:
    void turned(bool draft);
    void pointed(); ///< the mouse is elsewhere: `Head::pointFound` answers where, or it left
    void painted(); ///< a fine picture has reached the screen

protected:
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent*) override { update(); }
    void leaveEvent(QEvent*) override { Q_EMIT pointed(); }
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent*) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRect port() const;
    QSize pictureSize() const;
    void turnBy(double azimuth, double elevation, bool draft);
    void wish(bool draft);
    void noteSeen();

    Head& m_head;
    Head::Side m_side;
    QImage m_picture;
    QString m_words;
    double m_azimuth = 0, m_elevation = 0, m_zoom = 1;
    QPointF m_last;
    bool m_dragging = false, m_fresh = false, m_ring = false;
    int m_seen = 0;
    QTimer m_rest; ///< a fine picture once the head stands still
};

}
