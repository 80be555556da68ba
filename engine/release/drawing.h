// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sstream>
#include <string>

namespace engine::release {

/// Colours as #rrggbb and the font's family; the report's own unless a window shows it.
struct ChartLook {
    std::string words = "#1c1c1c", quiet = "#565656", line = "#868686", fill = "#006688", limit = "#855a00";
    std::string font = "Safelight Sans";
};

/// Width of every chart in its own units, and the height of most; 150 x 40 mm on paper.
constexpr int chartWidth = 600, chartHeight = 160;

struct ChartPoint {
    double x = 0, y = 0;
};

/// One chart as SVG: lines, words and shapes that are told apart without colour. Coordinates in the units above, y
/// downwards; words are escaped.
class Drawing {
public:
    explicit Drawing(const ChartLook& look, int height = chartHeight);

    void words(ChartPoint at, const std::string& text, const std::string& colour, const char* anchor = "middle");
    void line(ChartPoint from, ChartPoint to, const std::string& colour, double width = 1);
    /// Upwards from its lower left corner.
    void bar(ChartPoint corner, double width, double height, bool isHatched);
    void dot(ChartPoint middle, const std::string& colour, bool isFilled = true);
    /// A limit: a line with its words on the side where there is room.
    void limit(ChartPoint from, ChartPoint to, const std::string& text);

    std::string done();

private:
    const ChartLook& m_look;
    std::ostringstream m_text;
};

}
