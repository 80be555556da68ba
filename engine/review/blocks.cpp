// SPDX-License-Identifier: Apache-2.0
#include "engine/review/state.h"

#include <algorithm>

namespace engine::review {

FindingVerdict verdictInForce(const State& state, const Finding& finding)
{
    const auto found = state.decisions.find(finding.id);
    return found == state.decisions.end() ? finding.proposed : found->second.verdict;
}

bool isKeptFace(const Finding& finding, const Decision& decision)
{
    return (finding.kind == FindingKind::Face || isFaceBox(finding)) && decision.verdict == FindingVerdict::Keep &&
           !isAbsentFace(decision.reason);
}

bool isOpen(const State& state, const Finding& finding)
{
    return !state.decisions.contains(finding.id);
}

bool isJudged(const State& state, const ItemId& item)
{
    return state.items.at(item).verdict != ItemVerdict::None && !state.outdated.contains(item);
}

std::vector<ItemId> itemsToJudge(const State& state)
{
    const auto failed = state.sample ? failedStrata(*state.sample) : std::set<std::size_t>{};
    const auto isSpared = [&](const ItemId& item) {
        if (state.outside.contains(item))
            return true;
        if (!state.sample)
            return false;
        const auto place = state.sample->places.find(item);
        return place != state.sample->places.end() && !place->second.isDrawn && !failed.contains(place->second.stratum);
    };
    std::vector<ItemId> items;
    for (const auto& [item, judgement] : state.items) {
        if (!isSpared(item))
            items.push_back(item);
    }
    return items;
}

std::vector<ItemId> itemsWithoutVerdict(const State& state)
{
    auto items = itemsToJudge(state);
    std::erase_if(items, [&](const auto& item) { return isJudged(state, item); });
    return items;
}

std::vector<ItemId> itemsToReadTwice(const State& state)
{
    const auto toJudge = itemsToJudge(state);
    std::vector<ItemId> items;
    for (const auto& item : state.second.asked) {
        const auto verdict = state.items.at(item).verdict;
        const bool isRead = verdict != ItemVerdict::None || std::binary_search(toJudge.begin(), toJudge.end(), item);
        if (isRead && verdict != ItemVerdict::Skip && !state.outside.contains(item))
            items.push_back(item);
    }
    return items;
}

const PolicyStated* policyInForce(const State& state)
{
    return state.policies.empty() ? nullptr : &state.policies.back().policy;
}

std::string_view readingOf(ItemVerdict verdict)
{
    switch (verdict) {
    case ItemVerdict::None:
        return {};
    case ItemVerdict::Found:
    case ItemVerdict::Flag:
        return "leak";
    case ItemVerdict::Damaged:
        return "damaged";
    case ItemVerdict::Skip:
        return "skip";
    case ItemVerdict::Clean:
        return "clean";
    }
    return {};
}

std::string_view firstReading(const State& state, const ItemId& item)
{
    return readingOf(state.found.contains(item) ? ItemVerdict::Found : state.items.at(item).verdict);
}

namespace {

/// What was skipped does not leave, whatever a second reader says of it.
bool isInForce(ItemVerdict verdict)
{
    return verdict != ItemVerdict::None && verdict != ItemVerdict::Skip;
}

}

Blocks blocksOf(const State& state)
{
    Blocks blocks;
    const auto* policy = policyInForce(state);
    blocks.knownCases = state.known.cases.size();
    for (const auto& [id, finding] : state.findings) {
        if (isOpen(state, finding))
            blocks.openFindings.push_back(id);
        else if (policy && policy->faces == "none" && isKeptFace(finding, state.decisions.at(id)))
            blocks.againstPolicy.push_back(id);
    }
    for (const auto& item : itemsToJudge(state)) {
        const auto verdict = state.items.at(item).verdict;
        if (verdict == ItemVerdict::None)
            blocks.notReviewed.push_back(item);
        else if (state.outdated.contains(item) && readingOf(verdict) != "leak") // a leak is unresolved anyway
            blocks.outdated.push_back(item);
    }
    for (const auto& item : itemsToReadTwice(state)) {
        const auto second = state.second.read.find(item);
        if (second == state.second.read.end() || state.second.outdated.contains(item))
            blocks.notReadTwice.push_back(item);
        else if (isInForce(state.items.at(item).verdict) && !state.second.adjudicated.contains(item) &&
                 readingOf(second->second.judgement.verdict) != firstReading(state, item))
            blocks.conflicts.push_back(item);
    }
    for (const auto& [item, judgement] : state.items) {
        const bool isLeak = judgement.verdict == ItemVerdict::Found || judgement.verdict == ItemVerdict::Flag;
        if (isLeak && !state.outside.contains(item))
            blocks.unresolved.push_back(item);
    }
    return blocks;
}

}
