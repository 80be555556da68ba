// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/known_cases.h"

#include "engine/journey/printed_name.h"
#include "engine/journey/sample.h"
#include "engine/journey/sample_plan.h"
#include "engine/statistics/proportion.h"
#include "engine/statistics/reader.h"

#include <algorithm>
#include <set>

namespace engine::journey {

namespace {

/// Where every image was judged there is one lot, of series that leave.
release::Sampling::Stratum allSeries(const Project& project)
{
    const auto& state = project.state();
    std::set<std::string> all, leaked;
    for (const auto& [entry, candidate] : leavingNow(project)) {
        const auto series = project.collection().node(entry->id)->parent;
        if (state.items.at(entry->id).verdict != review::ItemVerdict::None)
            all.insert(series);
        if (state.found.contains(entry->id))
            leaked.insert(series);
    }
    const auto count = static_cast<std::int64_t>(all.size());
    return {"all", count, count, static_cast<std::int64_t>(leaked.size()), true, count, {}, {}};
}

/// The confidence left over for the leaks is shared by the strata without a finding together and each of the others.
Done bound(release::KnownCases& known, const std::vector<release::Sampling::Stratum>& strata, double sensitivity)
{
    std::vector<statistics::Lot> clean, leaky;
    std::int64_t leaks = 0;
    for (const auto& one : strata) {
        const statistics::Lot lot{one.size, one.inspected, std::min(one.leaks, one.inspected)};
        (lot.found == 0 ? clean : leaky).push_back(lot);
        known.size += one.size;
        leaks += one.leaks;
    }
    const auto parts = static_cast<double>(leaky.size() + (clean.empty() ? 0 : 1));
    const double each = 1 - (1 - known.confidence) / 2 / std::max(1.0, parts);
    const auto worst = statistics::worstCaseFailing(clean, each, sensitivity);
    if (!worst)
        return worst.error();
    known.upper = *worst;
    for (const auto& lot : leaky)
        known.upper += statistics::upperFailing(lot, each, sensitivity);
    known.isEstimable = sensitivity >= release::leastEstimable;
    if (!known.isEstimable)
        known.upper = known.size;
    known.remaining = std::max<std::int64_t>(0, known.upper - leaks);
    return done();
}

using Readers = std::map<std::string, release::KnownCases::Reader>; ///< by id

Readers readersOf(const Project& project)
{
    Readers readers;
    for (const auto& row : review::scoresOf(project.state().known)) {
        auto& reader = readers[row.reader];
        reader.name = printedName(project, row.reader);
        reader.all.shown += row.shown;
        reader.all.found += row.found;
        auto& kind = reader.byKind[Json(row.kind).get<std::string>()];
        kind.shown += row.shown;
        kind.found += row.found;
    }
    return readers;
}

/// How many images each reader judged clean, by the verdict in force; of files as they are.
std::map<std::string, std::int64_t> cleanBy(const review::State& state)
{
    std::map<std::string, std::int64_t> counts;
    for (const auto& [item, judgement] : state.items) {
        if (judgement.verdict != review::ItemVerdict::Clean || state.outdated.contains(item))
            continue;
        const auto reader = state.readers.find(item);
        ++counts[reader == state.readers.end() ? std::string{} : reader->second];
    }
    return counts;
}

}

Result<release::KnownCases> knownCases(const Project& project)
{
    release::KnownCases known;
    auto readers = readersOf(project);
    if (readers.empty())
        return Error{ErrorCode::NotFound, "no known case was judged"};
    const auto* policy = review::policyInForce(project.state());
    known.confidence = policy ? policy->confidence : 0.95;
    known.unit = "series";
    std::vector<release::Sampling::Stratum> strata{allSeries(project)};
    auto leaving = strata.front().size;
    if (project.state().sample) {
        auto sampled = sampling(project);
        if (!sampled)
            return sampled.error();
        known.confidence = sampled->confidence;
        known.unit = sampled->unit;
        strata = std::move(sampled->strata);
        leaving = sampled->leaving;
    }
    // Half of what may go wrong is spent on the readers' sensitivity, shared by them.
    known.eachConfidence = 1 - (1 - known.confidence) / 2 / static_cast<double>(readers.size());
    const auto clean = cleanBy(project.state());
    const bool isAny =
        std::any_of(clean.begin(), clean.end(), [&](const auto& one) { return readers.contains(one.first); });
    double least = 1;
    for (auto& [id, reader] : readers) {
        reader.lower = statistics::lowerRate({reader.all.shown, reader.all.found}, known.eachConfidence);
        if (!isAny || clean.contains(id)) // of whose verdicts none is in force, nothing depends on
            least = std::min(least, reader.lower);
        known.readers.push_back(std::move(reader));
    }
    for (const auto& [id, images] : clean)
        known.notMeasured += readers.contains(id) ? 0 : images;
    if (auto bounded = bound(known, strata, least); !bounded)
        return bounded.error();
    known.remaining = std::min(known.remaining, leaving);
    return known;
}

std::string whoMisses(const Project& project)
{
    if (!project.state().known.cases.empty())
        return {};
    const auto clean = cleanBy(project.state());
    for (const auto& [id, reader] : readersOf(project)) {
        const auto& seen = reader.all;
        if (clean.contains(id) &&
            static_cast<double>(seen.found) < release::leastSeen * static_cast<double>(seen.shown))
            return reader.name + " saw " + std::to_string(seen.found) + " of " + std::to_string(seen.shown) +
                   " known cases, fewer than half: somebody else has to judge those images, or further cases have to "
                   "be "
                   "planted and seen";
    }
    return {};
}

}
