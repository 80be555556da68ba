// SPDX-License-Identifier: Apache-2.0
#include "engine/review/state.h"

#include "engine/pixels/shape.h"
#include "engine/review/known_cases_apply.h"

#include <algorithm>

namespace engine::review {

namespace {

Error unknown(const std::string& id)
{
    return {ErrorCode::BadArgument, id};
}

/// Each overload checks everything first and only then changes the state.
class Applier {
public:
    explicit Applier(State& state) : m_state{state} {}

    Done operator()(const ItemsJudged& event) const
    {
        for (const auto& change : event.changes) {
            if (m_state.known.cases.contains(change.item) ? !mayAnswer(m_state.known, change.item, event.reader)
                                                          : !m_state.items.contains(change.item))
                return unknown(change.item);
            if (change.judgement.verdict == ItemVerdict::Skip && change.judgement.reason.empty())
                return Error{ErrorCode::BadArgument, change.item + ": skip needs a reason"};
        }
        if (auto fits = checkLooks(event); !fits)
            return fits;
        for (const auto& change : event.changes) {
            if (answer(m_state.known, event, change))
                continue;
            m_state.items[change.item] = change.judgement;
            noteSeen(change.item, change.judgement, change.seen);
            m_state.looks.erase(change.item);
            noteReader(change.item, event.reader);
            noteLeak(change.item, change.judgement, change.takesLeakBack);
        }
        for (const auto& [item, look] : event.looks) {
            if (m_state.items.contains(item))
                m_state.looks.insert_or_assign(item, look);
        }
        return done();
    }

    Done operator()(const FindingsDecided& event) const
    {
        if (auto known = checkDecided(event.changes); !known)
            return known;
        decide(event.changes);
        return done();
    }

    Done operator()(const FacesReopened& event) const
    {
        for (const auto& finding : event.findings)
            m_state.decisions.erase(finding);
        return done();
    }

    Done operator()(const BoxDrawn& event) const
    {
        if (auto fits = checkDrawn(event.finding); !fits)
            return fits;
        draw(event.finding);
        return done();
    }

    Done operator()(const BoxMoved& event) const
    {
        const auto found = m_state.findings.find(event.finding);
        if (found == m_state.findings.end() || found->second.kind != FindingKind::Text || !pixels::isSound(event.box))
            return unknown(event.finding);
        found->second.box = event.box;
        return done();
    }

    Done operator()(const BoxRemoved& event) const
    {
        if (!isDrawn(event.finding))
            return unknown(event.finding);
        remove(event.finding);
        return done();
    }

    Done operator()(const BoxesCarried& event) const
    {
        std::set<FindingId> names;
        for (const auto& finding : event.drawn) {
            if (auto fits = checkDrawn(finding); !fits)
                return fits;
            if (!names.insert(finding.id).second)
                return Error{ErrorCode::Exists, finding.id};
        }
        for (const auto& id : event.removed) {
            if (!isDrawn(id))
                return unknown(id);
        }
        if (auto known = checkDecided(event.decided, names); !known)
            return known;
        for (const auto& finding : event.drawn)
            draw(finding);
        for (const auto& id : event.removed)
            remove(id);
        decide(event.decided);
        return done();
    }

    Done operator()(const TemplatesRemoved& event) const
    {
        auto removed = m_state.removedTemplates;
        for (const auto& id : event.templates) {
            if (id.empty() || !(event.isTakenBack ? removed.erase(id) > 0 : removed.insert(id).second))
                return unknown(id);
        }
        if (event.templates.empty())
            return unknown("no template");
        m_state.removedTemplates = std::move(removed);
        return done();
    }

    Done operator()(const RulesChosen& event) const
    {
        m_state.rules = event;
        return done();
    }

    Done operator()(const SampleDrawn& event) const
    {
        if (auto checked = check(event); !checked)
            return checked;
        const auto& before = m_state.sample;
        if (before && (event.policy.reason.empty() || event.seed == before->drawn.seed))
            return Error{ErrorCode::BadArgument, "a new draw needs a reason and another seed"};
        if (auto held = checkHeld(event.policy.tolerate, event.policy.confidence); !held)
            return held;
        auto sample = sampleOf(event);
        for (const auto& [item, place] : sample.places) {
            if (!m_state.items.contains(item))
                return unknown(item);
        }
        sample.draws = before ? before->draws + 1 : 1;
        sample.judgedBefore = judged();
        m_state.sample = std::move(sample);
        return done();
    }

