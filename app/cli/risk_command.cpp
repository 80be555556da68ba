// SPDX-License-Identifier: Apache-2.0
#include "app/cli/compute.h"
#include "app/cli/project_folder.h"
#include "app/places.h"
#include "engine/journey/linked_table.h"
#include "engine/journey/risk_rows.h"
#include "engine/statistics/generalise.h"
#include "engine/statistics/reckoning.h"

#include <array>
#include <ctime>
#include <filesystem>
#include <iomanip>
#include <sstream>

namespace app::cli {

namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Json;
using engine::Result;
using engine::journey::Project;
using engine::journey::RiskRows;
using engine::statistics::Microdata;

constexpr std::int64_t mostPeople = 100'000'000'000;

struct Options {
    std::string table, compute, prevalence, linked, by, sheet;
    engine::journey::RiskWish wish;
    bool record = false;
};

/// A table that a question names: the one given, one beside the questions, or the example that comes with the program.
Result<Microdata> tableFor(const Options& options, engine::pool::Pool& pool, const std::string& name)
{
    if (!options.table.empty())
        return engine::journey::readTable(options.table, options.sheet, pool, {});
    const auto plain = std::filesystem::path{name}.filename();
    if (plain.empty() || plain != name)
        return Error{ErrorCode::BadArgument, "data names a table beside the questions"};
    for (const auto& folder : {std::filesystem::path{options.compute}.parent_path(),
                               std::filesystem::path{resourceFolder()} / "statistics"}) {
        if (std::error_code failure; std::filesystem::exists(folder / plain, failure))
            return engine::journey::readTable(folder / plain, {}, pool, {});
    }
    return Error{ErrorCode::NotFound, name};
}

std::string today()
{
    const auto now = std::time(nullptr);
    std::tm parts{};
    ::localtime_r(&now, &parts);
    std::array<char, 16> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%d", &parts);
    return text.data();
}

std::string threeDigits(double number)
{
    std::ostringstream text;
    text << std::setprecision(3) << number;
    return text.str();
}

void print(Console& console, const Json& result)
{
    const auto& anonymity = result["k_anonymity"];
    const auto& risk = result["prosecutor_risk"];
    console.print("Easiest patient to identify: 1 in " + anonymity["k_min"].dump() + " (risk " +
                  threeDigits(risk["max"]) + "); on average " + threeDigits(risk["average"]) + ".");
    console.print(result["sample_uniques"]["count"].dump() + " of " + result["records"].dump() +
                  " patients are alone with their combination of " + std::to_string(result["keys"].size()) +
                  (result["keys"].size() == 1 ? " key." : " keys."));
    for (const auto& [key, share] : result["suda2_score"]["contributions"].items())
        console.print("  " + key + " has part in " + threeDigits(share.get<double>() * 100) +
                      " % of what makes them so");
    for (const auto& row : result["what_if"])
        console.print("  " + row["column"].get<std::string>() + " " + row["change"].get<std::string>() + ": k " +
                      row["k_min"].dump() + ", alone " + row["sample_uniques"].dump() + ", average " +
                      threeDigits(row["average"]));
    if (result.contains("threshold"))
        console.print("Threshold k = " + result["threshold"]["k"].dump() + ", held against the easiest patient: " +
                      (result["threshold"]["met"].get<bool>() ? "met." : "not met."));
    console.say("Valid only now (" + result["valid_on"].get<std::string>() +
                "): what others publish changes it. An expert judges it; this is no certificate.");
}

Exit compute(Common& common, const Options& options)
{
    const auto questions = questionsIn(options.compute);
    if (!questions)
        return common.console.refuse(questions.error());
    const auto pool = makePool(common);
    const auto read = [&](const std::string& name) { return tableFor(options, *pool, name); };
    return finishReckoning(common, engine::statistics::reckonRisk(*questions, read));
}

/// What a project keeps in its headers, joined with a table of the clinic.
Result<RiskRows> projectRows(Common& common, const Project& project, const Options& options)
{
    const auto pool = makePool(common);
    const auto order = engine::journey::riskOrderOf(project);
    auto rows = engine::journey::riskRows(order, *pool, common.console.progress("Reading headers"));
    if (!rows || options.linked.empty())
        return rows;
    const auto linked = engine::journey::readTable(options.linked, options.sheet, *pool, {});
    if (!linked)
        return linked.error();
    auto joined = engine::journey::join(*rows, *linked, options.by);
    return joined ? std::move(rows) : Result<RiskRows>{joined.error()};
}

Result<Json> ofProject(Common& common, const Options& options)
{
    const auto project = openProject(common, options.table);
    if (!project)
        return project.error();
    auto wish = options.wish;
    const auto* policy = engine::review::policyInForce((*project)->state());
    if (wish.assessment.k == 0 && policy)
        wish.assessment.k = static_cast<std::size_t>(policy->smallestGroup);
    const auto rows = projectRows(common, **project, options);
    if (!rows)
        return rows.error();
    if (options.record) {
        const auto kept = engine::journey::riskToKeep(*rows, wish, today());
        if (!kept)
            return kept.error();
        if (auto done = (*project)->perform(*kept); !done)
            return done.error();
    }
    auto result = engine::journey::assessRisk(rows->table, wish, today());
    if (result)
        (*result)["recorded"] = options.record;
    return result;
}

Result<Json> ofTable(Common& common, const Options& options)
{
    const auto pool = makePool(common);
    const auto table = engine::journey::readTable(options.table, options.sheet, *pool, {});
    return table ? engine::journey::assessRisk(*table, options.wish, today()) : Result<Json>{table.error()};
}

Result<Json> assessed(Common& common, Options options)
{
    if (options.table.empty())
        return Error{ErrorCode::BadArgument, "a table or a project, or --compute"};
    if (!options.prevalence.empty()) {
        const auto prevalence = engine::statistics::prevalenceIn(options.prevalence);
        if (!prevalence)
            return prevalence.error();
        options.wish.assessment.prevalence = *prevalence;
    }
    const bool hasProject = isProject(options.table);
    if (options.linked.empty() != options.by.empty() || (!hasProject && !options.linked.empty()))
        return Error{ErrorCode::BadArgument, "--linked and --by go together, and with a project"};
    if (options.record && !hasProject)
        return Error{ErrorCode::BadArgument, "--record goes with a project"};
    return hasProject ? ofProject(common, options) : ofTable(common, options);
}

Exit risk(Common& common, const Options& options)
{
    if (!options.compute.empty())
        return compute(common, options);
    const auto result = assessed(common, options);
    if (!result)
        return common.console.refuse(result.error());
    print(common.console, *result);
    return common.console.finish(*result, Exit::Done);
}

}

