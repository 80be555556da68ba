// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"

#include <string>

namespace engine::release {

/// Colours as #rrggbb and the font's family; the report's own unless a window shows it.
struct ChartLook {
    std::string words = "#1c1c1c", quiet = "#565656", line = "#868686", fill = "#006688", limit = "#855a00";
    std::string font = "Inter";
};

/// Size of the drawing in its own units; 150 x 40 mm on paper.
constexpr int chartWidth = 600, chartHeight = 160;

/// How many patients are in groups of each size (statistics::assess), as SVG: a bar a size, sizes above ten gathered,
/// those below the wanted one hatched, each with its number. `smallestGroup` 0: no limit is drawn. The same drawing
/// stands in the window, in HTML and on paper.
std::string groupChart(const Json& assessment, int smallestGroup, const ChartLook& look);
/// The same for those who do not see it.
std::string groupChartInWords(const Json& assessment, int smallestGroup);

}
