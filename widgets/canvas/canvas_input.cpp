// SPDX-License-Identifier: Apache-2.0
#include "widgets/canvas/canvas.h"
#include "widgets/look/arrow.h"

#include <QMouseEvent>

#include <cmath>
#include <utility>

namespace widgets::canvas {

/// Mouse: left by tool (Look: choose or move a box, else window), middle or Shift+left pans, right zooms, wheel
/// scrolls, Ctrl+wheel zooms at the pointer.
/// Keys: arrows move the chosen box (Shift by 10), [ ] change its size; without one Up and Down scroll; Alt+arrows pan;
/// Ctrl + and - zoom; = fits; H held hides the boxes. With a drawing tool arrows move the pencil, Enter sets a corner;
/// a polygon is closed by a double click, or by setting a corner where one is already, Backspace takes the last back.

bool Canvas::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && isDrawing()) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const bool drawsBack = key == Qt::Key_Backspace && !m_corners.isEmpty();
        const bool plain = !static_cast<QKeyEvent*>(event)->modifiers().testFlag(Qt::ShiftModifier);
        if (!look::arrowOf(key).isNull() || drawsBack || key == Qt::Key_Escape ||
            ((key == Qt::Key_Return || key == Qt::Key_Enter) && plain)) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

Canvas::Gesture Canvas::gestureFor(const QMouseEvent& event)
{
    if (event.button() == Qt::MiddleButton || event.modifiers().testFlag(Qt::ShiftModifier))
        return Gesture::Pan;
    if (event.button() == Qt::RightButton)
        return Gesture::Zoom;
    if (event.button() != Qt::LeftButton)
        return Gesture::None;
    switch (m_tool) {
    case Tool::Draw:
    case Tool::DrawEllipse:
        return Gesture::Draw;
    case Tool::DrawPolygon:
        return Gesture::None;
    case Tool::Pan:
        return Gesture::Pan;
    case Tool::Window:
        return Gesture::Window;
    case Tool::Look:
        break;
    }
    if (!m_boxesShown)
        return Gesture::Window;
    const auto* chosen = markOf(m_selected);
    m_handle = chosen ? handleAt(m_view.toScreen(chosen->place), event.position()) : -1;
    if (m_handle >= 0) {
        m_moved = chosen->place;
        return Gesture::Resize;
    }
    const auto* hit = markAt(event.position());
    if (!hit)
        return Gesture::Window;
    m_moved = hit->place;
    if (hit->id != m_selected) {
        m_selected = hit->id;
        Q_EMIT boxChosen(hit->id);
    }
    return Gesture::Move;
}

void Canvas::mousePressEvent(QMouseEvent* event)
{
    if (m_image.isNull())
        return;
    m_press = m_last = event->position();
    m_hasPencil = m_hasCorner = false;
    m_gesture = gestureFor(*event);
    if (m_tool == Tool::DrawPolygon && m_gesture == Gesture::None)
        addCorner(m_view.toImage(m_press));
    updateCursor(event->position());
    update();
}

void Canvas::followGesture(const QPointF& at)
{
    const auto step = at - m_last;
    const auto whole = at - m_press;
    switch (m_gesture) {
    case Gesture::None:
        return;
    case Gesture::Draw:
        break;
    case Gesture::Pan:
        m_view.pan(step);
        Q_EMIT viewChanged();
        break;
    case Gesture::Zoom:
        m_view.setZoom(m_view.zoom() * std::pow(1.01, -step.y()), m_press);
        Q_EMIT viewChanged();
        break;
    case Gesture::Window:
        Q_EMIT windowDragged(step);
        break;
    case Gesture::Move:
    case Gesture::Resize:
        if (const auto* mark = markOf(m_selected))
            m_moved = m_gesture == Gesture::Move
                          ? mark->place.translated(m_view.toImageStep(whole / m_view.scale()))
                          : m_view.toImage(resized(m_view.toScreen(mark->place), m_handle, whole));
        break;
    }
    update();
}

