// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"
#include "engine/review/state.h"

#include <string>

namespace engine::release {

/// How the images that were judged clean were looked at: for manifest and report.
struct Looks {
    std::int64_t items = 0, images = 0;        ///< judged after a look that was measured, in the window
    std::int64_t medianMs = 0, shortestMs = 0; ///< on the screen, an item
    std::int64_t incomplete = 0;               ///< of the items: not all of their images were on the screen long enough
    std::int64_t notMeasured = 0;              ///< images judged clean by command line
};
WIRE_FIELDS(Looks, items, images, medianMs, shortestMs, incomplete, notMeasured)

Looks looksOf(const review::State& state);
std::string inWords(const Looks& looks);

}
