// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/release/requests.h"

namespace engine::release {

/// The writer's part for photographs: JPEG, PNG, TIFF, WebP, BMP, GIF. Boxes, frames and errors as `writeFile`. What is
/// not picture is taken out, and the picture's own bytes stay as they are where no box lies on them; a part loses it
/// too, since it holds smaller copies of what is blanked.
Result<Write::Answer> writePhotograph(const Write& request, int original, int file);

/// As `readBack`; a photograph has no SOP Instance UID.
Result<ReadBack::Answer> readBackPhotograph(const ReadBack& request, int file);

/// As `comparePixels`.
Result<ComparePixels::Answer> comparePhotographs(const ComparePixels& request, int original, int file);

}