void Canvas::mouseMoveEvent(QMouseEvent* event)
{
    const auto at = event->position();
    followGesture(at);
    m_last = at;
    if (!m_corners.isEmpty())
        update();
    const auto pixel = m_view.toImage(at);
    const QPoint whole{qFloor(pixel.x()), qFloor(pixel.y())};
    Q_EMIT pointed(m_image.rect().contains(whole) ? whole : QPoint{-1, -1});
    if (m_gesture == Gesture::None)
        updateCursor(at);
}

void Canvas::mouseReleaseEvent(QMouseEvent* event)
{
    m_last = event->position();
    const auto gesture = m_gesture;
    const bool moved = (m_last - m_press).manhattanLength() >= 3;
    m_gesture = Gesture::None;
    if (gesture == Gesture::Draw) {
        if (moved)
            finishDraft();
    } else if ((gesture == Gesture::Move || gesture == Gesture::Resize) && moved) {
        const auto place = onImage(QRectF{m_moved.toRect()});
        if (!place.isEmpty())
            Q_EMIT boxMoved(m_selected, place);
    } else if (gesture == Gesture::Window && !moved && !m_selected.isEmpty()) {
        m_selected.clear();
        Q_EMIT boxChosen({});
    }
    updateCursor(m_last);
    update();
}

void Canvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (m_tool == Tool::DrawPolygon && event->button() == Qt::LeftButton)
        closePolygon(); // its first press has set the last corner
    else
        mousePressEvent(event);
}

void Canvas::finishDraft()
{
    const auto place = onImage(draft());
    if (place.width() > 1 && place.height() > 1)
        Q_EMIT boxDrawn(
            place, m_tool == Tool::DrawEllipse ? engine::pixels::Shape::Ellipse : engine::pixels::Shape::Rectangle, {});
}

void Canvas::addCorner(const QPointF& at)
{
    const QPoint corner{qBound(0, qRound(at.x()), m_image.width()), qBound(0, qRound(at.y()), m_image.height())};
    const auto isNear = [&](const QPoint& one) {
        return (QPointF{one - corner} * m_view.scale()).manhattanLength() < 8;
    };
    if (m_corners.size() >= 3 && (isNear(m_corners.first()) || corner == m_corners.last()))
        closePolygon();
    else if (m_corners.isEmpty() || corner != m_corners.last())
        m_corners += corner;
    update();
}

void Canvas::closePolygon()
{
    const auto corners = std::exchange(m_corners, {});
    m_hasPencil = false;
    update();
    // QRect counts whole pixels, corners lie between them.
    const auto place = corners.boundingRect().adjusted(0, 0, -1, -1);
    if (corners.size() >= 3 && place.width() > 1 && place.height() > 1)
        Q_EMIT boxDrawn(place, engine::pixels::Shape::Polygon, corners);
}

void Canvas::leaveEvent(QEvent*)
{
    Q_EMIT pointed({-1, -1});
}

void Canvas::wheelEvent(QWheelEvent* event)
{
    const double turns = event->angleDelta().y() / 120.;
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        m_view.setZoom(m_view.zoom() * std::pow(1.2, turns), event->position());
        update();
        Q_EMIT viewChanged();
    } else if (turns != 0) {
        Q_EMIT scrolled(turns > 0 ? -std::max(1, qRound(turns)) : std::max(1, qRound(-turns)));
    }
    event->accept();
}

bool Canvas::drawByKey(const QKeyEvent& event)
{
    if (!isDrawing() || m_image.isNull())
        return false;
    if (event.key() == Qt::Key_Escape) {
        m_hasPencil || m_hasCorner || !m_corners.isEmpty() ? void(m_hasPencil = m_hasCorner = false)
                                                           : setTool(Tool::Look);
        m_corners.clear();
        update();
        return true;
    }
    if (event.key() == Qt::Key_Backspace && !m_corners.isEmpty()) {
        m_corners.removeLast();
        update();
        return true;
    }
    const auto arrow = look::arrowOf(event.key());
    const bool enter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    if (arrow.isNull() && !enter)
        return false;
    if (!m_hasPencil) {
        m_hasPencil = true;
        m_pencil = QPointF{m_image.rect().center()};
    } else if (!arrow.isNull()) {
        m_pencil += m_view.toImageStep(QPointF{arrow}) * (event.modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1);
        m_pencil.setX(qBound(0., m_pencil.x(), double(m_image.width())));
        m_pencil.setY(qBound(0., m_pencil.y(), double(m_image.height())));
    } else if (m_tool == Tool::DrawPolygon) {
        addCorner(m_pencil);
    } else if (!m_hasCorner) {
        m_hasCorner = true;
        m_corner = m_pencil;
    } else {
        finishDraft();
        m_hasCorner = false;
    }
    update();
    return true;
}

