// SPDX-License-Identifier: Apache-2.0
#include "widgets/review/case_items.h"

#include "engine/statistics/draw.h"

#include <algorithm>

namespace widgets::review {

using engine::review::Fitness;
using engine::review::ItemVerdict;
using engine::review::Judgement;
using engine::review::KnownCase;

namespace {

/// The item that this case's carrier is in, whether or not anybody has to judge it.
std::vector<Item> itemOf(const engine::journey::Project& project, const KnownCase& one)
{
    const auto& series = project.collection().node(one.carrier)->parent;
    auto items = itemsOfSeries(series, project.collection().instancesBelow(series));
    std::erase_if(items, [&](const Item& item) {
        return std::find(item.instances.begin(), item.instances.end(), one.carrier) == item.instances.end();
    });
    for (auto& item : items)
        item.known = one.id;
    return items;
}

/// By chance, so that nothing in the order tells a case; practice first.
void mix(std::vector<Item>& items, const engine::review::KnownCases& known)
{
    const auto keyOf = [&](const Item& item) {
        const auto found = known.cases.find(item.known);
        const bool isPractice = found != known.cases.end() && found->second.isPractice;
        return (isPractice ? '0' : '1') + engine::statistics::drawKey(known.seed, item.name());
    };
    std::vector<std::pair<std::string, Item>> keyed;
    for (auto& item : items)
        keyed.emplace_back(keyOf(item), std::move(item));
    std::sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    items.clear();
    for (auto& [key, item] : keyed)
        items.push_back(std::move(item));
    for (std::size_t at = 0; at < items.size(); ++at) { // who has seen the real one would know the other
        if (items[at].known.empty())
            continue;
        const auto end = items.begin() + std::ptrdiff_t(at);
        const auto real = std::find_if(items.begin(), end, [&](const Item& other) {
            return other.known.empty() && other.instances == items[at].instances;
        });
        if (real != end)
            std::swap(*real, items[at]);
    }
}

}

std::vector<Item> withCases(const engine::journey::Project& project, const Reading& reading, std::vector<Item> items)
{
    const auto& known = project.state().known;
    const bool isChecker = reading.role == Reading::Role::Checker;
    const bool isReader = reading.role == Reading::Role::First || reading.role == Reading::Role::Second;
    if (known.cases.empty() || !(isChecker || (isReader && !items.empty() && mayRead(known, reading.reader))))
        return items;
    const auto real = items.size();
    for (const auto& [id, one] : known.cases) {
        if (!isChecker && !isShown(known, id))
            continue;
        auto more = itemOf(project, one);
        std::move(more.begin(), more.end(), std::back_inserter(items));
    }
    if (items.size() > real && !isChecker)
        mix(items, known);
    return items;
}

Judgement judgementOfCase(const engine::review::State& state, const Item& item, const Reading& reading)
{
    const auto& known = state.known;
    if (reading.role == Reading::Role::Checker) {
        const auto check = known.checks.find(item.known);
        const auto fitness = check == known.checks.end() ? Fitness::Unchecked : check->second.fitness;
        return {fitness == Fitness::Fits    ? ItemVerdict::Clean
                : fitness == Fitness::Unfit ? ItemVerdict::Found
                                            : ItemVerdict::None,
                {},
                {}};
    }
    const auto answers = known.answers.find(reading.reader);
    if (answers == known.answers.end() || !answers->second.contains(item.known))
        return {};
    return answers->second.at(item.known).judgement;
}

}
