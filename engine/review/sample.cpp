// SPDX-License-Identifier: Apache-2.0
#include "engine/review/sample.h"

#include <algorithm>
#include <array>

namespace engine::review {

namespace {

constexpr std::array<std::string_view, 4> unitNames{"patient", "study", "series", "instance"};

Done checkPolicy(const SamplePolicy& policy)
{
    if (std::find(unitNames.begin(), unitNames.end(), policy.unit) == unitNames.end())
        return Error{ErrorCode::BadArgument, "a unit is patient, study, series or instance"};
    if (!(policy.tolerate > 0 && policy.tolerate < 1) || !(policy.confidence > 0 && policy.confidence < 1))
        return Error{ErrorCode::BadArgument, "tolerated rate and confidence lie between 0 and 1"};
    return done();
}

}

Done check(const SampleDrawn& sample)
{
    if (auto checked = checkPolicy(sample.policy); !checked)
        return checked;
    if (sample.seed.empty() || sample.strata.empty())
        return Error{ErrorCode::BadArgument, "a sample has a seed and something to draw from"};
    std::set<ItemId> known;
    for (const auto& stratum : sample.strata) {
        if (stratum.drawn < 1 || stratum.drawn > stratum.units.size())
            return Error{ErrorCode::BadArgument, "of each stratum at least one unit is drawn"};
        for (const auto& unit : stratum.units) {
            const auto twice = std::find_if(unit.items.begin(), unit.items.end(),
                                            [&](const auto& item) { return !known.insert(item).second; });
            if (twice != unit.items.end())
                return Error{ErrorCode::BadArgument, *twice + " is in two units"};
        }
    }
    return done();
}

namespace {

void place(Sample& sample)
{
    for (std::size_t i = 0; i < sample.drawn.strata.size(); ++i) {
        const auto& stratum = sample.drawn.strata[i];
        for (std::size_t unit = 0; unit < stratum.units.size(); ++unit) {
            for (const auto& item : stratum.units[unit].items)
                sample.places[item] = {i, unit, unit < stratum.drawn};
        }
    }
}

}

Sample sampleOf(SampleDrawn drawn)
{
    Sample sample;
    sample.drawn = std::move(drawn);
    place(sample);
    return sample;
}

Done check(const Sample& sample, const SampleExtended& extended)
{
    const auto& strata = sample.drawn.strata;
    if (auto checked = checkPolicy({sample.drawn.policy.unit, extended.tolerate, extended.confidence, extended.reason});
        !checked)
        return checked;
    if (extended.reason.find_first_not_of(" \t\r\n") == std::string::npos)
        return Error{ErrorCode::BadArgument, "an extension needs a reason"};
    if (!sample.leaked.empty())
        return Error{ErrorCode::BadArgument, "something was found in it: judge and repair what is asked for, then draw "
                                             "another sample"};
    bool isMore = false, fits = extended.drawn.size() == strata.size();
    for (std::size_t i = 0; fits && i < strata.size(); ++i) {
        fits = extended.drawn[i] >= strata[i].drawn && extended.drawn[i] <= strata[i].units.size();
        isMore = isMore || extended.drawn[i] > strata[i].drawn;
    }
    if (!fits || !isMore)
        return Error{ErrorCode::BadArgument, "the sample holds all that these numbers ask for"};
    return done();
}

void extend(Sample& sample, const SampleExtended& extended)
{
    for (std::size_t i = 0; i < extended.drawn.size(); ++i)
        sample.drawn.strata[i].drawn = extended.drawn[i];
    sample.drawn.policy.tolerate = extended.tolerate;
    sample.drawn.policy.confidence = extended.confidence;
    ++sample.extensions;
    place(sample);
}

std::set<std::size_t> failedStrata(const Sample& sample)
{
    std::set<std::size_t> failed;
    for (const auto& [item, file] : sample.leaked)
        failed.insert(sample.places.at(item).stratum);
    return failed;
}

}
