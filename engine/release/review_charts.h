// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/release/drawing.h"
#include "engine/release/sampling.h"

#include <vector>

namespace engine::release {

/// How many units can have leaked, as a bar from what was found to the bound; `limit` is what the policy tolerates, in
/// units. SVG, 600 x 110.
std::string boundChart(const Sampling& sampling, const ChartLook& look);
std::string boundChartInWords(const Sampling& sampling);

/// What can have leaked in a stratum by itself (statistics::upperFailing).
std::int64_t upperOf(const Sampling::Stratum& stratum, double confidence);

/// The strata by what can have leaked in each, the most first: a point for what was found, a line to the bound that
/// each would have alone. SVG, as high as its rows; beyond `mostStrata` the rest is counted.
std::string strataChart(const Sampling& sampling, const ChartLook& look);
constexpr std::size_t mostStrata = 16;

/// A head that was cut: landmarks of the face that were seen before and in the written files.
struct HeadTold {
    int before = 0, after = 0;
    int hitsBefore = 0, hitsAfter = 0, views = 0; ///< pictures in which a detector sees a face
    std::vector<std::string> takenOn = {};        ///< failures of the check that a person took on
};

/// Landmarks before and after, a line a head, as wide as there are heads of the same numbers. SVG.
std::string headsChart(const std::vector<HeadTold>& heads, const ChartLook& look);
std::string headsChartInWords(const std::vector<HeadTold>& heads);

}
