// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/corrections.h"

#include <map>
#include <numeric>
#include <set>
#include <tuple>

namespace engine::journey {

namespace {

using review::ItemVerdict;
using Counted = std::map<std::tuple<std::string, std::string, std::string>, std::set<std::string>>;

/// Follows the verdicts through the journal.
class Follower {
public:
    Follower(const review::State& state, const std::set<std::string>& keptBack) : m_state{state}, m_keptBack{keptBack}
    {
        m_draws.emplace_back();
    }

    void take(const JournalEntry& entry, const review::Event& event)
    {
        const auto* judged = std::get_if<review::ItemsJudged>(&event);
        const auto* third = std::get_if<review::Adjudicated>(&event);
        if (const auto* drawn = std::get_if<review::SampleDrawn>(&event))
            draw(entry, *drawn);
        if (const auto* extended = std::get_if<review::SampleExtended>(&event))
            m_draws.back().told.drawn =
                std::accumulate(extended->drawn.begin(), extended->drawn.end(), std::int64_t{0});
        for (const auto& change : judged ? judged->changes : std::vector<review::ItemsJudged::Change>{}) {
            if (m_state.items.contains(change.item) && !m_keptBack.contains(change.item))
                follow(change.item, change.judgement.verdict, howOf(entry, change), change.takesLeakBack);
        }
        for (const auto& change : third ? third->changes : std::vector<review::Adjudicated::Change>{})
            if (!m_keptBack.contains(change.item))
                follow(change.item, change.judgement.verdict, entry.undoes > 0 ? "taken-back" : "third-person",
                       change.takesLeakBack);
    }

    release::Corrections result() const
    {
        release::Corrections all;
        for (const auto& one : m_draws) {
            auto told = one.told;
            told.leakedImages = static_cast<std::int64_t>(one.leaked.size());
            told.takenBack = static_cast<std::int64_t>(one.takenBack.size());
            told.leaked = unitsOf(one);
            if (m_draws.size() == 1 || !told.time.empty() || told.leakedImages > 0)
                all.draws.push_back(std::move(told));
        }
        for (const auto& [kind, items] : m_changes)
            all.changes.push_back(
                {std::get<0>(kind), std::get<1>(kind), std::get<2>(kind), static_cast<std::int64_t>(items.size())});
        all.judgedAnew = static_cast<std::int64_t>(m_anew.size());
        return all;
    }

private:
    struct Draw {
        release::Corrections::Draw told;
        std::set<std::string> leaked, takenBack;
        std::map<std::string, std::pair<std::size_t, std::size_t>> places; ///< item -> stratum and unit
    };

    /// Units of the draw with a leak that was not taken back.
    static std::int64_t unitsOf(const Draw& draw)
    {
        std::set<std::pair<std::size_t, std::size_t>> units;
        for (const auto& item : draw.leaked) {
            const auto place = draw.places.find(item);
            if (place != draw.places.end() && !draw.takenBack.contains(item))
                units.insert(place->second);
        }
        return static_cast<std::int64_t>(units.size());
    }

    void draw(const JournalEntry& entry, const review::SampleDrawn& drawn)
    {
        auto& one = m_draws.emplace_back();
        one.told.time = entry.time;
        one.told.unit = drawn.policy.unit;
        for (std::size_t i = 0; i < drawn.strata.size(); ++i) {
            const auto& units = drawn.strata[i].units;
            one.told.size += static_cast<std::int64_t>(units.size());
            one.told.drawn += static_cast<std::int64_t>(drawn.strata[i].drawn);
            for (std::size_t j = 0; j < units.size(); ++j) {
                for (const auto& item : units[j].items)
                    one.places[item] = {i, j};
            }
        }
    }

    std::string howOf(const JournalEntry& entry, const review::ItemsJudged::Change& change)
    {
        if (entry.undoes > 0)
            return "taken-back";
        if (!change.isAnew)
            return "corrected";
        m_anew.insert(change.item);
        return m_verdicts[change.item] == ItemVerdict::Found ? "repaired" : "judged-anew";
    }

    void follow(const std::string& item, ItemVerdict to, const std::string& how, bool takesLeakBack)
    {
        auto& from = m_verdicts[item];
        auto& draw = m_draws.back();
        if (to == ItemVerdict::Found) {
            draw.leaked.insert(item);
            draw.takenBack.erase(item);
        }
        if (takesLeakBack)
            draw.takenBack.insert(item);
        const std::string before{review::readingOf(from)}, after{review::readingOf(to)};
        if (!before.empty() && before != after)
            m_changes[{before, after.empty() ? "none" : after, how}].insert(item);
        from = to;
    }

    const review::State& m_state;
    const std::set<std::string>& m_keptBack;
    std::vector<Draw> m_draws; ///< the first before anything was drawn
    std::map<std::string, ItemVerdict> m_verdicts;
    Counted m_changes;
    std::set<std::string> m_anew;
};

}

Result<release::Corrections> correctionsOf(const Project& project, const std::set<std::string>& keptBack)
{
    const auto journal = project.journal();
    if (!journal)
        return journal.error();
    Follower follower{project.state(), keptBack};
    for (const auto& entry : *journal) {
        if (entry.kind != "items-judged" && entry.kind != "adjudicated" && entry.kind != "sample-drawn" &&
            entry.kind != "sample-extended")
            continue;
        const auto event = review::eventFromText(entry.text);
        if (!event)
            return event.error();
        follower.take(entry, *event);
    }
    return follower.result();
}

}
