// SPDX-License-Identifier: Apache-2.0
#include "widgets/face/planes.h"
#include "widgets/look/arrow.h"
#include "widgets/look/style.h"

#include <QMouseEvent>
#include <QPainter>

namespace widgets::face {

using engine::face::operator-;

namespace {

constexpr double reach = 6;                                 // pixels round a border that take hold of it
constexpr double smallestBall = 2, largestBall = 40;        // mm
constexpr double strokeStep = 0.6;                          // radii between the balls of a stroke
constexpr double keyStep = 1, wideKeyStep = 10, sizeBy = 1; // mm

Vector along(const PlaneAxes& axes, double right, double down)
{
    Vector by{};
    by[axes.right] = right;
    by[axes.down] = down * axes.downSign;
    return by;
}

}

void Planes::setSolids(const std::vector<Solid>& solids)
{
    m_solids = solids;
    if (m_chosen >= int(m_solids.size()))
        m_chosen = int(m_solids.size()) - 1;
    update();
}

void Planes::take(std::optional<Form> form)
{
    m_form = form;
    forgetHand();
    if (!form) {
        m_keeps = false;
        m_chosen = -1;
    }
    setCursor(Qt::CrossCursor);
    update();
    Q_EMIT formChanged();
}

void Planes::forgetHand()
{
    m_corner.reset();
    m_held.reset();
    m_grip = Grip::None;
    m_dragging = false;
}

bool Planes::chooseNext()
{
    if (m_solids.empty())
        return false;
    m_chosen = (m_chosen + 1) % int(m_solids.size());
    goTo(m_solids[std::size_t(m_chosen)].centre);
    return true;
}

bool Planes::removeChosen()
{
    if (m_solids.empty())
        return false;
    const int which = m_chosen < 0 ? int(m_solids.size()) - 1 : m_chosen;
    m_solids.erase(m_solids.begin() + which);
    m_chosen = int(m_solids.size()) - 1;
    commit();
    return true;
}

void Planes::commit()
{
    update();
    Q_EMIT handChanged(m_solids);
}

bool Planes::add(Solid solid)
{
    if (m_solids.size() >= engine::face::mostSolids) {
        Q_EMIT refused(tr("More than %1 pieces by hand cannot be kept").arg(engine::face::mostSolids));
        return false;
    }
    solid.isKept = m_keeps;
    m_solids.push_back(solid);
    m_chosen = int(m_solids.size()) - 1;
    return true;
}

void Planes::mousePressEvent(QMouseEvent* event)
{
    const int plane = planeAt(event->position());
    if (plane < 0 || event->button() != Qt::LeftButton)
        return;
    m_current = plane;
    const auto at = positionAt(plane, event->position());
    if (!m_form || event->modifiers().testFlag(Qt::ShiftModifier))
        return goTo(at);
    m_dragging = true;
    beginDrag(at);
}

/// Takes hold of what lies there, the chosen one first; else begins to draw.
void Planes::beginDrag(const Vector& at)
{
    if (m_form == Form::Ball)
        return paintBall(at);
    const auto& axes = axesOf(current());
    const auto hold = [&](int which) {
        const auto outline = outlineOf(m_solids[std::size_t(which)], current(), m_point);
        const auto grip = !outline ? Grip::None
                                   : gripAt(*outline, at[axes.right] - outline->right,
                                            (at[axes.down] - outline->down) * axes.downSign, reach * mmPerPixel());
        if (grip == Grip::None)
            return false;
        m_chosen = which;
        m_held = m_solids[std::size_t(which)];
        m_heldAt = at;
        m_grip = grip;
        update();
        return true;
    };
    if (m_chosen >= 0 && hold(m_chosen))
        return;
    for (int which = int(m_solids.size()) - 1; which >= 0; --which) {
        if (hold(which))
            return;
    }
    m_corner = m_heldAt = at;
}

void Planes::paintBall(const Vector& at)
{
    const bool isFar = !m_held || engine::face::length(at - m_heldAt) >= strokeStep * m_ball;
    if (!isFar || !add(ballAt(at, m_ball)))
        return;
    m_held = m_solids.back();
    m_heldAt = at;
    update();
}

void Planes::drag(const Vector& at)
{
    if (m_form == Form::Ball)
        return paintBall(at);
    if (!m_held) {
        m_heldAt = at; // the corner that moves
        update();
        return;
    }
    const auto& axes = axesOf(current());
    auto& solid = m_solids[std::size_t(m_chosen)];
    switch (m_grip) {
    case Grip::None:
        break;
    case Grip::Inside:
        solid = moved(*m_held, at - m_heldAt);
        break;
    case Grip::Left:
    case Grip::Right:
        solid = bordered(*m_held, axes.right, m_grip == Grip::Right, at[axes.right]);
        break;
    case Grip::Upper:
    case Grip::Lower:
        solid = bordered(*m_held, axes.down, (m_grip == Grip::Lower) == (axes.downSign > 0), at[axes.down]);
        break;
    }
    update();
}

void Planes::mouseMoveEvent(QMouseEvent* event)
{
    const int plane = m_dragging ? m_current : planeAt(event->position());
    m_pointed = plane >= 0 && m_head.isLoaded() ? std::optional{positionAt(plane, event->position())} : std::nullopt;
    if (m_dragging)
        drag(positionAt(m_current, event->position()));
    Q_EMIT pointerMoved();
}

void Planes::mouseReleaseEvent(QMouseEvent*)
{
    if (!m_dragging)
        return;
    const auto corner = m_corner;
    const bool isHeld = m_held.has_value();
    const bool isSame = isHeld && m_form != Form::Ball && m_chosen >= 0 &&
                        engine::Json(m_solids[std::size_t(m_chosen)]) == engine::Json(*m_held);
    const auto to = m_heldAt;
    forgetHand();
    if (isHeld)
        return isSame ? update() : commit();
    const auto drawn = corner ? solidBetween(*m_form, current(), *corner, to) : std::nullopt;
    if (drawn && add(*drawn))
        return commit();
    if (corner)
        goTo(*corner); // a click
}

/// Sets one corner, and with the next one draws.
void Planes::setCorner()
{
    if (m_form == Form::Ball) {
        if (add(ballAt(m_point, m_ball)))
            commit();
        return;
    }
    if (!m_corner) {
        m_corner = m_point;
        update();
        return;
    }
    const auto drawn = solidBetween(*m_form, current(), *m_corner, m_point);
    m_corner.reset();
    if (!drawn)
        Q_EMIT refused(tr("Too small: move the point with the arrows first"));
    else if (add(*drawn))
        commit();
    update();
}

void Planes::sizeBall(double by)
{
    m_ball = std::clamp(m_ball + by, smallestBall, largestBall);
    update();
    Q_EMIT formChanged();
}

/// Alt moves it, Ctrl makes it larger or smaller.
void Planes::changeChosen(QKeyEvent* event)
{
    if (m_chosen < 0) {
        Q_EMIT refused(tr("Choose a piece first: Tab goes to the next"));
        return;
    }
    auto& solid = m_solids[std::size_t(m_chosen)];
    const auto& axes = axesOf(current());
    const QPointF way = look::arrowOf(event->key());
    const double page = event->key() == Qt::Key_PageUp ? 1 : event->key() == Qt::Key_PageDown ? -1 : 0;
    if (event->modifiers().testFlag(Qt::AltModifier)) {
        auto by = along(axes, way.x() * keyStep, way.y() * keyStep);
        by[axes.across] += page * keyStep;
        solid = moved(solid, by);
    } else if (page != 0) {
        solid = grown(solid, axes.across, page * sizeBy);
    } else {
        solid = grown(solid, way.x() != 0 ? axes.right : axes.down, (way.x() - way.y()) * sizeBy);
    }
    commit();
}

void Planes::moveBy(double right, double down)
{
    const auto by = along(axesOf(current()), right, down);
    goTo({m_point[0] + by[0], m_point[1] + by[1], m_point[2] + by[2]});
}

bool Planes::keyByHand(QKeyEvent* event)
{
    const QPointF way = look::arrowOf(event->key());
    const bool isPage = event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown;
    if ((!way.isNull() || isPage) && (event->modifiers() & (Qt::AltModifier | Qt::ControlModifier))) {
        changeChosen(event);
        return true;
    }
    if (!way.isNull()) {
        const double mm = event->modifiers().testFlag(Qt::ShiftModifier) ? wideKeyStep : keyStep;
        moveBy(way.x() * mm, way.y() * mm);
        return true;
    }
    switch (event->key()) {
    case Qt::Key_Home:
    case Qt::Key_End:
        m_corner.reset();
        m_current = (m_current + (event->key() == Qt::Key_End ? 1 : 2)) % 3;
        update();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        setCorner();
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Minus:
        sizeBall(event->key() == Qt::Key_Plus ? 1 : -1);
        return true;
    case Qt::Key_Escape:
        m_corner ? forgetHand() : take(std::nullopt);
        update();
        return true;
    default:
        return false;
    }
}

namespace {

void stroke(QPainter& p, const QRectF& place, bool isRound, const QPen& pen)
{
    p.setPen(pen);
    isRound ? p.drawEllipse(place) : p.drawRect(place);
}

}

/// Outlines as boxes have them: a line over a dark halo, dashed while it is drawn, dotted where it protects.
void Planes::paintHand(QPainter& p, int plane) const
{
    const auto dark = look::darkTheme();
    const auto& axes = axesOf(Plane(plane));
    p.save();
    p.setRenderHint(QPainter::Antialiasing);
    const auto show = [&](const Solid& solid, bool isChosen, Qt::PenStyle style) {
        const auto outline = outlineOf(solid, Plane(plane), m_point);
        if (!outline)
            return;
        Vector middle = m_point;
        middle[axes.right] = outline->right;
        middle[axes.down] = outline->down;
        const QPointF half{outline->halfRight / mmPerPixel(), outline->halfDown / mmPerPixel()};
        const auto at = pixelOf(plane, middle);
        const QRectF place{at - half, at + half};
        auto halo = QColor{Qt::black};
        halo.setAlpha(170);
        const auto colour = dark[solid.isKept ? look::Role::Teal : look::Role::Red];
        stroke(p, place, outline->isRound, QPen{halo, 3.5});
        stroke(p, place, outline->isRound, QPen{colour, isChosen ? 2. : 1.5, style});
        if (!isChosen)
            return;
        for (const auto& handle : {QPointF{place.left(), at.y()}, QPointF{place.right(), at.y()},
                                   QPointF{at.x(), place.top()}, QPointF{at.x(), place.bottom()}}) {
            p.setPen(QPen{Qt::black, 1});
            p.fillRect(QRectF{handle - QPointF{3, 3}, QSizeF{6, 6}}, Qt::white);
            p.drawRect(QRectF{handle - QPointF{3, 3}, QSizeF{6, 6}});
        }
    };
    for (int i = 0; i < int(m_solids.size()); ++i)
        show(m_solids[std::size_t(i)], m_form && i == m_chosen,
             m_solids[std::size_t(i)].isKept ? Qt::DotLine : Qt::SolidLine);
    if (m_form && m_corner && plane == m_current) {
        auto drawn = solidBetween(*m_form, current(), *m_corner, m_dragging ? m_heldAt : m_point);
        if (drawn)
            drawn->isKept = m_keeps;
        if (drawn)
            show(*drawn, false, Qt::DashLine);
    }
    if (m_form == Form::Ball && plane == m_current)
        show(ballAt(m_pointed.value_or(m_point), m_ball), false, Qt::DashLine);
    p.restore();
}

}
