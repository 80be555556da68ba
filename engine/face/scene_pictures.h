// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"

#include <array>
#include <span>

namespace engine::face {

/// Share of the light that comes from everywhere in a picture that `drawContour` gets: so that a surface seen edge on
/// is still told from none.
constexpr double contourAmbient = 0.2;

/// Makes a picture (RGBA) that was lit from the eye into lines: bright where the surface turns away, dark grey where it
/// faces the eye.
void drawContour(std::span<std::uint8_t> rgba);

/// A square grey picture into the middle of one of another size (width, height): nearest pixel, the longer side filled.
void spread(ByteView grey, int side, const std::array<int, 2>& size, std::span<std::uint8_t> rgba);

}
