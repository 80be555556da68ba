// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/sample_plan.h"

#include "engine/journey/strata.h"
#include "engine/statistics/strata.h"

#include <algorithm>
#include <array>
#include <set>

namespace engine::journey {

std::string releasedName(const Candidate& candidate, const std::string& unit)
{
    const auto& written = candidate.written;
    if (!candidate.setAside.empty())
        return {};
    const auto& name = unit == "patient"  ? written.pseudonym
                       : unit == "study"  ? written.studyUid
                       : unit == "series" ? written.seriesUid
                                          : written.sopInstanceUid;
    return name.empty() ? written.sopInstanceUid : name;
}

std::vector<std::pair<const study::Entry*, const Candidate*>> leavingNow(const Project& project)
{
    std::set<std::string> out;
    for (const auto& one : project.leftOut())
        out.insert(one.item);
    std::vector<std::pair<const study::Entry*, const Candidate*>> leaving;
    for (const auto& entry : project.collection().entries()) {
        const auto* candidate = project.candidate(entry.id);
        if (candidate && candidate->setAside.empty() && !out.contains(entry.id))
            leaving.emplace_back(&entry, candidate);
    }
    return leaving;
}

Result<std::vector<review::SampleStratum>> strataToDraw(const Project& project, const std::string& unit)
{
    constexpr std::array<std::string_view, 4> known{"patient", "study", "series", "instance"};
    if (std::find(known.begin(), known.end(), unit) == known.end())
        return Error{ErrorCode::BadArgument, "a unit is patient, study, series or instance"};
    if (const auto stale = project.staleCandidates(); !stale.empty())
        return Error{ErrorCode::StaleCandidates, std::to_string(stale.size())};
    std::map<std::string, std::vector<const study::Entry*>> units; // by the name they are released under
    for (const auto& [entry, candidate] : leavingNow(project))
        units[releasedName(*candidate, unit)].push_back(entry);
    if (units.empty())
        return Error{ErrorCode::NotFound, "nothing to draw from"};
    return strataOf(project, units);
}

std::vector<statistics::Stratum> sizesOf(const std::vector<review::SampleStratum>& strata)
{
    std::vector<statistics::Stratum> sizes;
    for (const auto& stratum : strata)
        sizes.push_back({static_cast<std::int64_t>(stratum.units.size()), stratum.whole});
    return sizes;
}

Result<SamplePlan> planSample(const std::vector<statistics::Stratum>& sizes, double tolerate, double confidence)
{
    if (auto checked = statistics::checkConfidence(confidence); !checked)
        return checked.error();
    if (!(tolerate > 0 && tolerate < 1))
        return Error{ErrorCode::BadArgument, "a tolerated rate lies between 0 and 1"};
    std::int64_t all = 0;
    for (const auto& one : sizes)
        all += one.size;
    const auto failing = std::max<std::int64_t>(1, statistics::failingAt(tolerate, all));
    auto inspect = statistics::planStrata(sizes, failing, confidence);
    if (!inspect)
        return inspect.error();
    return boundsOf(sizes, std::move(*inspect), confidence);
}

Result<SamplePlan> boundsOf(const std::vector<statistics::Stratum>& sizes, std::vector<std::int64_t> inspect,
                            double confidence)
{
    SamplePlan plan;
    plan.inspect = std::move(inspect);
    std::vector<statistics::Lot> lots;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        lots.push_back({sizes[i].size, plan.inspect[i], 0});
        plan.upper.push_back(statistics::upperFailing(lots.back(), confidence));
    }
    const auto worst = statistics::worstCaseFailing(lots, confidence);
    if (!worst)
        return worst.error();
    plan.worst = *worst;
    plan.bonferroni = statistics::bonferroniFailing(lots, confidence);
    return plan;
}

release::Sampling foreseen(const std::vector<review::SampleStratum>& strata, const SamplePlan& plan,
                           const review::SamplePolicy& policy, const std::string& seed)
{
    release::Sampling sampling;
    sampling.unit = policy.unit;
    sampling.tolerate = policy.tolerate;
    sampling.confidence = policy.confidence;
    sampling.seed = seed;
    for (std::size_t i = 0; i < strata.size(); ++i) {
        const auto size = static_cast<std::int64_t>(strata[i].units.size());
        sampling.strata.push_back(
            {strata[i].publicName, size, plan.inspect[i], 0, strata[i].whole, plan.inspect[i], {}, {}});
        sampling.size += size;
        sampling.leaving += size;
        sampling.inspected += plan.inspect[i];
    }
    sampling.upper = sampling.remaining = plan.worst;
    sampling.bonferroni = plan.bonferroni;
    return sampling;
}

}
