// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/known_cases.h"

#include "engine/journey/printed_name.h"
#include "engine/journey/sample.h"
#include "engine/statistics/proportion.h"
#include "engine/statistics/reader.h"

#include <algorithm>
#include <set>

namespace engine::journey {

namespace {

/// Where every image was judged there is one lot, of series.
release::Sampling::Stratum allSeries(const Project& project)
{
    const auto& state = project.state();
    std::set<std::string> all, leaked;
    for (const auto& [item, judgement] : state.items) {
        const auto series = project.collection().node(item)->parent;
        if (judgement.verdict != review::ItemVerdict::None)
            all.insert(series);
        if (state.found.contains(item))
            leaked.insert(series);
    }
    const auto count = static_cast<std::int64_t>(all.size());
    return {"all", count, count, static_cast<std::int64_t>(leaked.size()), true};
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
    known.remaining = std::max<std::int64_t>(0, known.upper - leaks);
    return done();
}

std::vector<release::KnownCases::Reader> readersOf(const Project& project)
{
    std::map<std::string, release::KnownCases::Reader> readers;
    for (const auto& row : review::scoresOf(project.state().known)) {
        auto& reader = readers[row.reader];
        reader.name = printedName(project, row.reader);
        reader.all.shown += row.shown;
        reader.all.found += row.found;
        auto& kind = reader.byKind[Json(row.kind).get<std::string>()];
        kind.shown += row.shown;
        kind.found += row.found;
    }
    std::vector<release::KnownCases::Reader> list;
    for (auto& [id, reader] : readers)
        list.push_back(std::move(reader));
    return list;
}

}

Result<release::KnownCases> knownCases(const Project& project)
{
    release::KnownCases known;
    known.readers = readersOf(project);
    if (known.readers.empty())
        return Error{ErrorCode::NotFound, "no known case was judged"};
    const auto* policy = review::policyInForce(project.state());
    known.confidence = policy ? policy->confidence : 0.95;
    known.unit = "series";
    std::vector<release::Sampling::Stratum> strata{allSeries(project)};
    if (project.state().sample) {
        auto sampled = sampling(project);
        if (!sampled)
            return sampled.error();
        known.confidence = sampled->confidence;
        known.unit = sampled->unit;
        strata = std::move(sampled->strata);
    }
    // Half of what may go wrong is spent on the readers' sensitivity, shared by them.
    known.eachConfidence = 1 - (1 - known.confidence) / 2 / static_cast<double>(known.readers.size());
    double least = 1;
    for (auto& reader : known.readers) {
        reader.lower = statistics::lowerRate({reader.all.shown, reader.all.found}, known.eachConfidence);
        least = std::min(least, reader.lower);
    }
    if (auto bounded = bound(known, strata, least); !bounded)
        return bounded.error();
    return known;
}

}
