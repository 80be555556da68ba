// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/project.h"

#include "engine/journey/project_content.h"

#include <algorithm>

namespace engine::journey {

void Project::Content::show(const Candidate& candidate)
{
    for (const auto& text : texts->put(candidate.item, candidate.written.texts)) {
        const auto value = texts->find(text);
        const auto id = texts->idOf(text);
        if (value && value->isUncertain) {
            state.findings[id] = findingOf(*value);
            state.silent.erase(id);
        } else {
            state.findings.erase(id);
            state.silent.insert(id);
        }
    }
}

Done Project::Content::check(const review::Event& event) const
{
    const auto* decided = std::get_if<review::FindingsDecided>(&event);
    if (!decided)
        return done();
    const auto replaces = [](const auto& change) { return change.decision.verdict == review::FindingVerdict::Replace; };
    if (std::none_of(decided->changes.begin(), decided->changes.end(), replaces))
        return done();
    std::map<review::FindingId, KeptValue> values;
    for (auto& value : texts->all())
        values.emplace(value.id, std::move(value));
    for (const auto& change : decided->changes) {
        if (!replaces(change))
            continue;
        const auto value = values.find(change.finding);
        if (value == values.end())
            return Error{ErrorCode::BadArgument, change.finding + ": only texts can be replaced"};
        if (auto fits = checkReplacement(value->second, change.decision.reason); !fits)
            return fits;
    }
    return done();
}

std::vector<KeptValue> Project::keptTexts() const
{
    return m_content->texts->all();
}

std::vector<profile::TextDecision> Project::decidedTexts(const std::string& item) const
{
    const auto* built = candidate(item);
    if (!built)
        return {};
    std::map<std::string, profile::TextDecision> decided;
    for (const auto& kept : built->written.texts) {
        const auto decision = state().decisions.find(m_content->texts->idOf(kept.text));
        if (decision == state().decisions.end())
            continue;
        const auto verdict = decision->second.verdict;
        if (verdict == review::FindingVerdict::Keep && !kept.isUncertain)
            continue; // stays anyway: nothing to write anew
        const bool replaces = verdict == review::FindingVerdict::Replace;
        decided[kept.text] = {kept.text, Json(verdict).get<std::string>(),
                              replaces ? decision->second.reason : std::string{}};
    }
    std::vector<profile::TextDecision> list;
    for (auto& [text, decision] : decided)
        list.push_back(std::move(decision));
    return list;
}

}
