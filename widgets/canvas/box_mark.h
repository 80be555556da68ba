// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/look/mark.h"

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
    QRectF place;
    look::Mark mark = look::Mark::Open;
    State state = State::Proposed;
    QString letter; ///< of the category; stands in the margin, never on the image
    /// Of Blank: what is blanked in the written file, widened to the grid of its coding; null while that is not known.
    QRectF written{};
};

/// The eight handles of a selected box on screen, clockwise from the top left, 6 px wide.
std::array<QRectF, 8> handlesOf(const QRectF& onScreen);
/// Index of the handle near `point`, -1 for none.
int handleAt(const QRectF& onScreen, const QPointF& point);
/// `place` with handle `handle` dragged by `move`; never turned inside out, at least one pixel wide and high.
QRectF resized(const QRectF& place, int handle, const QPointF& move);

/// `written` is the mark's on screen; null where it has none.
void drawBox(QPainter* p, const BoxMark& mark, const QRectF& onScreen, const QRectF& written, bool selected);

}