    Done operator()(const SampleExtended& event) const
    {
        if (!m_state.sample)
            return Error{ErrorCode::NotFound, "no sample is drawn"};
        if (auto checked = check(*m_state.sample, event); !checked)
            return checked;
        if (auto held = checkHeld(event.tolerate, event.confidence); !held)
            return held;
        extend(*m_state.sample, event);
        return done();
    }

    Done operator()(const PolicyStated& event) const
    {
        if (auto checked = check(event); !checked)
            return checked;
        m_state.policies.push_back({event, judged()});
        return done();
    }

    Done operator()(const PublicSearchTold& event) const
    {
        if (auto checked = check(event); !checked)
            return checked;
        m_state.searches = event.searches;
        return done();
    }

    Done operator()(const RiskAssessed& event) const
    {
        if (auto checked = check(event); !checked)
            return checked;
        m_state.risk = event;
        return done();
    }

    Done operator()(const SecondReadingAsked& event) const
    {
        for (const auto& item : event.items) {
            if (!m_state.items.contains(item))
                return unknown(item);
        }
        m_state.second.asked = {event.items.begin(), event.items.end()};
        return done();
    }

    Done operator()(const SecondRead& event) const
    {
        if (event.reader.empty())
            return Error{ErrorCode::BadArgument, "a second reading names its reader"};
        for (const auto& change : event.changes) {
            if (!m_state.second.asked.contains(change.item))
                return Error{ErrorCode::BadArgument, change.item + ": no second reading was asked for"};
            const auto first = m_state.readers.find(change.item);
            if (first != m_state.readers.end() && first->second == event.reader)
                return Error{ErrorCode::BadArgument, change.item + ": the same person read it first"};
            if (m_state.second.adjudicated.contains(change.item))
                return Error{ErrorCode::BadArgument, change.item + ": a third person has decided already"};
        }
        for (const auto& change : event.changes) {
            m_state.second.outdated.erase(change.item);
            if (change.judgement.verdict == ItemVerdict::None)
                m_state.second.read.erase(change.item);
            else
                m_state.second.read[change.item] = {event.reader, change.judgement, change.seen};
        }
        return done();
    }

    Done operator()(const Adjudicated& event) const
    {
        for (const auto& change : event.changes) {
            const auto second = m_state.second.read.find(change.item);
            if (second == m_state.second.read.end())
                return Error{ErrorCode::BadArgument, change.item + ": it was not read twice"};
            if (event.isTakenBack)
                continue;
            const auto first = m_state.readers.find(change.item);
            const bool isThird = second->second.reader != event.by && !event.by.empty() &&
                                 (first == m_state.readers.end() || first->second != event.by);
            if (!isThird)
                return Error{ErrorCode::BadArgument, change.item + ": a third person has to decide"};
            if (change.judgement.verdict == ItemVerdict::None)
                return Error{ErrorCode::BadArgument, change.item + ": no verdict"};
        }
        for (const auto& change : event.changes) {
            m_state.items[change.item] = change.judgement;
            noteSeen(change.item, change.judgement, change.seen);
            noteLeak(change.item, change.judgement, change.takesLeakBack);
            if (event.isTakenBack)
                m_state.second.adjudicated.erase(change.item);
            else
                m_state.second.adjudicated[change.item] = event.by;
        }
        return done();
    }

    Done operator()(const CasesPlanted& event) const
    {
        for (const auto& one : event.cases) {
            if (!m_state.items.contains(one.carrier) || m_state.items.contains(one.id))
                return unknown(one.carrier);
        }
        return plant(m_state.known, event);
    }

    Done operator()(const CasesChecked& event) const { return noteCheck(m_state.known, event); }
    Done operator()(const CasesRemoved&) const { return removeCases(m_state.known); }

    Done operator()(const Signed& event) const
    {
        if (!m_state.signature) {
            m_state.signature = event;
            return done();
        }
        const auto isHis = [&](const Signed& other) { return other.reviewer == event.reviewer; };
        const auto& more = m_state.approvals;
        if (isHis(*m_state.signature) || std::any_of(more.begin(), more.end(), isHis))
            return Error{ErrorCode::Frozen, "signed by this person already: another one can sign too"};
        if (event.manifestSha256 != m_state.signature->manifestSha256)
            return Error{ErrorCode::Frozen, "signed over another manifest"};
        m_state.approvals.push_back(event);
        return done();
    }

