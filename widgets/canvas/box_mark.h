// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pixels/box.h"
#include "widgets/look/mark.h"

#include <QPainterPath>

#include <array>

namespace widgets::canvas {

/// A box over the image, in image pixels.
struct BoxMark {
    enum class State {
        Proposed, ///< dashed
        Blank,    ///< solid line, dark inside
        Keep      ///< dotted
    };
    QString id;
    QRectF place; ///< of any other shape the rectangle round it
    look::Mark mark = look::Mark::Open;
    State state = State::Proposed;
    QString letter; ///< of the category; stands in the margin, never on the image
    /// Of Blank: what is blanked in the written file, widened to the grid of its coding; empty while that is not known.
    QPainterPath written{};
    QPainterPath form{}; ///< its outline in image pixels; empty: the rectangle itself
};

/// The outline of a box in image pixels, as a person drew it.
QPainterPath pathOf(const engine::pixels::Box& box);
/// All of its pixels.
QPainterPath areaOf(const engine::pixels::Box& box);

/// The eight handles of a selected box on screen, clockwise from the top left, 6 px wide.
std::array<QRectF, 8> handlesOf(const QRectF& onScreen);
/// Index of the handle near `point`, -1 for none.
int handleAt(const QRectF& onScreen, const QPointF& point);
/// `place` with handle `handle` dragged by `move`; never turned inside out, at least one pixel wide and high.
QRectF resized(const QRectF& place, int handle, const QPointF& move);

/// Where the parts of a mark lie on screen.
struct MarkOnScreen {
    QRectF place;
    QPainterPath form, written;
};
/// `isSolid`: what is blanked is as black as it will be.
void drawBox(QPainter* p, const BoxMark& mark, const MarkOnScreen& onScreen, bool selected, bool isSolid);

}
