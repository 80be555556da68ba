// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/text/regions.h"
#include "engine/text/requests.h"

#include <vector>

namespace engine::text {

/// A line that was read. The answer's box is not filled in yet.
struct ReadLine {
    Region region;
    FoundText found;
};

/// Views show one line in shapes that differ a little, and the reader is sure of one of them only. An amber line that
/// lies within a green one, its extension included, and reads as a part of it (or the whole; letters and digits that
/// look alike are the same) becomes green. What reads otherwise, or not at all, stays as it is.
void colourRepeats(std::vector<ReadLine>& lines);

}