    Done operator()(const Reopened& event) const
    {
        if (!m_state.signature)
            return Error{ErrorCode::NotSigned, "reopen"};
        if (event.reason.empty())
            return Error{ErrorCode::BadArgument, "reopen needs a reason"};
        Withdrawn withdrawn{{*m_state.signature}, event.reason};
        for (auto& one : m_state.approvals)
            withdrawn.signatures.push_back(std::move(one));
        m_state.withdrawn.push_back(std::move(withdrawn));
        m_state.approvals.clear();
        m_state.signature.reset();
        return done();
    }

    Done operator()(const Released& event) const
    {
        if (!m_state.signature)
            return Error{ErrorCode::NotSigned, "release"};
        m_state.releasedManifests[event.access] = event.manifestSha256;
        return done();
    }

private:
    std::size_t judged() const
    {
        const auto& items = m_state.items;
        return static_cast<std::size_t>(std::count_if(
            items.begin(), items.end(), [](const auto& one) { return one.second.verdict != ItemVerdict::None; }));
    }

    Done checkHeld(double tolerate, double confidence) const
    {
        const auto* policy = policyInForce(m_state);
        if (policy && (policy->tolerate != tolerate || policy->confidence != confidence))
            return Error{ErrorCode::BadArgument, "the policy in force has another tolerated rate or confidence"};
        return done();
    }

    static Done checkLooks(const ItemsJudged& event)
    {
        std::set<ItemId> inAct;
        for (const auto& change : event.changes)
            inAct.insert(change.item);
        for (const auto& [item, look] : event.looks) {
            if (!inAct.contains(item) || look.dwellMs < 0 || look.images < 1 ||
                !(look.exposed >= 0 && look.exposed <= 1))
                return Error{ErrorCode::BadArgument, item + ": look"};
        }
        return done();
    }

    Done checkDecided(const std::vector<FindingsDecided::Change>& changes,
                      const std::set<FindingId>& drawnWith = {}) const
    {
        for (const auto& change : changes) {
            if (!m_state.findings.contains(change.finding) && !m_state.silent.contains(change.finding) &&
                !drawnWith.contains(change.finding))
                return unknown(change.finding);
        }
        return done();
    }

    void decide(const std::vector<FindingsDecided::Change>& changes) const
    {
        for (const auto& change : changes) {
            if (change.decision.verdict == FindingVerdict::None)
                m_state.decisions.erase(change.finding);
            else
                m_state.decisions[change.finding] = change.decision;
        }
    }

    Done checkDrawn(const Finding& finding) const
    {
        if (!m_state.items.contains(finding.item))
            return unknown(finding.item);
        if (m_state.findings.contains(finding.id))
            return Error{ErrorCode::Exists, finding.id};
        if (!pixels::isSound(finding.box) || !finding.drawn || finding.kind != FindingKind::Text)
            return Error{ErrorCode::BadArgument, finding.id};
        return done();
    }

    void draw(const Finding& finding) const
    {
        m_state.findings[finding.id] = finding;
        m_state.decisions[finding.id] = {FindingVerdict::Remove, {}};
    }

    bool isDrawn(const FindingId& id) const
    {
        const auto found = m_state.findings.find(id);
        return found != m_state.findings.end() && found->second.drawn;
    }

    void remove(const FindingId& id) const
    {
        m_state.findings.erase(id);
        m_state.decisions.erase(id);
    }

    void noteReader(const ItemId& item, const std::string& reader) const
    {
        if (!reader.empty())
            m_state.readers[item] = reader;
    }

    /// What is said now is about what is there now; the project knows where an undo brings another file's verdict back.
    void noteSeen(const ItemId& item, const Judgement& judgement, const std::string& seen) const
    {
        m_state.outdated.erase(item);
        if (judgement.verdict == ItemVerdict::None)
            m_state.seen.erase(item);
        else
            m_state.seen[item] = seen;
    }

    void noteLeak(const ItemId& item, const Judgement& judgement, bool takesLeakBack) const
    {
        auto* const sample = m_state.sample && m_state.sample->places.contains(item) ? &*m_state.sample : nullptr;
        if (takesLeakBack) {
            m_state.found.erase(item);
            if (sample)
                sample->leaked.erase(item);
        }
        if (judgement.verdict == ItemVerdict::Found) {
            m_state.found.insert(item);
            if (sample)
                sample->leaked[item] = m_state.seen[item];
        }
    }

    State& m_state;
};

}

Done apply(State& state, const Event& event)
{
    const bool allowedWhenFrozen = std::holds_alternative<Reopened>(event) || std::holds_alternative<Released>(event) ||
                                   std::holds_alternative<Signed>(event);
    if (state.signature && !allowedWhenFrozen)
        return Error{ErrorCode::Frozen, std::string{nameOf(event)}};
    return std::visit(Applier{state}, event);
}

}
