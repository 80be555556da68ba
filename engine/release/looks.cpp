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

/// And the file is still the one that was judged.
bool isClean(const review::State& state, const review::ItemId& item)
{
    return state.items.at(item).verdict == review::ItemVerdict::Clean && !state.outdated.contains(item);
}

}

Looks looksOf(const review::State& state, const std::function<std::string(const std::string& id)>& printed)
{
    Looks looks;
    std::set<std::string> readers;
    std::int64_t clean = 0;
    for (const auto& [item, judgement] : state.items) {
        if (!isClean(state, item))
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
        if (!state.items.contains(item) || !isClean(state, item))
            continue;
        ++looks.items;
        looks.images += look.images;
        looks.incomplete += look.exposed < 1 ? 1 : 0;
        dwells.push_back(look.dwellMs);
    }
    looks.notMeasured = std::max<std::int64_t>(0, clean - looks.images);
    if (dwells.empty())
        return looks;
    std::sort(dwells.begin(), dwells.end());
    looks.medianMs = dwells[dwells.size() / 2];
    looks.shortestMs = dwells.front();
    return looks;
}

std::string whoJudged(const Looks& looks, const std::string& signer)
{
    auto all = looks.readers;
    const auto nameless =
        std::string{all.empty() ? "somebody who did not say who, for whom " : "others who did not say who, for whom "} +
        signer + " signs";
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

}
