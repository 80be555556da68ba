// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"

#include <span>
#include <string>
#include <vector>

namespace engine::pixels {

/// How the samples of one decoded frame lie in memory: row by row from the top left, colours interleaved (RGB RGB ...),
/// little endian, no padding. Grey: one sample a pixel in `bytesPerSample` bytes, sign-extended when `isSigned`.
/// Palette and YBR images are already RGB here; `photometric` keeps what the file said.
struct FrameLayout {
    int columns = 0, rows = 0;
    int samplesPerPixel = 1; ///< 1 grey, 3 RGB
    int bytesPerSample = 1;  ///< 1, 2 or 4
    bool isSigned = false;
    int bitsStored = 8;

    std::size_t bytes() const
    {
        return static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows) *
               static_cast<std::size_t>(samplesPerPixel) * static_cast<std::size_t>(bytesPerSample);
    }
};

/// A linear window over rescaled values (PS3.3 C.11.2.1.2).
struct Window {
    double centre = 0, width = 0;
    std::string explanation; ///< from the file: a value of the file, not ours
};

/// How stored values become greys on screen.
struct Presentation {
    double slope = 1, intercept = 0; ///< Modality LUT; 1 and 0 when the file has none
    bool inverted = false;           ///< MONOCHROME1 or Presentation LUT Shape INVERSE
    std::vector<Window> windows;     ///< those the file states, in its order; may be empty
};

struct Frame {
    FrameLayout layout;
    Presentation presentation;
    std::string photometric; ///< as the file has it
};

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(FrameLayout, columns, rows, samplesPerPixel, bytesPerSample, isSigned, bitsStored)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Window, centre, width, explanation)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Presentation, slope, intercept, inverted, windows)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Frame, layout, presentation, photometric)

}
