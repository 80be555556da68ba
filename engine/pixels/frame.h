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
    /// Bits of the stored words that no sample uses, and that are neither all clear nor the sample's sign: something
    /// lies there (retired overlays did). Bit 0 is the lowest.
    std::uint32_t strayBits = 0;
    /// 1 to 8, as in EXIF: how the samples are turned to stand upright. Of photographs; 1: they do.
    int orientation = 1;
};

/// For whoever gets a Frame and its samples from a worker: WorkerRefused unless the layout is one that we draw and lies
/// within `available` bytes. Nothing may be read by a layout that has not passed.
inline Done check(const Frame& frame, std::size_t available)
{
    constexpr int mostLines = 65535; // Rows and Columns are US, PS3.3 C.7.6.3
    const FrameLayout& layout = frame.layout;
    const auto isSize = [](int lines) { return lines >= 1 && lines <= mostLines; };
    const bool isPixel = (layout.samplesPerPixel == 1 || layout.samplesPerPixel == 3) &&
                         (layout.bytesPerSample == 1 || layout.bytesPerSample == 2 || layout.bytesPerSample == 4);
    const bool isDepth = layout.bitsStored >= 1 && layout.bitsStored <= 8 * layout.bytesPerSample;
    const bool isTurn = frame.orientation >= 1 && frame.orientation <= 8;
    if (!isTurn || !isSize(layout.columns) || !isSize(layout.rows) || !isPixel || !isDepth ||
        layout.bytes() > available)
        return Error{ErrorCode::WorkerRefused, "frame"};
    return done();
}

WIRE_FIELDS(FrameLayout, columns, rows, samplesPerPixel, bytesPerSample, isSigned, bitsStored)
WIRE_FIELDS(Window, centre, width, explanation)
WIRE_FIELDS(Presentation, slope, intercept, inverted, windows)
WIRE_FIELDS(Frame, layout, presentation, photometric, strayBits, orientation)

}
