// SPDX-License-Identifier: Apache-2.0
#include "widgets/canvas/box_mark.h"

#include "engine/pixels/shape.h"

#include <QPainter>

namespace widgets::canvas {

std::array<QRectF, 8> handlesOf(const QRectF& box)
{
    const double x = box.center().x(), y = box.center().y();
    const std::array<QPointF, 8> places{box.topLeft(),     {x, box.top()},    box.topRight(),   {box.right(), y},
                                        box.bottomRight(), {x, box.bottom()}, box.bottomLeft(), {box.left(), y}};
    std::array<QRectF, 8> handles;
    for (std::size_t i = 0; i < places.size(); ++i)
        handles[i] = QRectF{places[i] - QPointF{3, 3}, QSizeF{6, 6}};
    return handles;
}

int handleAt(const QRectF& onScreen, const QPointF& point)
{
    const auto handles = handlesOf(onScreen);
    for (std::size_t i = 0; i < handles.size(); ++i)
        if (handles[i].adjusted(-2, -2, 2, 2).contains(point))
            return int(i);
    return -1;
}

QRectF resized(const QRectF& place, int handle, const QPointF& move)
{
    auto box = place;
    const bool left = handle == 0 || handle == 6 || handle == 7, right = handle >= 2 && handle <= 4;
    const bool top = handle >= 0 && handle <= 2, bottom = handle >= 4 && handle <= 6;
    if (left)
        box.setLeft(std::min(place.left() + move.x(), place.right() - 1));
    if (right)
        box.setRight(std::max(place.right() + move.x(), place.left() + 1));
    if (top)
        box.setTop(std::min(place.top() + move.y(), place.bottom() - 1));
    if (bottom)
        box.setBottom(std::max(place.bottom() + move.y(), place.top() + 1));
    return box;
}

QPainterPath areaOf(const engine::pixels::Box& box)
{
    QPainterPath path;
    for (const auto& part : engine::pixels::rectanglesOf(box))
        path.addRect(part.x, part.y, part.width, part.height);
    return path.simplified();
}

QPainterPath pathOf(const engine::pixels::Box& box)
{
    QPainterPath path;
    const QRectF place(box.x, box.y, box.width, box.height);
    switch (box.shape) {
    case engine::pixels::Shape::Rectangle:
        path.addRect(place);
        break;
    case engine::pixels::Shape::Ellipse:
        path.addEllipse(place);
        break;
    case engine::pixels::Shape::Polygon: {
        QPolygonF outline;
        for (const auto& [x, y] : box.outline)
            outline += QPointF(x, y);
        path.addPolygon(outline);
        path.closeSubpath();
        break;
    }
    case engine::pixels::Shape::Blocks:
        path = areaOf(box);
        break;
    }
    return path;
}

void drawBox(QPainter* p, const BoxMark& mark, const MarkOnScreen& onScreen, bool selected, bool isSolid)
{
    const auto& [box, form, written] = onScreen;
    const auto dark = look::darkTheme(); // the canvas is dark in both themes, and so are its marks
    if (mark.state == BoxMark::State::Blank)
        p->fillPath(written.united(form), QColor{0, 0, 0, isSolid ? 255 : 191});
    p->setBrush(Qt::NoBrush);
    if (mark.state == BoxMark::State::Blank && !written.isEmpty()) {
        p->setPen({dark[look::roleOf(mark.mark)], 1});
        p->drawPath(written);
    }
    p->setPen({QColor{0, 0, 0, 171}, 3.5, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin});
    p->drawPath(form);
    QPen pen{dark[look::roleOf(mark.mark)], selected ? 2. : 1.5};
    if (mark.state == BoxMark::State::Proposed)
        pen.setDashPattern({4, 3});
    if (mark.state == BoxMark::State::Keep)
        pen.setDashPattern({1, 2});
    p->setPen(pen);
    p->drawPath(form);
    if (!selected)
        return;
    p->setPen({Qt::black, 1});
    p->setBrush(Qt::white);
    for (const auto& handle : handlesOf(box))
        p->drawRect(handle);
}

}
