// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"
#include "engine/release/drawing.h"

#include <string>

namespace engine::release {

/// How many patients are in groups of each size (statistics::assess), as SVG: a bar a size, sizes above ten gathered,
/// those below the wanted one hatched, each with its number. `smallestGroup` 0: no limit is drawn. The same drawing
/// stands in the window, in HTML and on paper.
std::string groupChart(const Json& assessment, int smallestGroup, const ChartLook& look);
/// The same for those who do not see it.
std::string groupChartInWords(const Json& assessment, int smallestGroup);

}
