// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/face/head.h"

#include <QTimer>
#include <QWidget>

namespace widgets::face {

/// What a person must have looked at, small and in a row: in front, left, right and below, each with a tick once it was
/// seen large; and from where the detector is surest that it sees a face. Click, or Left and Right and Return: the head
/// turns there.
class Sides : public QWidget {
    Q_OBJECT

public:
    explicit Sides(Head& head, QWidget* parent = nullptr);

    void setSeen(int sides); ///< bits as of HeadView::seen
    /// Of the head before a cut; none: the detector sees no face.
    void setSurest(std::optional<Head::Look> look);
    void redraw() { m_settle.start(); }
    void clear(); ///< another head comes
    QSize sizeHint() const override { return {400, 108}; }

Q_SIGNALS:
    void chosen(double azimuth, double elevation);

protected:
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override { redraw(); }
    void focusInEvent(QFocusEvent*) override { update(); }
    void focusOutEvent(QFocusEvent*) override { update(); }
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    int count() const { return m_surest ? 5 : 4; }
    QRect placeOf(int number) const;
    Head::Look lookOf(int number) const;
    QString captionOf(int number) const;

    Head& m_head;
    std::array<QImage, 5> m_pictures;
    std::optional<Head::Look> m_surest;
    int m_seen = 0, m_current = 0;
    QTimer m_settle;
};

}
