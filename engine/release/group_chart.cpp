// SPDX-License-Identifier: Apache-2.0
#include "engine/release/group_chart.h"

#include <algorithm>
#include <set>
#include <sstream>
#include <vector>

namespace engine::release {

namespace {

/// Patients in groups of `from` to `until` alike.
struct Bar {
    std::int64_t from = 1, until = 1, patients = 0;
};

struct Point {
    double x = 0, y = 0;
};

constexpr double left = 8, right = 8, top = 34, axis = 124;

std::vector<Bar> barsOf(const Json& assessment, int smallestGroup)
{
    std::set<std::int64_t> starts{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 21, 51, 101, 1001};
    if (smallestGroup > 0)
        starts.insert(smallestGroup); // no bar stands on both sides of the limit
    std::int64_t largest = smallestGroup;
    for (const auto& row : assessment.at("class_sizes"))
        largest = std::max(largest, row.at("size").get<std::int64_t>());
    std::vector<Bar> bars;
    for (auto start = starts.begin(); start != starts.end() && *start <= largest; ++start) {
        const auto next = std::next(start);
        bars.push_back({*start, next == starts.end() ? largest : std::min(*next - 1, std::max(largest, *start)), 0});
    }
    for (const auto& row : assessment.at("class_sizes")) {
        const auto size = row.at("size").get<std::int64_t>();
        const auto bar = std::find_if(bars.begin(), bars.end(), [&](const auto& one) { return size <= one.until; });
        if (bar != bars.end())
            bar->patients += size * row.at("classes").get<std::int64_t>();
    }
    return bars;
}

std::string sizeWords(const Bar& bar)
{
    return bar.from == bar.until ? std::to_string(bar.from)
                                 : std::to_string(bar.from) + "\xE2\x80\x93" + std::to_string(bar.until);
}

class Drawing {
public:
    explicit Drawing(const ChartLook& look) : m_look{look}
    {
        m_text << "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 " << chartWidth << ' '
               << chartHeight << "\" width=\"" << chartWidth << "\" height=\"" << chartHeight << "\" font-family=\""
               << look.font << "\" font-size=\"12\">";
    }

    void words(double x, double y, const std::string& text, const std::string& colour, const char* anchor = "middle")
    {
        m_text << "<text x=\"" << x << "\" y=\"" << y << "\" fill=\"" << colour << "\" text-anchor=\"" << anchor
               << "\">" << text << "</text>";
    }

    void line(Point from, Point to, const std::string& colour, double width = 1)
    {
        m_text << "<line x1=\"" << from.x << "\" y1=\"" << from.y << "\" x2=\"" << to.x << "\" y2=\"" << to.y
               << "\" stroke=\"" << colour << "\" stroke-width=\"" << width << "\"/>";
    }

    void bar(double x, double width, double height, bool isHatched)
    {
        m_text << "<rect x=\"" << x << "\" y=\"" << axis - height << "\" width=\"" << width << "\" height=\"" << height
               << "\" fill=\"" << (isHatched ? "none" : m_look.fill) << "\" stroke=\"" << m_look.fill << "\"/>";
        // A bar's strokes rise to the right; those at its ends are cut at its edges.
        for (double at = -height + 6; isHatched && at < width; at += 6) {
            const double x1 = std::max(at, 0.0), x2 = std::min(at + height, width);
            if (x2 > x1)
                line({x + x1, axis - (x1 - at)}, {x + x2, axis - (x2 - at)}, m_look.fill);
        }
    }

    std::string done()
    {
        m_text << "</svg>";
        return m_text.str();
    }

private:
    const ChartLook& m_look;
    std::ostringstream m_text;
};

}

std::string groupChart(const Json& assessment, int smallestGroup, const ChartLook& look)
{
    const auto bars = barsOf(assessment, smallestGroup);
    std::int64_t most = 1;
    for (const auto& bar : bars)
        most = std::max(most, bar.patients);
    Drawing drawing{look};
    const double step = (chartWidth - left - right) / static_cast<double>(std::max<std::size_t>(bars.size(), 1));
    const double width = std::min(step * .7, 60.0);
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const double middle = left + step * (static_cast<double>(i) + .5);
        const double height = (axis - top - 14) * static_cast<double>(bars[i].patients) / static_cast<double>(most);
        if (smallestGroup > 0 && bars[i].from == smallestGroup) {
            const double at = left + step * static_cast<double>(i);
            const bool isRight = at < chartWidth - 180.0;
            drawing.line({at, 4}, {at, axis}, look.limit, 2);
            drawing.words(at + (isRight ? 6 : -6), 14, "limit: " + std::to_string(smallestGroup), look.limit,
                          isRight ? "start" : "end");
        }
        if (bars[i].patients > 0) {
            drawing.bar(middle - width / 2, width, height, bars[i].from < smallestGroup);
            drawing.words(middle, axis - height - 4, std::to_string(bars[i].patients), look.words);
        }
        drawing.words(middle, axis + 15, sizeWords(bars[i]), look.quiet);
    }
    drawing.line({left, axis}, {chartWidth - right, axis}, look.line);
    drawing.words(left, axis + 31, "patients by the size of their group", look.quiet, "start");
    return drawing.done();
}

std::string groupChartInWords(const Json& assessment, int smallestGroup)
{
    std::string text;
    for (const auto& bar : barsOf(assessment, smallestGroup)) {
        if (bar.patients == 0)
            continue;
        text += (text.empty() ? "" : ", ") + std::to_string(bar.patients) + " in groups of " + sizeWords(bar) +
                (bar.from < smallestGroup ? " (below the limit)" : "");
    }
    return text;
}

}
