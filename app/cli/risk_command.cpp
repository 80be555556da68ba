// SPDX-License-Identifier: Apache-2.0
#include "app/cli/compute.h"
#include "app/cli/project_folder.h"
#include "app/places.h"
#include "engine/base/atomic_file.h"
#include "engine/base/csv.h"
#include "engine/journey/risk_rows.h"
#include "engine/statistics/assessment.h"
#include "engine/statistics/fields.h"
#include "engine/statistics/generalise.h"
#include "engine/statistics/population.h"

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
using engine::statistics::Microdata;

constexpr std::size_t largestTable = 256U << 20U;
constexpr std::int64_t mostPeople = 100'000'000'000;

struct Options {
    std::string table, compute, prevalence, linked, by;
    std::vector<std::string> changes;
    engine::statistics::AssessmentWish wish;
};

/// CSV, or TSV where the header line has tabs.
Result<Microdata> readTable(const std::string& file)
{
    const auto bytes = engine::readFile(file, largestTable);
    if (!bytes)
        return bytes.error();
    const auto text = engine::textOf(*bytes);
    if (text.starts_with("PK"))
        return Error{ErrorCode::Unsupported, file + " is a spreadsheet: save it as CSV"};
    if (text.substr(0, text.find('\n')).find('\t') != std::string_view::npos)
        return engine::statistics::microdataOfTsv(text);
    auto rows = engine::rowsOfCsv(text);
    if (!rows)
        return Error{rows.error().code, file + ": " + rows.error().where};
    for (auto& row : *rows) {
        for (auto& field : row)
            field = engine::csvValue(std::move(field));
    }
    return engine::statistics::microdataOf(std::move(*rows));
}

/// A table that a question names: the one given, one beside the questions, or the example that comes with the program.
Result<Microdata> tableFor(const Options& options, const std::string& name)
{
    if (!options.table.empty())
        return readTable(options.table);
    const auto plain = std::filesystem::path{name}.filename();
    if (plain.empty() || plain != name)
        return Error{ErrorCode::BadArgument, "data names a table beside the questions"};
    for (const auto& folder : {std::filesystem::path{options.compute}.parent_path(),
                               std::filesystem::path{resourceFolder()} / "statistics"}) {
        if (std::error_code failure; std::filesystem::exists(folder / plain, failure))
            return readTable(folder / plain);
    }
    return Error{ErrorCode::NotFound, name};
}

/// "COLUMN:change", one after the other.
Result<Microdata> changed(Microdata table, const std::vector<std::string>& changes)
{
    for (const auto& change : changes) {
        const auto colon = change.rfind(':');
        const auto how = engine::statistics::generalisationNamed(colon == std::string::npos ? std::string{}
                                                                                            : change.substr(colon + 1));
        const auto column = engine::statistics::keysOf(table, {change.substr(0, colon)});
        if (!how || !column)
            return Error{ErrorCode::BadArgument, change + " is no COLUMN:drop|five-year-bands|top-code-90|year-only"};
        auto next = engine::statistics::generalised(std::move(table), column->front(), *how);
        if (!next)
            return next.error();
        table = std::move(*next);
    }
    return table;
}

Result<Json> prevalenceJson(const Options& options)
{
    double product = 1;
    for (const auto& part : engine::statistics::partsOf(options.prevalence, '*')) {
        const auto share = engine::statistics::numberIn(part);
        if (!share || *share < 0 || *share > 1)
            return Error{ErrorCode::BadArgument, "--prevalence is shares joined by *, such as 0.5*0.06*0.00007"};
        product *= *share;
    }
    if (options.wish.population < 1)
        return Error{ErrorCode::BadArgument, "--prevalence needs --population"};
    const auto result = engine::statistics::lookUp(static_cast<double>(options.wish.population), product);
    return Json{{"lambda_others", result.others}, {"P_unique", result.isAlone}, {"E_1_over_F", result.expected}};
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
    const auto read = [&](const std::string& name) { return tableFor(options, name); };
    return finishReckoning(common, engine::statistics::reckonRisk(*questions, read));
}

