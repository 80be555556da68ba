// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace widgets::canvas {
class Viewer;
}

namespace widgets::frame {

class Screen;

/// Gives a screen the keys and tools for looking at its pictures: presets, fit, zoom, pan, window, play, invert.
void addViewDeeds(Screen& screen, canvas::Viewer& viewer);

}
