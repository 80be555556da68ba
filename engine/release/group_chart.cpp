// SPDX-License-Identifier: Apache-2.0
#include "engine/release/group_chart.h"

#include <algorithm>
#include <set>
#include <vector>

namespace engine::release {

namespace {

/// Patients in groups of `from` to `until` alike.
struct Bar {
    std::int64_t from = 1, until = 1, patients = 0;
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
            drawing.limit({at, 4}, {at, axis}, "limit: " + std::to_string(smallestGroup));
        }
        if (bars[i].patients > 0) {
            drawing.bar({middle - width / 2, axis}, width, height, bars[i].from < smallestGroup);
            drawing.words({middle, axis - height - 4}, std::to_string(bars[i].patients), look.words);
        }
        drawing.words({middle, axis + 15}, sizeWords(bars[i]), look.quiet);
    }
    drawing.line({left, axis}, {chartWidth - right, axis}, look.line);
    drawing.words({left, axis + 31}, "patients by the size of their group", look.quiet, "start");
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
