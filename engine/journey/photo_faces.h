// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/steps.h"

namespace engine::journey {

/// Proposes a box over each face that a detector sees in the pages of a photograph, into the findings of `answer`. It
/// sees faces from in front: profiles, eyes alone, tattoos and jewellery are for a person. A page that cannot be looked
/// at is said in `answer.reason`; fails with Cancelled only.
Done searchFaces(const study::Entry& photograph, const Descriptor& file, pool::Pool& pool, const Progress& progress,
                 Examined& answer);

}
