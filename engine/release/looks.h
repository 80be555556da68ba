// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"
#include "engine/review/state.h"

#include <functional>
#include <string>
#include <vector>

namespace engine::release {

/// How the images that were judged clean were looked at: for manifest and report.
struct Looks {
    std::int64_t items = 0, images = 0;        ///< judged after a look that was measured, in the window
    std::int64_t medianMs = 0, shortestMs = 0; ///< on the screen, an item
    std::int64_t incomplete = 0;               ///< of the items: not all of their images were on the screen long enough
    std::int64_t notMeasured = 0;              ///< images judged clean by command line
    std::vector<std::string> readers;          ///< who judged them, as they are printed
    std::int64_t withoutReader = 0;            ///< images of whose verdict nobody said who gave it
};
WIRE_FIELDS(Looks, items, images, medianMs, shortestMs, incomplete, notMeasured, readers, withoutReader)

/// `printed`: the name of a reviewer by id.
Looks looksOf(const review::State& state, const std::function<std::string(const std::string& id)>& printed);
/// "Ada Reader and others who did not say who they are, for whom Bea Signer signs".
std::string whoJudged(const Looks& looks, const std::string& signer);
std::string inWords(const Looks& looks);

}