/// What a project keeps in its headers, joined with a table of the clinic.
Result<Microdata> projectTable(Common& common, const Options& options)
{
    const auto project = openProject(common, options.table);
    if (!project)
        return project.error();
    const auto pool = makePool(common);
    auto rows = engine::journey::riskRows(**project, *pool, common.console.progress("Reading headers"));
    if (!rows)
        return rows.error();
    if (!options.linked.empty()) {
        const auto linked = readTable(options.linked);
        if (!linked)
            return linked.error();
        if (auto joined = engine::journey::join(*rows, **project, *linked, options.by); !joined)
            return joined.error();
    }
    return std::move(rows->table);
}

Result<Microdata> wantedTable(Common& common, const Options& options)
{
    if (options.table.empty())
        return Error{ErrorCode::BadArgument, "a table or a project, or --compute"};
    const bool ofProject = isProject(options.table);
    if (options.linked.empty() != options.by.empty() || (!ofProject && !options.linked.empty()))
        return Error{ErrorCode::BadArgument, "--linked and --by go together, and with a project"};
    return ofProject ? projectTable(common, options) : readTable(options.table);
}

Exit risk(Common& common, const Options& options)
{
    if (!options.compute.empty())
        return compute(common, options);
    auto table = wantedTable(common, options);
    if (table)
        table = changed(std::move(*table), options.changes);
    if (!table)
        return common.console.refuse(table.error());
    auto result = engine::statistics::assess(*table, options.wish);
    if (!result)
        return common.console.refuse(result.error());
    if (!options.prevalence.empty()) {
        auto prevalence = prevalenceJson(options);
        if (!prevalence)
            return common.console.refuse(prevalence.error());
        (*result)["prevalence_lookup"] = std::move(*prevalence);
    }
    (*result)["changes"] = options.changes;
    (*result)["valid_on"] = today();
    print(common.console, *result);
    return common.console.finish(*result, Exit::Done);
}

}

void addRiskCommand(CLI::App& program, Common& common)
{
    auto options = std::make_shared<Options>();
    auto& wish = options->wish;
    auto* command =
        addProjectCommand(program, common, "risk", "How easily the patients of a table or a project are told apart");
    command->add_option("TABLE", options->table, "CSV with a row for each patient, or a project folder")
        ->type_name("PLACE");
    command->add_option("--linked", options->linked, "Of a project: CSV of the clinic, joined to what headers keep")
        ->type_name("FILE");
    command->add_option("--by", options->by, "Its column with the original Patient IDs");
    command->add_option("--keys", wish.keys, "Columns that somebody could know, separated by commas")->delimiter(',');
    command->add_option("--change", options->changes,
                        "COLUMN:drop, :five-year-bands, :top-code-90 or :year-only, before anything is reckoned");
    command->add_option("--population", wish.population, "People the patients were taken from")
        ->check(CLI::Range(std::int64_t{1}, mostPeople));
    command->add_option("--population-sizes", wish.populationSizes, "Column: how many people have this combination");
    command->add_option("--weights", wish.weights, "Column: how many people each patient stands for");
    command->add_option("--sensitive", wish.sensitive, "Column that nobody should learn");
    command->add_option("--prevalence", options->prevalence, "Shares of people with a combination: 0.5*0.06*0.00007");
    command->add_option("--k", wish.k, "Threshold: smallest group a patient may be in")
        ->check(CLI::Range(2, 1'000'000));
    command->add_option("--compute", options->compute, "JSON with questions, as in tests/data/statistics")
        ->type_name("FILE");
    onCall(
        command, common, [&common, options] { return risk(common, *options); },
        [options] {
            return std::vector{options->table, options->compute, options->linked};
        });
}

}
