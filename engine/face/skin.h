// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/face/requests.h"

#include <cstdint>
#include <span>

namespace engine::face {

/// The value between air and skin. CT: -300 HU. Else from the histogram: at least six deviations above the air in the
/// corners of the volume, at most at its valley or well below Otsu's threshold (docs/decisions/0009-skin-surface.md).
/// Unsupported, "constant", when all samples are the same.
Result<double> skinThreshold(const Volume& volume, std::span<const std::int16_t> samples);

/// The air: from the four darkest corners of the volume.
double airValue(const Volume& volume, std::span<const std::int16_t> samples);

}
