// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/requests.h"

namespace app::cli {

/// What was seen of a head, and what a cut left of it, as `cli.md` has them.
engine::Json seenJson(const engine::face::AssessFace::Answer& seen);
engine::Json checkedJson(const engine::face::CheckCut::Answer& checked);

}
