// SPDX-License-Identifier: Apache-2.0
#include "engine/release/looks.h"

#include <algorithm>
#include <cstdio>
#include <set>
#include <vector>

namespace engine::release {

namespace {

std::string seconds(std::int64_t ms)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.1f s", static_cast<double>(ms) / 1000);
    return text;
}

std::string counted(std::int64_t number, const char* one, const char* many)
{
    return std::to_string(number) + ' ' + (number == 1 ? one : many);
}

std::size_t spanOf(std::int64_t ms)
{
    return static_cast<std::size_t>(std::upper_bound(lookEdgesMs.begin(), lookEdgesMs.end(), ms) - lookEdgesMs.begin());
}

/// "2\xE2\x80\x933 s".
std::string spanWords(std::size_t span)
{
    const auto edge = [](std::size_t number) { return std::to_string(lookEdgesMs.at(number) / 1000); };
    if (span == lookEdgesMs.size())
        return edge(span - 1) + "+ s";
    return (span == 0 ? "0" : edge(span - 1)) + "\xE2\x80\x93" + edge(span) + " s";
}

/// And the file is still the one that was judged.
bool isClean(const review::State& state, const review::ItemId& item)
{
    return state.items.at(item).verdict == review::ItemVerdict::Clean && !state.outdated.contains(item);
}

}

Looks looksOf(const review::State& state, const std::set<review::ItemId>& leaving,
              const std::function<std::string(const std::string& id)>& printed)
{
    Looks looks;
    std::set<std::string> readers;
    std::int64_t clean = 0;
    const auto counts = [&](const auto& item) { return leaving.contains(item) && isClean(state, item); };
    for (const auto& [item, judgement] : state.items) {
        if (!counts(item))
            continue;
        ++clean;
        const auto reader = state.readers.find(item);
        const bool isNamed = reader != state.readers.end() && !reader->second.empty();
        looks.withoutReader += isNamed ? 0 : 1;
        if (isNamed)
            readers.insert(printed(reader->second));
    }
    looks.readers.assign(readers.begin(), readers.end());
    std::vector<std::int64_t> dwells;
    for (const auto& [item, look] : state.looks) {
        if (!counts(item))
            continue;
        ++looks.items;
        looks.images += look.images;
        looks.incomplete += look.exposed < 1 ? 1 : 0;
        dwells.push_back(look.dwellMs);
    }
    looks.notMeasured = std::max<std::int64_t>(0, clean - looks.images);
    if (dwells.empty())
        return looks;
    looks.lasting.assign(lookEdgesMs.size() + 1, 0);
    for (const auto dwell : dwells)
        ++looks.lasting[spanOf(dwell)];
    std::sort(dwells.begin(), dwells.end());
    looks.medianMs = dwells[dwells.size() / 2];
    looks.shortestMs = dwells.front();
    return looks;
}

std::string whoJudged(const Looks& looks, const std::string& signer)
{
    auto all = looks.readers;
    const auto nameless = std::string{all.empty() ? "somebody who did not say who" : "others who did not say who"} +
                          (signer.empty() ? "" : ", for whom " + signer + " signs");
    if (all.empty() || looks.withoutReader > 0)
        all.push_back(nameless);
    std::string text;
    for (std::size_t i = 0; i < all.size(); ++i)
        text += (i == 0 ? "" : i + 1 == all.size() ? " and " : ", ") + all[i];
    return text;
}

std::string inWords(const Looks& looks)
{
    std::string text;
    if (looks.items > 0) {
        text = counted(looks.items, "item", "items") + " (" + counted(looks.images, "image", "images") +
               ") judged clean on the screen, after a look of " + seconds(looks.medianMs) + " in the middle, " +
               seconds(looks.shortestMs) + " at least; ";
        text += looks.incomplete == 0 ? "all of their images were shown long enough to count."
                                      : "of " + std::to_string(looks.incomplete) + " not all images were shown.";
    }
    if (looks.notMeasured > 0)
        text += (text.empty() ? "" : " ") + counted(looks.notMeasured, "image was", "images were") +
                " judged clean by command line, where no look is measured.";
    return text;
}

std::string looksChart(const Looks& looks, const ChartLook& look)
{
    constexpr double left = 8, right = 8, top = 14, axis = 104;
    Drawing drawing{look, 140};
    std::int64_t most = 1;
    for (const auto items : looks.lasting)
        most = std::max(most, items);
    const double step = (chartWidth - left - right) / static_cast<double>(lookEdgesMs.size() + 1);
    for (std::size_t i = 0; i < looks.lasting.size(); ++i) {
        const double middle = left + step * (static_cast<double>(i) + .5);
        const double height = (axis - top - 14) * static_cast<double>(looks.lasting[i]) / static_cast<double>(most);
        if (looks.lasting[i] > 0) {
            drawing.bar({middle - step * .3, axis}, step * .6, height, false);
            drawing.words({middle, axis - height - 4}, std::to_string(looks.lasting[i]), look.words);
        }
        drawing.words({middle, axis + 15}, spanWords(i), look.quiet);
    }
    drawing.line({left, axis}, {chartWidth - right, axis}, look.line);
    drawing.words({left, axis + 31}, "items by how long they were on the screen", look.quiet, "start");
    return drawing.done();
}

std::string looksChartInWords(const Looks& looks)
{
    std::string text;
    for (std::size_t i = 0; i < looks.lasting.size(); ++i) {
        if (looks.lasting[i] > 0)
            text += (text.empty() ? "" : ", ") + std::to_string(looks.lasting[i]) + " for " + spanWords(i);
    }
    return text;
}

}
