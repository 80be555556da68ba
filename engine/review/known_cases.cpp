// SPDX-License-Identifier: Apache-2.0
#include "engine/review/known_cases.h"

#include "engine/pixels/shape.h"
#include "engine/review/second_reading.h"

#include <algorithm>

namespace engine::review {

namespace {

bool isSound(const KnownCase& one)
{
    switch (one.kind) {
    case CaseKind::None:
        return one.isPractice;
    case CaseKind::Pixels:
        return !one.words.empty() && !one.strokes.empty() && pixels::isSound(one.box) && one.level >= 0 &&
               one.level <= 1;
    case CaseKind::Header:
        return !one.words.empty() && !one.place.empty();
    case CaseKind::Face:
        return true;
    }
    return false;
}

CaseScore& rowOf(std::vector<CaseScore>& rows, const std::string& reader, CaseKind kind)
{
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const auto& row) { return row.reader == reader && row.kind == kind; });
    return found == rows.end() ? rows.emplace_back(CaseScore{reader, kind}) : *found;
}

std::int64_t middle(std::vector<std::int64_t> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

}

Done check(const CasesPlanted& planted)
{
    if (planted.by.empty() || planted.seed.empty() || planted.cases.empty())
        return Error{ErrorCode::BadArgument, "known cases have somebody who plants them, and a seed"};
    std::set<ItemId> ids;
    for (const auto& one : planted.cases) {
        if (!one.id.starts_with('k') || !ids.insert(one.id).second || !isSound(one))
            return Error{ErrorCode::BadArgument, "known case " + one.id};
    }
    return done();
}

bool mayRead(const KnownCases& known, const std::string& reader)
{
    return reader != known.plantedBy && !known.shownTo.contains(reader);
}

bool isShown(const KnownCases& known, const ItemId& id)
{
    const auto found = known.checks.find(id);
    return found != known.checks.end() && found->second.fitness == Fitness::Fits;
}

std::vector<CaseScore> scoresOf(const KnownCases& known)
{
    auto rows = known.scored;
    for (const auto& [reader, answers] : known.answers) {
        std::map<CaseKind, std::vector<std::int64_t>> dwells;
        for (const auto& [id, answer] : answers) {
            const auto& one = known.cases.at(id);
            if (one.isPractice || answer.judgement.verdict == ItemVerdict::None)
                continue;
            auto& row = rowOf(rows, reader, one.kind);
            ++row.shown;
            row.found += readingOf(answer.judgement.verdict) == "leak" ? 1 : 0;
            if (answer.look.dwellMs > 0)
                dwells[one.kind].push_back(answer.look.dwellMs);
        }
        for (auto& [kind, times] : dwells)
            rowOf(rows, reader, kind).medianMs = middle(std::move(times));
    }
    return rows;
}

}
