// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace engine::journey {

/// What a store holds of one kind: id and text of each.
using Rows = std::vector<std::pair<std::string, std::string>>;

/// Gives `take` each row's id and value in their order, no value where the text is damaged, until it says no. The
/// processors share the reading, some thousand rows at a time, so that a project of 100,000 images opens in half the
/// time and not in more memory; `take` runs here. Takes the texts out of `rows`.
template <class T>
void eachValue(Rows& rows, const std::function<bool(const std::string& id, std::optional<T> value)>& take)
{
    constexpr std::size_t atOnce = 4096;
    constexpr std::size_t fewest = 500; // for which a thread is worth its start
    // breaks habits: they share one loop, touch nothing but its rows, and are gone before anything else happens.
    const auto processors = std::max<std::size_t>(1, std::thread::hardware_concurrency());
    for (std::size_t first = 0; first < rows.size(); first += atOnce) {
        std::vector<std::optional<T>> values(std::min(atOnce, rows.size() - first));
        const auto read = [&](std::size_t begin, std::size_t end) {
            for (auto i = begin; i < std::min(end, values.size()); ++i) {
                if (auto value = fromText<T>(std::exchange(rows[first + i].second, {})))
                    values[i] = std::move(*value);
            }
        };
        const auto share = std::max(fewest, (values.size() + processors - 1) / processors);
        // breaks habits: as above
        std::vector<std::jthread> crew;
        for (auto begin = share; begin < values.size(); begin += share)
            crew.emplace_back(read, begin, begin + share);
        read(0, share);
        crew.clear(); // waits for all
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (!take(rows[first + i].first, std::move(values[i])))
                return;
        }
    }
}

}
