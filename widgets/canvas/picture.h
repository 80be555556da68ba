// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/projections.h"
#include "engine/pixels/window.h"

#include <QImage>

#include <memory>

namespace widgets::canvas {

/// A decoded frame that several places look at.
using Picture = std::shared_ptr<const engine::journey::DecodedFrame>;

/// Greys or colours for the screen, one pixel a stored pixel; null when the samples are too few.
QImage toImage(const engine::journey::DecodedFrame& frame, const engine::pixels::Window& window);
/// Turned as Exif's orientation (1 to 8) says.
QImage upright(const QImage& stored, int orientation);
/// By local contrast, whatever the window: text that no window shows.
QImage toLocalContrast(const engine::journey::DecodedFrame& frame);
/// One of the pictures of a stack; null when it was not made.
QImage toImage(const engine::journey::Projections& made, engine::pixels::Panel panel);
/// The frame of a stack that is most unlike its neighbours.
QImage oddImage(const engine::journey::Projections& made);
engine::pixels::Window defaultWindow(const engine::journey::DecodedFrame& frame);
/// The rescaled value under a pixel, for the footer; empty for colour.
QString valueAt(const engine::journey::DecodedFrame& frame, const QPoint& pixel);

}
