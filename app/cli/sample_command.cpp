// SPDX-License-Identifier: Apache-2.0
#include "app/cli/compute.h"
#include "app/cli/sample_project.h"
#include "app/cli/sample_strata.h"
#include "engine/statistics/plan.h"
#include "engine/statistics/proportion.h"
#include "engine/statistics/strata.h"

#include <iomanip>
#include <numeric>
#include <sstream>

namespace app::cli {

namespace {

using engine::Done;
using engine::Error;
using engine::ErrorCode;
using engine::Json;
using engine::statistics::Lot;

struct Options {
    std::string folder, verb, unit = "series", seed, reason; ///< of a project
    std::string compute, strata;
    std::int64_t lot = 0, inspected = -1, found = -1, planted = -1, plantedFound = -1;
    double tolerate = 0.05, confidence = 0.95, cluster = 1, icc = -1;
    std::optional<double> saidTolerate, saidConfidence; ///< by the caller; else a draw goes by its project's policy
};

std::string percent(double share)
{
    std::ostringstream text;
    text << std::setprecision(3) << share * 100 << " %";
    return text.str();
}

Done check(const Options& options)
{
    if (auto checked = engine::statistics::checkConfidence(options.confidence); !checked)
        return checked;
    if (!(options.tolerate > 0 && options.tolerate < 1))
        return Error{ErrorCode::BadArgument, "--tolerate is a rate between 0 and 1"};
    const int wishes = (options.folder.empty() ? 0 : 1) + (options.lot != 0 ? 1 : 0) +
                       (options.strata.empty() ? 0 : 1) + (options.compute.empty() ? 0 : 1);
    if (wishes != 1)
        return Error{ErrorCode::BadArgument, "one of a project, --lot, --strata and --compute"};
    if (options.found >= 0 && options.inspected < 0)
        return Error{ErrorCode::BadArgument, "--found needs --inspected"};
    if ((options.planted >= 0) != (options.plantedFound >= 0))
        return Error{ErrorCode::BadArgument, "--planted and --planted-found go together"};
    if (options.plantedFound > options.planted || options.planted == 0)
        return Error{ErrorCode::BadArgument, "--planted-found is at most --planted, which is at least 1"};
    return engine::done();
}

Json boundJson(std::int64_t failing, std::int64_t size, std::int64_t found)
{
    return {{"D_upper", failing},
            {"rate_upper", static_cast<double>(failing) / static_cast<double>(size)},
            {"residual_uninspected_upper", failing - found}};
}

/// What the reader's known cases and the grouping of items make of the bound.
void addAdjustments(Json& result, const Options& options, const Lot& lot)
{
    if (lot.inspected == 0)
        return;
    const engine::statistics::Trials trials{lot.inspected, lot.found};
    result["infinite_lot"] = {{"rate_upper", engine::statistics::upperRate(trials, options.confidence)}};
    if (lot.found == 0)
        result["infinite_lot"]["rule_of_three"] = engine::statistics::ruleOfThree(lot.inspected);
    if (options.planted > 0) {
        const auto adjusted =
            engine::statistics::adjustForReader(trials, {options.planted, options.plantedFound}, options.confidence);
        result["reader"] = {{"planted", options.planted},
                            {"found", options.plantedFound},
                            {"sensitivity_lower", adjusted.lower},
                            {"rate_upper", adjusted.upper},
                            {"rate_upper_adjusted", adjusted.adjusted}};
    }
    if (options.icc >= 0)
        result["effective"] = {{"cluster", options.cluster},
                               {"icc", options.icc},
                               {"n_eff", engine::statistics::effectiveSize(static_cast<double>(lot.inspected),
                                                                           options.cluster, options.icc)}};
}

void sayBound(Console& console, const Options& options, const Lot& lot, std::int64_t failing)
{
    console.print("Of " + std::to_string(lot.size) + " items " + std::to_string(lot.inspected) + " inspected, " +
                  std::to_string(lot.found) + " failing found: with " + percent(options.confidence) +
                  " confidence at most " + std::to_string(failing) + " (" +
                  percent(static_cast<double>(failing) / static_cast<double>(lot.size)) + ") failed, at most " +
                  std::to_string(failing - lot.found) + " remain once the found ones are repaired.");
}

Exit sampleLot(Common& common, const Options& options)
{
    Lot lot{options.lot, std::max<std::int64_t>(0, options.inspected), std::max<std::int64_t>(0, options.found)};
    if (auto checked = engine::statistics::check(lot); !checked)
        return common.console.refuse(checked.error());
    const auto failing = engine::statistics::failingAt(options.tolerate, lot.size);
    const auto planned = engine::statistics::inspectedForNone(lot.size, failing, options.confidence);
    if (options.inspected < 0)
        lot.inspected = planned;
    const auto bound = engine::statistics::upperFailing(lot, options.confidence);
    Json result{{"plan", {{"n", planned}, {"D", failing}}},
                {"lot", lot.size},
                {"inspected", lot.inspected},
                {"found", lot.found},
                {"confidence", options.confidence},
                {"tolerate", options.tolerate},
                {"bound", boundJson(bound, lot.size, lot.found)}};
    result["bound"]["D_lower"] = engine::statistics::lowerFailing(lot, options.confidence);
    addAdjustments(result, options, lot);
    common.console.print("Plan: inspect " + std::to_string(planned) + " of " + std::to_string(lot.size) +
                         " to notice " + std::to_string(failing) + " failing (" + percent(options.tolerate) + ").");
    sayBound(common.console, options, lot, bound);
    return common.console.finish(result, Exit::Done);
}

Lot totalOf(const std::vector<Lot>& lots)
{
    Lot total;
    for (const auto& lot : lots)
        total = {total.size + lot.size, total.inspected + lot.inspected, total.found + lot.found};
    return total;
}

/// Each stratum with its plan; where nothing was inspected yet, the lot counts as inspected by the plan.
Json planRows(Console& console, std::vector<StratumRow>& strata, const std::vector<std::int64_t>& planned)
{
    auto rows = Json::array();
    for (std::size_t i = 0; i < strata.size(); ++i) {
        auto& lot = strata[i].lot;
        if (!strata[i].isInspected)
            lot.inspected = planned[i];
        rows.push_back({{"name", strata[i].name},
                        {"N", lot.size},
                        {"n", planned[i]},
                        {"inspected", lot.inspected},
                        {"found", lot.found}});
        console.print(strata[i].name + ": inspect " + std::to_string(planned[i]) + " of " + std::to_string(lot.size));
    }
    return rows;
}

Exit sampleStrata(Common& common, const Options& options)
{
    auto strata = readStrata(options.strata);
    if (!strata)
        return common.console.refuse(strata.error());
    std::vector<engine::statistics::Stratum> sizes;
    std::int64_t all = 0;
    for (const auto& one : *strata) {
        sizes.push_back({one.lot.size, one.whole});
        all += one.lot.size;
    }
    const auto failing = engine::statistics::failingAt(options.tolerate, all);
    const auto planned = engine::statistics::planStrata(sizes, failing, options.confidence);
    if (!planned)
        return common.console.refuse(planned.error());
    Json result{{"confidence", options.confidence}, {"tolerate", options.tolerate}};
    result["plan"] = {{"n", std::accumulate(planned->begin(), planned->end(), std::int64_t{0})},
                      {"D", failing},
                      {"strata", planRows(common.console, *strata, *planned)}};
    std::vector<Lot> lots;
    for (const auto& one : *strata)
        lots.push_back(one.lot);
    const auto total = totalOf(lots);
    // The worst split is known where nothing was found; a finding widens the bound to the sum of the strata's own.
    const auto worst = engine::statistics::worstCaseFailing(lots, options.confidence);
    const auto wide = engine::statistics::bonferroniFailing(lots, options.confidence);
    result["bound"] = boundJson(worst ? *worst : wide, total.size, total.found);
    result["bound"]["method"] = worst ? "worst-case" : "bonferroni";
    result["bound"]["bonferroni_D_upper"] = wide;
    sayBound(common.console, options, total, worst ? *worst : wide);
    return common.console.finish(result, Exit::Done);
}

Exit sampleProject(Common& common, const Options& options)
{
    if (options.verb == "show")
        return showSample(common, options.folder);
    const DrawOptions draw{options.unit, options.saidTolerate, options.saidConfidence, options.reason, options.seed};
    if (options.verb == "extend" && !(options.seed.empty() && options.unit == "series"))
        return common.console.refuse({ErrorCode::BadArgument, "an extension keeps seed and unit"});
    if (options.verb == "extend")
        return extendSample(common, options.folder, draw);
    if (options.verb != "draw")
        return common.console.refuse({ErrorCode::BadArgument, "sample PROJECT draw, extend or show"});
    return drawSample(common, options.folder, draw);
}

Exit sample(Common& common, const Options& options)
{
    if (auto checked = check(options); !checked)
        return common.console.refuse(checked.error());
    if (!options.folder.empty())
        return sampleProject(common, options);
    if (!options.strata.empty())
        return sampleStrata(common, options);
    if (options.compute.empty())
        return sampleLot(common, options);
    const auto questions = questionsIn(options.compute);
    return questions ? finishReckoning(common, engine::statistics::reckonSampling(*questions))
                     : common.console.refuse(questions.error());
}

}

void addSampleCommand(CLI::App& program, Common& common)
{
    auto options = std::make_shared<Options>();
    auto* command = addProjectCommand(program, common, "sample", "How many to inspect, and what finding so many says");
    command->add_option("PROJECT", options->folder, "Project folder");
    command->add_option("VERB", options->verb, "draw, extend (more of the same draw) or show");
    command->add_option("--unit", options->unit, "patient, study, series (default) or instance")
        ->check(CLI::IsMember({"patient", "study", "series", "instance"}));
    command->add_option("--seed", options->seed, "Text that fixes the draw (default: by chance)")->check(notEmpty);
    command->add_option("--reason", options->reason, "Why so; needed to extend or replace a draw");
    command->add_option("--lot", options->lot, "Items in the collection")
        ->check(CLI::Range(std::int64_t{1}, engine::statistics::largestLot));
    command->add_option("--strata", options->strata, "CSV or JSON with a row for each stratum: name, N, n, x, whole")
        ->type_name("FILE");
    command->add_option("--tolerate", options->saidTolerate,
                        "Rate that must not go unnoticed (default: the project's policy, else 0.05)");
    command->add_option("--confidence", options->saidConfidence, "Default: the project's policy, else 0.95");
    command->add_option("--inspected", options->inspected, "Items inspected")->check(CLI::NonNegativeNumber);
    command->add_option("--found", options->found, "Failing ones among them")->check(CLI::NonNegativeNumber);
    command->add_option("--planted", options->planted, "Known cases shown to the reader")
        ->check(CLI::NonNegativeNumber);
    command->add_option("--planted-found", options->plantedFound, "Known cases the reader found")
        ->check(CLI::NonNegativeNumber);
    command->add_option("--cluster", options->cluster, "Items that belong together, on average")
        ->check(CLI::Range(1.0, 1e7));
    command->add_option("--icc", options->icc, "How alike those are: intraclass correlation, 0 to 1")
        ->check(CLI::Range(0.0, 1.0));
    command->add_option("--compute", options->compute, "JSON with questions, as in tests/data/statistics")
        ->type_name("FILE");
    onCall(
        command, common,
        [&common, options] {
            options->tolerate = options->saidTolerate.value_or(options->tolerate);
            options->confidence = options->saidConfidence.value_or(options->confidence);
            return sample(common, *options);
        },
        [options] {
            return std::vector{options->folder, options->strata, options->compute};
        });
}

}
