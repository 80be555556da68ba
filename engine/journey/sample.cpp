// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/sample.h"

#include "engine/base/bytes.h"
#include "engine/journey/sample_plan.h"
#include "engine/statistics/draw.h"
#include "engine/statistics/strata.h"

#include <algorithm>
#include <set>

namespace engine::journey {

namespace {

void putInOrder(review::SampleStratum& stratum, const std::string& seed)
{
    std::map<std::string, review::SampleUnit> byKey;
    for (auto& unit : stratum.units) {
        auto key = statistics::drawKey(seed, unit.uid);
        byKey.emplace(std::move(key), std::move(unit));
    }
    stratum.units.clear();
    for (auto& [key, unit] : byKey)
        stratum.units.push_back(std::move(unit));
}

/// Every image that can leave has a verdict about its file as it is, and not all of them were skipped.
bool isInspected(const review::State& state, const review::SampleUnit& unit)
{
    bool isSeen = false;
    for (const auto& item : unit.items) {
        if (state.outside.contains(item))
            continue;
        if (!review::isJudged(state, item))
            return false;
        isSeen = isSeen || state.items.at(item).verdict != review::ItemVerdict::Skip;
    }
    return isSeen;
}

/// A leak was found in it, and that file is judged clean now.
bool isWithdrawn(const review::State& state, const review::SampleUnit& unit)
{
    return std::any_of(unit.items.begin(), unit.items.end(), [&](const auto& item) {
        const auto leaked = state.sample->leaked.find(item);
        const auto seen = state.seen.find(item);
        return leaked != state.sample->leaked.end() && seen != state.seen.end() && seen->second == leaked->second &&
               state.items.at(item).verdict == review::ItemVerdict::Clean && !state.outdated.contains(item);
    });
}

/// `leaving`: the images that leave as things stand.
release::Sampling::Stratum resultOf(const review::State& state, const review::SampleStratum& stratum, bool isFailed,
                                    const std::set<std::string>& leaving)
{
    release::Sampling::Stratum result;
    result.name = stratum.publicName;
    result.size = static_cast<std::int64_t>(stratum.units.size());
    result.whole = stratum.whole;
    result.planned = static_cast<std::int64_t>(stratum.drawn);
    for (std::size_t i = 0; i < stratum.units.size(); ++i) {
        const auto& unit = stratum.units[i];
        result.names.push_back(unit.uid);
        const bool leaves =
            std::any_of(unit.items.begin(), unit.items.end(), [&](const auto& item) { return leaving.contains(item); });
        if (!leaves)
            result.left.push_back(unit.uid);
        const bool counts = i < stratum.drawn || isFailed; // others were not drawn by chance
        result.inspected += counts && isInspected(state, unit) ? 1 : 0;
        result.leaks += std::any_of(unit.items.begin(), unit.items.end(),
                                    [&](const auto& item) { return state.sample->leaked.contains(item); })
                            ? 1
                            : 0;
    }
    std::sort(result.names.begin(), result.names.end());
    std::sort(result.left.begin(), result.left.end());
    return result;
}

/// The bounds over all strata. One in which something was found is inspected whole before anybody can sign: what it
/// holds is then known, and the others are bounded by their worst split.
Done bound(release::Sampling& result)
{
    std::vector<statistics::Lot> clean, all;
    std::int64_t known = 0;
    for (const auto& stratum : result.strata) {
        const statistics::Lot lot{stratum.size, stratum.inspected, std::min(stratum.leaks, stratum.inspected)};
        all.push_back(lot);
        if (lot.found == 0)
            clean.push_back(lot);
        else
            known += statistics::upperFailing(lot, result.confidence);
        result.size += stratum.size;
        result.inspected += stratum.inspected;
        result.leaks += stratum.leaks;
        result.leaving += stratum.size - static_cast<std::int64_t>(stratum.left.size());
    }
    const auto worst = statistics::worstCaseFailing(clean, result.confidence);
    if (!worst)
        return worst.error();
    result.upper = *worst + known;
    result.remaining = std::min(result.upper - result.leaks, result.leaving);
    result.bonferroni = statistics::bonferroniFailing(all, result.confidence);
    return done();
}

/// The images that leave now, all of which were drawn from, under the names they have. SampleOutdated.
Result<std::set<std::string>> leavingOf(const Project& project, const review::Sample& sample)
{
    std::set<std::string> leaving;
    std::size_t added = 0, renamed = 0;
    for (const auto& [entry, candidate] : leavingNow(project)) {
        leaving.insert(entry->id);
        const auto place = sample.places.find(entry->id);
        if (place == sample.places.end())
            ++added;
        else if (const auto& drawn = sample.drawn.strata[place->second.stratum].units[place->second.unit];
                 releasedName(*candidate, sample.drawn.policy.unit) != drawn.uid)
            ++renamed;
    }
    if (added + renamed == 0)
        return leaving;
    return Error{ErrorCode::SampleOutdated,
                 (renamed > 0 ? "the files have other names now"
                              : "what leaves grew by " + std::to_string(added) + (added == 1 ? " image" : " images"))};
}

/// Images of strata in which something was found that still wait for a verdict, or for what was found to be repaired.
std::size_t owedByFailedStrata(const review::State& state)
{
    std::size_t owed = 0;
    for (const auto stratum : review::failedStrata(*state.sample)) {
        for (const auto& unit : state.sample->drawn.strata[stratum].units)
            owed += static_cast<std::size_t>(std::count_if(unit.items.begin(), unit.items.end(), [&](const auto& item) {
                return !state.outside.contains(item) &&
                       (!review::isJudged(state, item) || state.items.at(item).verdict == review::ItemVerdict::Found);
            }));
    }
    return owed;
}

}

std::string seedByChance(const Random& random)
{
    Bytes chosen(16);
    random(chosen);
    return toHex(chosen);
}

Result<review::SampleDrawn> drawSample(const Project& project, const SampleWish& wish)
{
    if (const auto owed = project.state().sample ? owedByFailedStrata(project.state()) : 0; owed > 0)
        return Error{ErrorCode::NotReviewed, "something was found: judge or repair the " + std::to_string(owed) +
                                                 " images left of its stratum before another draw"};
    auto strata = strataToDraw(project, wish.policy.unit);
    if (!strata)
        return strata.error();
    review::SampleDrawn sample{wish.policy, wish.seed, {}, std::move(*strata)};
    const auto planned = planSample(sizesOf(sample.strata), wish.policy.tolerate, wish.policy.confidence);
    if (!planned)
        return planned.error();
    std::vector<std::string> names;
    for (std::size_t i = 0; i < sample.strata.size(); ++i) {
        auto& stratum = sample.strata[i];
        putInOrder(stratum, wish.seed);
        stratum.drawn = static_cast<std::size_t>(planned->inspect[i]);
        for (const auto& unit : stratum.units)
            names.push_back(unit.uid);
    }
    sample.listSha256 = statistics::listDigest(std::move(names));
    if (auto checked = review::check(sample); !checked)
        return checked.error();
    return sample;
}

Result<SamplePlan> planExtension(const review::Sample& sample, double tolerate, double confidence)
{
    const auto sizes = sizesOf(sample.drawn.strata);
    auto planned = planSample(sizes, tolerate, confidence);
    if (!planned)
        return planned;
    for (std::size_t i = 0; i < sizes.size(); ++i)
        planned->inspect[i] = std::max(planned->inspect[i], static_cast<std::int64_t>(sample.drawn.strata[i].drawn));
    return boundsOf(sizes, std::move(planned->inspect), confidence);
}

Result<review::SampleExtended> extendSample(const Project& project, const SampleWish& wish)
{
    const auto& sample = project.state().sample;
    if (!sample)
        return Error{ErrorCode::NotFound, "no sample is drawn"};
    if (const auto stale = project.staleCandidates(); !stale.empty())
        return Error{ErrorCode::StaleCandidates, std::to_string(stale.size())};
    if (auto leaving = leavingOf(project, *sample); !leaving)
        return leaving.error();
    const auto planned = planExtension(*sample, wish.policy.tolerate, wish.policy.confidence);
    if (!planned)
        return planned.error();
    review::SampleExtended extended{wish.policy.tolerate, wish.policy.confidence, wish.policy.reason, {}};
    for (const auto count : planned->inspect)
        extended.drawn.push_back(static_cast<std::size_t>(count));
    if (auto checked = review::check(*sample, extended); !checked)
        return checked.error();
    return extended;
}

Result<release::Sampling> sampling(const Project& project, const std::set<std::string>& keptBack)
{
    const auto& state = project.state();
    if (!state.sample)
        return Error{ErrorCode::NotFound, "no sample is drawn"};
    auto leaving = leavingOf(project, *state.sample);
    if (!leaving)
        return leaving.error();
    for (const auto& item : keptBack)
        leaving->erase(item);
    const auto& drawn = state.sample->drawn;
    const auto failed = review::failedStrata(*state.sample);
    release::Sampling result;
    result.unit = drawn.policy.unit;
    result.tolerate = drawn.policy.tolerate;
    result.confidence = drawn.policy.confidence;
    result.seed = drawn.seed;
    result.listSha256 = drawn.listSha256;
    result.judgedBefore = static_cast<std::int64_t>(state.sample->judgedBefore);
    result.draws = static_cast<std::int64_t>(state.sample->draws);
    result.extensions = static_cast<std::int64_t>(state.sample->extensions);
    for (std::size_t i = 0; i < drawn.strata.size(); ++i) {
        const auto& stratum = drawn.strata[i];
        result.strata.push_back(resultOf(state, stratum, failed.contains(i), *leaving));
        result.withdrawn += std::count_if(stratum.units.begin(), stratum.units.end(),
                                          [&](const auto& unit) { return isWithdrawn(state, unit); });
        for (std::size_t unit = 0; unit < stratum.drawn; ++unit)
            result.drawn.push_back(stratum.units[unit].uid);
    }
    if (auto bounded = bound(result); !bounded)
        return bounded.error();
    return result;
}

}
