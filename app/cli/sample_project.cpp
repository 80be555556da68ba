// SPDX-License-Identifier: Apache-2.0
#include "app/cli/sample_project.h"

namespace app::cli {

namespace {

using engine::Json;
using engine::journey::Project;

Json strataJson(const engine::review::SampleDrawn& drawn, const engine::release::Sampling& result)
{
    auto rows = Json::array();
    for (std::size_t i = 0; i < drawn.strata.size(); ++i) {
        const auto& stratum = drawn.strata[i];
        rows.push_back({{"name", stratum.name},
                        {"N", stratum.units.size()},
                        {"n", stratum.drawn},
                        {"whole", stratum.whole},
                        {"inspected", result.strata[i].inspected},
                        {"leaks", result.strata[i].leaks},
                        {"left", result.strata[i].left.size()}});
    }
    return rows;
}

/// The instances drawn, in the order of the draw.
Json itemsJson(const engine::review::SampleDrawn& drawn)
{
    auto items = Json::array();
    for (const auto& stratum : drawn.strata) {
        for (std::size_t i = 0; i < stratum.drawn; ++i) {
            for (const auto& item : stratum.units[i].items)
                items.push_back(item);
        }
    }
    return items;
}

Exit tell(Common& common, const Project& project)
{
    const auto result = engine::journey::sampling(project);
    if (!result)
        return common.console.refuse(result.error());
    const auto& drawn = project.state().sample->drawn;
    const auto toJudge = engine::review::itemsWithoutVerdict(project.state());
    std::size_t sum = 0;
    for (const auto& stratum : drawn.strata) {
        sum += stratum.drawn;
        common.console.print(std::to_string(stratum.drawn) + " of " + std::to_string(stratum.units.size()) +
                             (stratum.whole ? " (all)  " : "  ") + stratum.name);
    }
    common.console.say(std::to_string(sum) + " of " + std::to_string(result->size) + " units (" + result->unit +
                       ") drawn, seed " + result->seed + "; " + std::to_string(toJudge.size()) +
                       " images wait for a verdict. At most " + std::to_string(result->upper) +
                       " units leaked before repair, by what is inspected so far.");
    return common.console.finish(
        {{"unit", result->unit},
         {"tolerate", result->tolerate},
         {"confidence", result->confidence},
         {"seed", result->seed},
         {"list_sha256", result->listSha256},
         {"plan", {{"n", sum}, {"N", result->size}, {"strata", strataJson(drawn, *result)}}},
         {"drawn", result->drawn},
         {"items", itemsJson(drawn)},
         {"to_judge", toJudge},
         {"inspected", result->inspected},
         {"leaving", result->leaving},
         {"found", result->leaks},
         {"bound",
          {{"D_upper", result->upper},
           {"rate_upper", static_cast<double>(result->upper) / static_cast<double>(result->size)},
           {"residual_uninspected_upper", result->remaining},
           {"bonferroni_D_upper", result->bonferroni}}},
         {"judged_before", result->judgedBefore},
         {"draws", result->draws},
         {"extensions", result->extensions}},
        Exit::Done);
}

}

namespace {

/// Where nothing is said, as the policy in force has it.
engine::journey::SampleWish wishOf(const Project& project, const DrawOptions& options)
{
    const auto* stated = engine::review::policyInForce(project.state());
    const auto policy = stated ? *stated : engine::review::PolicyStated{};
    return {{options.unit, options.tolerate.value_or(policy.tolerate), options.confidence.value_or(policy.confidence),
             options.reason},
            options.seed.empty() ? engine::journey::seedByChance(engine::systemRandom()) : options.seed};
}

}

Exit extendSample(Common& common, const std::string& folder, const DrawOptions& options)
{
    const auto project = openProject(common, folder);
    if (!project)
        return common.console.refuse(project.error());
    const auto extended = engine::journey::extendSample(**project, wishOf(**project, options));
    if (!extended)
        return common.console.refuse(extended.error());
    if (auto performed = (*project)->perform(*extended); !performed)
        return common.console.refuse(performed.error());
    return tell(common, **project);
}

Exit drawSample(Common& common, const std::string& folder, const DrawOptions& options)
{
    const auto project = openProject(common, folder);
    if (!project)
        return common.console.refuse(project.error());
    const auto wish = wishOf(**project, options);
    auto drawn = engine::journey::drawSample(**project, wish);
    if (!drawn)
        return common.console.refuse(drawn.error());
    if (auto performed = (*project)->perform(std::move(*drawn)); !performed)
        return common.console.refuse(performed.error());
    return tell(common, **project);
}

Exit showSample(Common& common, const std::string& folder)
{
    const auto project = openProject(common, folder);
    return project ? tell(common, **project) : common.console.refuse(project.error());
}

}
