// SPDX-License-Identifier: Apache-2.0
#include "widgets/review/items.h"

#include <algorithm>

namespace widgets::review {

using engine::review::Judgement;
using engine::review::State;

std::vector<Item> itemsOf(const engine::study::Collection& collection)
{
    std::vector<Item> items;
    for (const auto* series : collection.nodes(engine::study::Level::Series)) {
        Item sound{series->id, {}, false};
        std::vector<Item> damaged;
        for (const auto* entry : collection.instancesBelow(series->id)) {
            if (entry->instance.damage.empty())
                sound.instances.push_back(entry->id);
            else
                damaged.push_back({entry->id, {entry->id}, true});
        }
        if (!sound.instances.empty())
            items.push_back(std::move(sound));
        items.insert(items.end(), damaged.begin(), damaged.end());
    }
    return items;
}

Judgement judgementOf(const State& state, const Item& item)
{
    const auto of = [&](const std::string& id) {
        const auto found = state.items.find(id);
        return found == state.items.end() ? Judgement{} : found->second;
    };
    const auto first = of(item.instances.front());
    const bool same =
        std::all_of(item.instances.begin(), item.instances.end(), [&](const auto& id) { return of(id) == first; });
    return same ? first : Judgement{};
}

Sight sightOf(const engine::journey::Project& project, const Item& item, bool before)
{
    Sight sight;
    sight.isCandidate = !before && !item.isDamaged;
    for (const auto& id : item.instances) {
        const auto* candidate = before ? nullptr : project.candidate(id);
        if (candidate && (!candidate->setAside.empty() || project.isStale(id)))
            candidate = nullptr;
        if (!candidate)
            sight.isCandidate = false;
        const auto* entry = project.collection().entry(id);
        const auto file = candidate ? project.candidatePath(id, candidate->stamp) : std::string{};
        for (int frame = 1; frame <= entry->instance.frames; ++frame)
            sight.plates.push_back({entry->source, file, frame, id});
    }
    return sight;
}

std::size_t openFindings(const State& state, const Item& item)
{
    return std::size_t(std::count_if(state.findings.begin(), state.findings.end(), [&](const auto& entry) {
        const auto& finding = entry.second;
        const bool here = finding.item == item.id ||
                          std::find(item.instances.begin(), item.instances.end(), finding.item) != item.instances.end();
        return here && engine::review::isOpen(state, finding);
    }));
}

}
