// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"
#include "engine/release/drawing.h"
#include "engine/review/state.h"

#include <array>
#include <functional>
#include <set>
#include <string>
#include <vector>

namespace engine::release {

/// Between short looks and long ones.
constexpr std::array<std::int64_t, 7> lookEdgesMs{1000, 2000, 3000, 5000, 10000, 20000, 60000};

/// How the images that were judged clean were looked at: for manifest and report.
struct Looks {
    std::int64_t items = 0, images = 0;        ///< judged after a look that was measured, in the window
    std::int64_t medianMs = 0, shortestMs = 0; ///< on the screen, an item
    std::int64_t incomplete = 0;               ///< of the items: not all of their images were on the screen long enough
    std::int64_t notMeasured = 0;              ///< images judged clean by command line
    std::vector<std::string> readers;          ///< who judged them, as they are printed
    std::int64_t withoutReader = 0;            ///< images of whose verdict nobody said who gave it
    std::vector<std::int64_t> lasting;         ///< items by how long they were looked at: below each of `lookEdgesMs`,
                                               ///< and the rest
};
WIRE_FIELDS_OR_DEFAULTS(Looks, items, images, medianMs, shortestMs, incomplete, notMeasured, readers, withoutReader,
                        lasting)

/// Of the images in `leaving`; a look at several counts where the first of them leaves. `printed`: the name of a
/// reviewer by id.
Looks looksOf(const review::State& state, const std::set<review::ItemId>& leaving,
              const std::function<std::string(const std::string& id)>& printed);
/// "Ada Reader and others who did not say who they are, for whom Bea Signer signs". `signer`: empty while nobody
/// signed.
std::string whoJudged(const Looks& looks, const std::string& signer);
std::string inWords(const Looks& looks);

/// How many items were looked at for how long: a bar for each span of `lasting`. SVG.
std::string looksChart(const Looks& looks, const ChartLook& look);
std::string looksChartInWords(const Looks& looks);

}
