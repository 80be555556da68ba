// SPDX-License-Identifier: Apache-2.0
#include "engine/release/review_charts.h"

#include "engine/statistics/lot.h"

#include <algorithm>
#include <map>

namespace engine::release {

namespace {

constexpr double left = 8, right = chartWidth - 8.0;

double tolerated(const Sampling& sampling)
{
    return static_cast<double>(statistics::failingAt(sampling.tolerate, sampling.size));
}

struct Row {
    std::string name;
    std::int64_t found = 0, upper = 0;
};

std::vector<Row> rowsOf(const Sampling& sampling)
{
    std::vector<Row> rows;
    for (const auto& one : sampling.strata) {
        if (one.size > 0)
            rows.push_back({one.name, one.leaks, upperOf(one, sampling.confidence)});
    }
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.upper > b.upper; });
    return rows;
}

/// Cut at a letter's end, so that it leaves room for the numbers.
std::string shortened(const std::string& text)
{
    constexpr std::size_t longest = 60;
    if (text.size() <= longest)
        return text;
    auto end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return text.substr(0, end) + "\xE2\x80\xA6";
}

std::string number(std::int64_t value)
{
    return std::to_string(value);
}

}

std::int64_t upperOf(const Sampling::Stratum& stratum, double confidence)
{
    return stratum.size == 0 ? 0
                             : statistics::upperFailing({stratum.size, stratum.inspected, stratum.leaks}, confidence);
}

std::string boundChart(const Sampling& sampling, const ChartLook& look)
{
    constexpr double bar = 52, axis = 78;
    Drawing drawing{look, 110};
    const double limit = tolerated(sampling);
    const double end = std::max({static_cast<double>(sampling.upper), limit, 1.0}) * 1.25;
    const auto at = [&](double value) { return left + value / end * (right - left); };
    const double found = at(static_cast<double>(sampling.leaks)), upper = at(static_cast<double>(sampling.upper));
    drawing.line({left, axis}, {right, axis}, look.line);
    drawing.limit({at(limit), 4}, {at(limit), axis}, "limit: " + number(static_cast<std::int64_t>(limit)));
    drawing.bar({found, bar + 5}, std::max(upper - found, 2.0), 10, false);
    if (sampling.leaks > 0)
        drawing.dot({found, bar}, look.words);
    const bool isRight = upper < right - 150;
    drawing.words({upper + (isRight ? 8 : -8), isRight ? bar + 4 : bar - 10}, "at most " + number(sampling.upper),
                  look.words, isRight ? "start" : "end");
    drawing.words({left, axis + 15}, "0", look.quiet, "start");
    drawing.words({right, axis + 15},
                  (sampling.unit == "study"    ? "studies"
                   : sampling.unit == "series" ? "series"
                                               : sampling.unit + "s") +
                      " with a leak before repair",
                  look.quiet, "end");
    return drawing.done();
}

std::string boundChartInWords(const Sampling& sampling)
{
    return number(sampling.leaks) + " found, at most " + number(sampling.upper) + ", limit " +
           number(static_cast<std::int64_t>(tolerated(sampling)));
}

std::string strataChart(const Sampling& sampling, const ChartLook& look)
{
    const auto rows = rowsOf(sampling);
    const auto shown = std::min(rows.size(), mostStrata);
    constexpr double step = 32, top = 20;
    const double axis = top + step * static_cast<double>(shown);
    Drawing drawing{look, static_cast<int>(axis) + 36};
    const double most = std::max<double>(rows.empty() ? 1 : static_cast<double>(rows.front().upper), 1);
    const auto at = [&](std::int64_t value) {
        return left + 6 + static_cast<double>(value) / most * (right - left - 60);
    };
    for (std::size_t i = 0; i < shown; ++i) {
        const double y = top + step * static_cast<double>(i) + 12;
        drawing.words({left, y - 12}, shortened(rows[i].name), look.words, "start");
        drawing.line({at(rows[i].found), y}, {at(rows[i].upper), y}, look.fill, 2);
        drawing.line({at(rows[i].upper), y - 4}, {at(rows[i].upper), y + 4}, look.fill, 2);
        drawing.dot({at(rows[i].found), y}, look.fill, rows[i].found > 0);
        drawing.words({at(rows[i].upper) + 8, y + 4}, number(rows[i].upper), look.words, "start");
    }
    drawing.line({left + 6, axis}, {right, axis}, look.line);
    drawing.words({left + 6, axis + 15}, "0", look.quiet);
    const auto rest = rows.size() - shown;
    drawing.words({right, axis + 15},
                  (rest > 0 ? number(static_cast<std::int64_t>(rest)) + " more strata with smaller bounds; " : "") +
                      "point: found, line: up to the stratum's own bound",
                  look.quiet, "end");
    return drawing.done();
}

std::string headsChart(const std::vector<HeadTold>& heads, const ChartLook& look)
{
    constexpr double top = 16, axis = 124, from = 150, until = 450;
    Drawing drawing{look};
    int most = 1;
    std::map<std::pair<int, int>, int> lines;
    std::map<int, int> before, after;
    for (const auto& head : heads) {
        most = std::max({most, head.before, head.after});
        ++lines[{head.before, head.after}];
        ++before[head.before];
        ++after[head.after];
    }
    const auto at = [&](int found) { return axis - found * (axis - top) / most; };
    for (const auto& [ends, count] : lines) {
        drawing.line({from, at(ends.first)}, {until, at(ends.second)}, look.fill, std::min(1.0 + count, 8.0));
        drawing.dot({from, at(ends.first)}, look.fill);
        drawing.dot({until, at(ends.second)}, look.fill, false);
    }
    const auto label = [](int found, int count) {
        return std::to_string(found) + (count > 1 ? " (" + std::to_string(count) + " heads)" : "");
    };
    for (const auto& [found, count] : before)
        drawing.words({from - 10, at(found) + 4}, label(found, count), look.words, "end");
    for (const auto& [found, count] : after)
        drawing.words({until + 10, at(found) + 4}, label(found, count), look.words, "start");
    drawing.words({from, axis + 24}, "before", look.quiet);
    drawing.words({until, axis + 24}, "in the written files", look.quiet);
    return drawing.done();
}

std::string headsChartInWords(const std::vector<HeadTold>& heads)
{
    std::map<std::pair<int, int>, int> lines;
    int hitsBefore = 0, hitsAfter = 0;
    for (const auto& head : heads) {
        ++lines[{head.before, head.after}];
        hitsBefore += head.hitsBefore;
        hitsAfter += head.hitsAfter;
    }
    std::string text;
    for (const auto& [ends, count] : lines)
        text += (text.empty() ? "" : ", ") + std::to_string(count) + (count == 1 ? " head from " : " heads from ") +
                std::to_string(ends.first) + " to " + std::to_string(ends.second);
    return text + "; pictures in which a detector sees a face: " + std::to_string(hitsBefore) + " before, " +
           std::to_string(hitsAfter) + " after";
}

}
