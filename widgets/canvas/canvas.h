// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/canvas/box_mark.h"
#include "widgets/canvas/view.h"

#include <QImage>
#include <QPolygon>
#include <QWidget>

namespace widgets::canvas {

/// What the left mouse button does. Middle button pans, right button zooms, wheel scrolls in every tool.
enum class Tool { Look, Draw, DrawEllipse, DrawPolygon, Pan, Window };

/// One image with its boxes. Words stand in the strip above it and letters in the margins beside it: never on it, since
/// they could hide the very text that is looked for. Keys: see canvas_input.cpp.
/// It shows and reports; what a gesture means is decided by who listens.
class Canvas : public QWidget {
    Q_OBJECT

public:
    explicit Canvas(const QString& name, QWidget* parent = nullptr);

    /// Keeps zoom and place when the new image is of the old size. A null image shows `words` in the empty surface.
    /// `image` as stored; `orientation` (Exif, 1 to 8) says how it is turned on the screen.
    void setImage(const QImage& image, int orientation = 1);
    void setEmptyWords(const QString& words);
    const QImage& image() const { return m_image; }
    /// `selected` is an id, or empty.
    void setMarks(const QList<BoxMark>& marks, const QString& selected);
    const QList<BoxMark>& marks() const { return m_marks; }
    QString selected() const { return m_selected; }
    void setCaption(const QString& left, const QString& right);
    void setMargins(bool on); ///< room at both sides for the letters of boxes
    void setTopped(bool on);  ///< a fitted image stands right below its caption
    void setTool(Tool tool);
    Tool tool() const { return m_tool; }
    void setBoxesShown(bool shown);
    bool areBoxesShown() const { return m_boxesShown; }
    void setSolid(bool solid); ///< boxes that will be blanked are as black as they will be

    const View& view() const { return m_view; }
    void fit();
    void zoomBy(double factor); ///< round the middle
    void zoomTo(double zoom);
    /// For screen readers: "image, 3 boxes, zoom 96 %".
    QString description() const;

Q_SIGNALS:
    void scrolled(int steps);                 ///< frames, + is onwards
    void jumped(bool toEnd);                  ///< Home or End
    void windowDragged(const QPointF& delta); ///< screen pixels: x wider, y brighter
    void boxChosen(const QString& id);        ///< empty: none
    void boxMoved(const QString& id, const QRect& place);
    /// `corners` of a polygon, on the lines between pixels.
    void boxDrawn(const QRect& place, engine::pixels::Shape shape, const QPolygon& corners);
    void pointed(const QPoint& pixel); ///< pixel under the pointer; (-1, -1) when it left
    void viewChanged();
    void painted(); ///< an image has reached the screen: exposure counts from here
    void toolChanged(Tool tool);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent*) override { update(); }
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent*) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;

private:
    enum class Gesture { None, Pan, Zoom, Window, Draw, Move, Resize };

    void layOut();
    void drawWords(QPainter* p) const;
    void drawLetters(QPainter* p) const;
    void drawDraft(QPainter* p) const;
    const BoxMark* markOf(const QString& id) const;
    const BoxMark* markAt(const QPointF& screen) const;
    Gesture gestureFor(const QMouseEvent& event);
    void followGesture(const QPointF& at);
    QRectF draft() const; ///< what is being drawn, in image pixels
    QRect onImage(const QRectF& place) const;
    bool isDrawing() const;
    void finishDraft(); ///< of a rectangle or an ellipse
    void addCorner(const QPointF& at);
    void closePolygon();
    void drawBoxes(QPainter* p) const;
    bool drawByKey(const QKeyEvent& event);
    bool moveByKey(const QKeyEvent& event);
    bool viewByKey(const QKeyEvent& event);
    void updateCursor(const QPointF& at);

    QImage m_image, m_upright; ///< as stored, as shown
    QString m_emptyWords, m_left, m_right;
    QList<BoxMark> m_marks;
    QString m_selected;
    View m_view;
    Tool m_tool = Tool::Look;
    bool m_isSolid = false, m_boxesShown = true, m_margins = false, m_topped = false, m_fresh = false, m_ring = false;
    Gesture m_gesture = Gesture::None;
    QPointF m_press, m_last;
    int m_handle = -1;
    QRectF m_moved;     ///< place of the selected box while it is moved
    QPointF m_pencil;   ///< where the keyboard draws, in image pixels
    QPointF m_corner;   ///< first corner
    QPolygon m_corners; ///< of the polygon that is drawn
    bool m_hasPencil = false, m_hasCorner = false;
};

}
