// SPDX-License-Identifier: Apache-2.0
#include "engine/review/known_cases_apply.h"

namespace engine::review {

Done plant(KnownCases& known, const CasesPlanted& event)
{
    if (auto checked = check(event); !checked)
        return checked;
    if (!known.cases.empty())
        return Error{ErrorCode::BadArgument, "the known cases of before are to be removed first"};
    known.plantedBy = event.by;
    known.shownTo.clear();
    known.seed = event.seed;
    for (const auto& one : event.cases)
        known.cases[one.id] = one;
    return done();
}

Done noteCheck(KnownCases& known, const CasesChecked& event)
{
    if (event.by.empty() || event.by == known.plantedBy)
        return Error{ErrorCode::BadArgument, "known cases are checked by somebody else than who planted them"};
    if (const auto answers = known.answers.find(event.by); answers != known.answers.end() && !answers->second.empty())
        return Error{ErrorCode::BadArgument, event.by + " has read known cases: somebody else checks them"};
    for (const auto& change : event.changes) {
        if (!known.cases.contains(change.item))
            return Error{ErrorCode::BadArgument, change.item};
    }
    known.shownTo.insert(event.by);
    for (const auto& change : event.changes) {
        if (change.fitness == Fitness::Unchecked)
            known.checks.erase(change.item);
        else
            known.checks[change.item] = {event.by, change.fitness};
    }
    return done();
}

CasesChecked checksNow(const KnownCases& known, const CasesChecked& event)
{
    CasesChecked back{event.by, {}};
    for (const auto& change : event.changes) {
        const auto found = known.checks.find(change.item);
        back.changes.push_back({change.item, found == known.checks.end() ? Fitness::Unchecked : found->second.fitness});
    }
    return back;
}

Done removeCases(KnownCases& known)
{
    if (known.cases.empty())
        return Error{ErrorCode::NotFound, "known cases"};
    known.scored = scoresOf(known);
    known.cases.clear();
    known.checks.clear();
    known.answers.clear();
    return done();
}

bool mayAnswer(const KnownCases& known, const ItemId& item, const std::string& reader)
{
    return isShown(known, item) && mayRead(known, reader);
}

bool answer(KnownCases& known, const ItemsJudged& event, const ItemsJudged::Change& change)
{
    if (!known.cases.contains(change.item))
        return false;
    const auto look = event.looks.find(change.item);
    auto& answers = known.answers[event.reader];
    if (change.judgement.verdict == ItemVerdict::None)
        answers.erase(change.item);
    else
        answers[change.item] = {change.judgement, look == event.looks.end() ? Look{} : look->second};
    return true;
}

bool addAnswerNow(const KnownCases& known, const std::string& reader, const ItemId& item, ItemsJudged& back)
{
    if (!known.cases.contains(item))
        return false;
    const auto byReader = known.answers.find(reader);
    const auto found = byReader == known.answers.end() ? std::map<ItemId, KnownCases::Answer>::const_iterator{}
                                                       : byReader->second.find(item);
    const bool isThere = byReader != known.answers.end() && found != byReader->second.end();
    back.changes.push_back({item, isThere ? found->second.judgement : Judgement{}});
    if (isThere && found->second.look.dwellMs > 0)
        back.looks[item] = found->second.look;
    return true;
}

}