bool Canvas::moveByKey(const QKeyEvent& event)
{
    const auto* mark = markOf(m_selected);
    if (!mark || event.modifiers().testFlag(Qt::AltModifier) || event.modifiers().testFlag(Qt::ControlModifier))
        return false;
    const int step = event.modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1;
    const auto arrow = m_view.toImageStep(QPointF{look::arrowOf(event.key()) * step}).toPoint();
    const int grow = event.text() == QLatin1String("]") ? 1 : event.text() == QLatin1String("[") ? -1 : 0;
    if (arrow.isNull() && grow == 0)
        return false;
    auto place = mark->place.toRect().translated(arrow).adjusted(-grow, -grow, grow, grow);
    if (arrow.isNull() ? true : m_image.rect().contains(place)) // a nudge stops at the edge and keeps its size
        place &= m_image.rect();
    else
        place = mark->place.toRect();
    if (place.width() > 1 && place.height() > 1 && place != mark->place.toRect())
        Q_EMIT boxMoved(m_selected, place);
    return true;
}

bool Canvas::viewByKey(const QKeyEvent& event)
{
    const auto arrow = look::arrowOf(event.key());
    const bool ctrl = event.modifiers().testFlag(Qt::ControlModifier);
    if (!arrow.isNull() && event.modifiers().testFlag(Qt::AltModifier)) {
        m_view.pan(QPointF{-arrow * 40});
        update();
        Q_EMIT viewChanged();
    } else if (arrow.y() != 0 && !ctrl) {
        Q_EMIT scrolled(arrow.y() * (event.modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1));
    } else if (event.key() == Qt::Key_Home || event.key() == Qt::Key_End) {
        Q_EMIT jumped(event.key() == Qt::Key_End);
    } else if (event.text() == QLatin1String(",") || event.text() == QLatin1String(".")) {
        Q_EMIT scrolled(event.text() == QLatin1String(".") ? 1 : -1);
    } else {
        return false;
    }
    return true;
}

void Canvas::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_H && event->modifiers() == Qt::NoModifier) {
        setBoxesShown(false);
        return;
    }
    if (event->key() == Qt::Key_Escape && !m_selected.isEmpty() && m_tool == Tool::Look) {
        m_selected.clear();
        update();
        Q_EMIT boxChosen({});
        return;
    }
    if (!drawByKey(*event) && !moveByKey(*event) && !viewByKey(*event))
        QWidget::keyPressEvent(event);
}

void Canvas::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_H && !event->isAutoRepeat())
        setBoxesShown(true);
    else
        QWidget::keyReleaseEvent(event);
}

void Canvas::updateCursor(const QPointF& at)
{
    if (m_gesture == Gesture::Pan || (m_tool == Tool::Pan && m_gesture == Gesture::None)) {
        setCursor(m_gesture == Gesture::Pan ? Qt::ClosedHandCursor : Qt::OpenHandCursor);
        return;
    }
    if (isDrawing()) {
        setCursor(Qt::CrossCursor);
        return;
    }
    const auto* chosen = markOf(m_selected);
    const int handle = chosen && m_boxesShown ? handleAt(m_view.toScreen(chosen->place), at) : -1;
    static constexpr Qt::CursorShape shapes[] = {Qt::SizeFDiagCursor, Qt::SizeVerCursor, Qt::SizeBDiagCursor,
                                                 Qt::SizeHorCursor};
    setCursor(handle >= 0 ? shapes[handle % 4] : Qt::ArrowCursor);
}

}
