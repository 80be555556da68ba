// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/text/detectors.h"
#include "engine/text/line_reading.h"

namespace engine::text {

/// Text of several frames at once: see FindInClip. `samples` in the order of its frame numbers, at least two, each
/// holding `frame.layout.bytes()`. Damaged when network or reader failed.
Result<FindInClip::Answer> findInClip(const FindInClip& request, std::span<const ByteView> samples, DetectionNet& net,
                                      LineReading& reading);

}
