// SPDX-License-Identifier: Apache-2.0
#include "engine/review/known_cases_apply.h"
#include "engine/review/state.h"

namespace engine::review {

namespace {

class Inverter {
public:
    explicit Inverter(const State& state) : m_state{state} {}

    std::optional<Event> operator()(const ItemsJudged& event) const
    {
        ItemsJudged back;
        back.reader = event.reader;
        for (const auto& change : event.changes) {
            if (addAnswerNow(m_state.known, event.reader, change.item, back))
                continue;
            const auto found = m_state.items.find(change.item);
            if (found != m_state.items.end())
                back.changes.push_back(
                    {change.item, found->second, isNewLeak(change.item, change.judgement), seenNow(change.item)});
            if (const auto look = m_state.looks.find(change.item); look != m_state.looks.end())
                back.looks.insert(*look);
        }
        return back;
    }

    std::optional<Event> operator()(const FindingsDecided& event) const
    {
        return FindingsDecided{asNow(event.changes)};
    }

    std::optional<Event> operator()(const FacesReopened&) const { return std::nullopt; }
    std::optional<Event> operator()(const BoxDrawn& event) const { return BoxRemoved{event.finding.id}; }

    std::optional<Event> operator()(const BoxMoved& event) const
    {
        const auto found = m_state.findings.find(event.finding);
        if (found == m_state.findings.end())
            return std::nullopt;
        return BoxMoved{event.finding, found->second.box};
    }

    std::optional<Event> operator()(const BoxRemoved& event) const
    {
        const auto found = m_state.findings.find(event.finding);
        if (found == m_state.findings.end())
            return std::nullopt;
        const auto decided = asNow({{event.finding, {}}});
        const auto& decision = decided.front().decision;
        if (decision.verdict == FindingVerdict::Remove && decision.reason.empty())
            return BoxDrawn{found->second};
        return BoxesCarried{found->second.item, {found->second}, decided}; // drawn alone it would be blanked
    }

    std::optional<Event> operator()(const BoxesCarried& event) const
    {
        BoxesCarried back{event.from, {}, asNow(event.decided)};
        for (const auto& finding : event.drawn)
            back.removed.push_back(finding.id);
        for (const auto& id : event.removed) {
            const auto found = m_state.findings.find(id);
            if (found == m_state.findings.end())
                return std::nullopt;
            back.drawn.push_back(found->second);
        }
        return back;
    }

    std::optional<Event> operator()(const TemplatesRemoved& event) const
    {
        return TemplatesRemoved{event.templates, !event.isTakenBack};
    }

    std::optional<Event> operator()(const RulesChosen&) const { return m_state.rules; }
    std::optional<Event> operator()(const SampleDrawn&) const { return std::nullopt; }
    std::optional<Event> operator()(const SampleExtended&) const { return std::nullopt; }
    std::optional<Event> operator()(const PolicyStated&) const { return std::nullopt; }
    std::optional<Event> operator()(const PublicSearchTold&) const { return PublicSearchTold{m_state.searches}; }
    std::optional<Event> operator()(const RiskAssessed&) const { return m_state.risk; }
    std::optional<Event> operator()(const SecondReadingAsked&) const
    {
        const auto& asked = m_state.second.asked;
        return SecondReadingAsked{{asked.begin(), asked.end()}};
    }
    std::optional<Event> operator()(const SecondRead& event) const
    {
        SecondRead back{event.reader, {}};
        for (const auto& change : event.changes) {
            const auto found = m_state.second.read.find(change.item);
            if (found == m_state.second.read.end())
                back.changes.push_back({change.item, {}});
            else
                back.changes.push_back({change.item, found->second.judgement, found->second.seen});
        }
        return back;
    }
    std::optional<Event> operator()(const Adjudicated& event) const
    {
        Adjudicated back{event.by, {}, !event.isTakenBack};
        for (const auto& change : event.changes) {
            const auto found = m_state.items.find(change.item);
            if (found != m_state.items.end())
                back.changes.push_back(
                    {change.item, found->second, isNewLeak(change.item, change.judgement), seenNow(change.item)});
        }
        return back;
    }
    std::optional<Event> operator()(const CasesPlanted&) const { return std::nullopt; }
    std::optional<Event> operator()(const CasesChecked& event) const { return checksNow(m_state.known, event); }
    std::optional<Event> operator()(const CasesRemoved&) const { return std::nullopt; }
    std::optional<Event> operator()(const Signed&) const { return std::nullopt; }
    std::optional<Event> operator()(const Reopened&) const { return std::nullopt; }
    std::optional<Event> operator()(const Released&) const { return std::nullopt; }

private:
    /// Taking the verdict back takes the leak back too: it was nobody's before.
    bool isNewLeak(const ItemId& item, const Judgement& judgement) const
    {
        const auto& sample = m_state.sample;
        const bool isKnown =
            sample && sample->places.contains(item) ? sample->leaked.contains(item) : m_state.found.contains(item);
        return judgement.verdict == ItemVerdict::Found && !isKnown;
    }

    std::string seenNow(const ItemId& item) const
    {
        const auto found = m_state.seen.find(item);
        return found == m_state.seen.end() ? std::string{} : found->second;
    }

    std::vector<FindingsDecided::Change> asNow(const std::vector<FindingsDecided::Change>& changes) const
    {
        std::vector<FindingsDecided::Change> now;
        for (const auto& change : changes) {
            const auto found = m_state.decisions.find(change.finding);
            now.push_back({change.finding, found == m_state.decisions.end() ? Decision{} : found->second});
        }
        return now;
    }

    const State& m_state;
};

}

std::optional<Event> inverse(const State& state, const Event& event)
{
    return std::visit(Inverter{state}, event);
}

}
