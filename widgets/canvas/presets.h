// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/canvas/picture.h"

#include <optional>

namespace widgets::canvas {

/// The views behind the digit keys: 0 and 1 file default, 2 full stored range, 3 from the 1st to the 99th percentile,
/// 4 the dark quarter stretched, 5 the bright quarter stretched, 6 local contrast (which is no window), 7 8 9 CT soft
/// tissue, lung, bone (only where the values are Hounsfield units). Nothing for other digits, and for colour.
std::optional<engine::pixels::Window> preset(int digit, const engine::journey::DecodedFrame& frame, bool isCt);
inline constexpr int localContrast = 6;
QString presetWords(int digit);

}
