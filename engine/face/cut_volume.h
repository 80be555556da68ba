// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/face/requests.h"

#include <span>

namespace engine::face {

/// What a volume looks like after a cut: air where it takes something. `samples` holds at least the volume's bytes.
Bytes cutOut(const Volume& volume, const Cut& cut, ByteView samples);

/// Into the first width x height x 4 bytes of `rgba`: a plane of the patient in grey, what the cut takes in red, the
/// rim of the protected brain in blue. BadArgument as LoadVolume, and for a plane out of bounds.
Result<DrawPlane::Answer> drawPlane(const DrawPlane& request, ByteView samples, std::span<std::uint8_t> rgba);

}
