// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/named.h"
#include "engine/journey/known_cases.h"
#include "engine/journey/sample.h"

#include <algorithm>
#include <optional>

namespace app::cli {

namespace {

using engine::Done;
using engine::Error;
using engine::ErrorCode;
using engine::Json;
using engine::journey::Project;
using namespace engine::review;

struct Options {
    std::string folder, verb, as, verdict, seed;
    std::vector<std::string> cases;
    std::optional<double> share;
    std::optional<std::int64_t> count;
};

bool isKnown(const Project& project, const std::string& id)
{
    const auto& known = project.reviewers();
    return std::any_of(known.begin(), known.end(), [&](const auto& one) { return one.id == id; });
}

Done plant(Common& common, Project& project, const Options& options)
{
    const auto seed = options.seed.empty() ? engine::journey::seedByChance(engine::systemRandom()) : options.seed;
    engine::journey::CasesWish wish{options.as, seed};
    wish.share = options.share.value_or(wish.share);
    wish.least = options.count.value_or(wish.least);
    const auto order = engine::journey::orderCases(project, wish);
    if (!order)
        return order.error();
    const auto pool = makePool(common);
    const auto planted = engine::journey::makeCases(*order, *pool, common.console.progress("cases"));
    return planted ? project.perform(*planted) : Done{planted.error()};
}

Done check(Project& project, const Options& options)
{
    const auto& known = project.state().known;
    const bool isNew = !known.cases.empty() && options.as != known.plantedBy && !known.shownTo.contains(options.as);
    if (options.cases.empty()) // the list tells what was planted: who sees it does not read afterwards
        return isNew ? project.perform(CasesChecked{options.as, {}}) : engine::done();
    const auto fitness = named<Fitness>(options.verdict);
    if (!fitness || *fitness == Fitness::Unchecked)
        return Error{ErrorCode::BadArgument, "--verdict is fits or unfit"};
    CasesChecked event{options.as, {}};
    for (const auto& [id, one] : project.state().known.cases) {
        if (options.cases.front() == "all")
            event.changes.push_back({id, *fitness});
    }
    for (const auto& id : options.cases) {
        if (id != "all")
            event.changes.push_back({id, *fitness});
    }
    return project.perform(event);
}

/// For the second person, who has to know what was planted.
Json checkRows(Console& console, const Project& project)
{
    auto rows = Json::array();
    const auto& known = project.state().known;
    for (const auto& [id, one] : known.cases) {
        const auto found = known.checks.find(id);
        const auto fitness = found == known.checks.end() ? Fitness::Unchecked : found->second.fitness;
        rows.push_back({{"id", id},
                        {"kind", one.kind},
                        {"carrier", one.carrier},
                        {"label", project.label(one.carrier)},
                        {"practice", one.isPractice},
                        {"category", one.category},
                        {"words", one.words},
                        {"place", one.place},
                        {"box", one.kind == CaseKind::Pixels ? Json(one.box) : Json{}},
                        {"level", one.level},
                        {"on_all", one.isOnAll},
                        {"fitness", fitness}});
        console.print(id + "  " + project.label(one.carrier) + "  " + Json(one.kind).get<std::string>() + "  " +
                      one.words + (one.place.empty() ? "" : "  in " + one.place) +
                      (fitness == Fitness::Unchecked ? "  to check" : "  " + Json(fitness).get<std::string>()));
    }
    return rows;
}

/// What a reader is to judge, with `decide`: nothing of what was planted.
Json blindRows(Console& console, const Project& project, const std::string& reader)
{
    auto rows = Json::array();
    const auto& known = project.state().known;
    const auto answers = known.answers.find(reader);
    for (const auto& [id, one] : known.cases) {
        if (!isShown(known, id) || !mayRead(known, reader))
            continue;
        const bool isJudged = answers != known.answers.end() && answers->second.contains(id);
        rows.push_back({{"id", id},
                        {"label", project.label(one.carrier)},
                        {"practice", one.isPractice},
                        {"verdict", isJudged ? Json(answers->second.at(id).judgement.verdict) : Json{}}});
        console.print(id + "  " + project.label(one.carrier) + "  " +
                      (isJudged ? rows.back()["verdict"].get<std::string>() : "to read"));
    }
    return rows;
}

Exit tell(Common& common, const Project& project, const Options& options)
{
    const auto& known = project.state().known;
    if (options.verb == "read")
        return common.console.finish({{"items", blindRows(common.console, project, options.as)}}, Exit::Done);
    const auto fits = std::count_if(known.checks.begin(), known.checks.end(),
                                    [](const auto& one) { return one.second.fitness == Fitness::Fits; });
    Json json{{"planted", known.cases.size()}, {"checked", known.checks.size()}, {"fit", fits}};
    common.console.print(std::to_string(known.cases.size()) + " known cases and practice items in the project, " +
                         std::to_string(known.checks.size()) + " checked, " + std::to_string(fits) + " fit.");
    if (options.verb == "plant" && static_cast<std::int64_t>(known.cases.size()) < engine::release::fewestCases)
        common.console.say("Fewer than " + std::to_string(engine::release::fewestCases) +
                           " say little about a reader: the bound on what is overlooked will be wide.");
    if (options.verb == "check")
        json["cases"] = checkRows(common.console, project);
    if (options.verb == "score" || options.verb == "remove") {
        const auto scored = engine::journey::knownCases(project);
        if (!scored && scored.error().code != ErrorCode::NotFound)
            return common.console.refuse(scored.error());
        json["score"] = scored ? Json(*scored) : Json{};
        common.console.print(scored ? engine::release::inWords(*scored) : "No known case was judged yet.");
        for (const auto& [name, value] :
             scored ? engine::release::rowsOf(*scored) : std::vector<std::pair<std::string, std::string>>{})
            common.console.print(name + ": " + value);
    }
    return common.console.finish(json, Exit::Done);
}

/// What a verb needs and what it has no use for.
Done checkOptions(const Project& project, const Options& options)
{
    const bool needsPerson = options.verb == "plant" || options.verb == "check" || options.verb == "read";
    if (needsPerson == options.as.empty())
        return Error{ErrorCode::BadArgument, "plant, check and read take --as, the other verbs do not"};
    if (options.verb != "plant" && (options.share || options.count || !options.seed.empty()))
        return Error{ErrorCode::BadArgument, "--share, --count and --seed belong to plant"};
    if (options.cases.empty() != options.verdict.empty() || (options.verb != "check" && !options.cases.empty()))
        return Error{ErrorCode::BadArgument, "--case and --verdict go together, with check"};
    if (!options.as.empty() && !isKnown(project, options.as))
        return Error{ErrorCode::NotFound, "reviewer " + options.as};
    return engine::done();
}

Exit cases(Common& common, const Options& options)
{
    const auto project = openProject(common, options.folder);
    if (!project)
        return common.console.refuse(project.error());
    if (auto fits = checkOptions(**project, options); !fits)
        return common.console.refuse(fits.error());
    (*project)->setActor(options.as);
    auto performed = engine::done();
    if (options.verb == "plant")
        performed = plant(common, **project, options);
    else if (options.verb == "check")
        performed = check(**project, options);
    else if (options.verb == "remove")
        performed = (*project)->perform(CasesRemoved{});
    return performed ? tell(common, **project, options) : common.console.refuse(performed.error());
}

}

void addCasesCommand(CLI::App& program, Common& common)
{
    auto options = std::make_shared<Options>();
    auto* command = addProjectCommand(program, common, "cases", "Known cases: planted leaks that measure the reader");
    command->add_option("PROJECT", options->folder, "Project folder")->required();
    command->add_option("VERB", options->verb, "plant, check, read, score or remove")
        ->required()
        ->check(CLI::IsMember({"plant", "check", "read", "score", "remove"}));
    command->add_option("--as", options->as, "Id of who plants, of the second person who checks, or of the reader");
    command->add_option("--share", options->share,
                        "plant: cases for so many of the series to be judged (default 0.05)");
    command->add_option("--count", options->count, "plant: and never fewer than so many (default 30)")
        ->check(CLI::Range(1, 10000));
    command->add_option("--seed", options->seed, "plant: text that fixes the choice (default: by chance)")
        ->check(notEmpty);
    command->add_option("--case", options->cases, "check: case ids, or all");
    command->add_option("--verdict", options->verdict, "check: fits or unfit");
    onCall(
        command, common, [&common, options] { return cases(common, *options); },
        [options] { return std::vector<std::string>{options->folder}; });
}

}
