// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/pace.h"

#include <algorithm>
#include <ctime>

namespace engine::journey {

namespace {

constexpr std::int64_t longestLook = 300;

bool isVerdict(const JournalEntry& entry)
{
    return entry.kind == "items-judged" && entry.undoes == 0;
}

}

std::optional<std::int64_t> secondsOf(const std::string& time)
{
    std::tm parts{};
    const char* rest = ::strptime(time.c_str(), "%Y-%m-%dT%H:%M:%S%z", &parts);
    if (!rest || *rest != '\0')
        return std::nullopt;
    const auto offset = parts.tm_gmtoff; // timegm takes the fields as UTC
    return static_cast<std::int64_t>(::timegm(&parts)) - offset;
}

Pace paceOf(const std::vector<JournalEntry>& journal)
{
    Pace pace;
    std::optional<std::int64_t> first;
    for (std::size_t i = 1; i < journal.size(); ++i) {
        const auto& before = journal[i - 1];
        const auto& entry = journal[i];
        if (!isVerdict(entry) || !isVerdict(before) || entry.actor != before.actor)
            continue;
        const auto from = secondsOf(before.time);
        const auto until = secondsOf(entry.time);
        if (!from || !until)
            continue;
        first = first.value_or(*from);
        const auto took = *until - *from;
        if (took >= 1 && took <= longestLook)
            pace.steps.push_back({*until - *first, took});
    }
    return pace;
}

std::optional<double> Pace::median() const
{
    if (steps.size() < enough)
        return std::nullopt;
    std::vector<std::int64_t> sorted;
    for (const auto& step : steps)
        sorted.push_back(step.took);
    std::sort(sorted.begin(), sorted.end());
    const auto middle = sorted.size() / 2;
    const auto upper = static_cast<double>(sorted[middle]);
    return sorted.size() % 2 == 1 ? upper : (upper + static_cast<double>(sorted[middle - 1])) / 2;
}

}