void addRiskCommand(CLI::App& program, Common& common)
{
    auto options = std::make_shared<Options>();
    auto& wish = options->wish.assessment;
    auto* command =
        addProjectCommand(program, common, "risk", "How easily the patients of a table or a project are told apart");
    command->add_option("TABLE", options->table, "CSV or XLSX with a row for each patient, or a project folder")
        ->type_name("PLACE");
    command
        ->add_option("--linked", options->linked,
                     "Of a project: CSV or XLSX of the clinic, joined to what headers keep")
        ->type_name("FILE");
    command->add_option("--sheet", options->sheet, "Of an XLSX: the sheet's name, where several hold data");
    command->add_option("--by", options->by, "Its column with the original Patient IDs");
    command->add_option("--keys", wish.keys, "Columns that somebody could know, separated by commas")->delimiter(',');
    command->add_option("--change", options->wish.changes,
                        "COLUMN:drop, :five-year-bands, :top-code-90 or :year-only, before anything is reckoned");
    command->add_option("--population", wish.population, "People the patients were taken from")
        ->check(CLI::Range(std::int64_t{1}, mostPeople));
    command->add_option("--population-sizes", wish.populationSizes, "Column: how many people have this combination");
    command->add_option("--weights", wish.weights, "Column: how many people each patient stands for");
    command->add_option("--sensitive", wish.sensitive, "Column that nobody should learn");
    command->add_option("--prevalence", options->prevalence, "Shares of people with a combination: 0.5*0.06*0.00007");
    command->add_option("--k", wish.k, "Threshold: smallest group a patient may be in")
        ->check(CLI::Range(2, 1'000'000));
    command->add_flag("--record", options->record, "Of a project: keeps the numbers in it, for the report");
    command->add_option("--compute", options->compute, "JSON with questions, as in tests/data/statistics")
        ->type_name("FILE");
    onCall(
        command, common, [&common, options] { return risk(common, *options); },
        [options] {
            return std::vector{options->table, options->compute, options->linked};
        });
}

}
