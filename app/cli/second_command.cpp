// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/named.h"
#include "engine/journey/double_reading.h"
#include "engine/journey/sample.h"

#include <algorithm>

namespace app::cli {

namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Json;
using engine::Result;
using engine::journey::Project;
using namespace engine::review;

struct Options {
    std::string folder, verb, as, item, verdict, category, reason, seed;
    double share = 1;
};

bool isKnown(const Project& project, const std::string& id)
{
    const auto& known = project.reviewers();
    return std::any_of(known.begin(), known.end(), [&](const auto& one) { return one.id == id; });
}

/// What was said of an item; for every instance below it, and of those only the ones that are asked for.
template <class Change>
Result<std::vector<Change>> changesOf(const Project& project, const Options& options)
{
    const auto verdict = named<ItemVerdict>(options.verdict);
    const auto category =
        options.category.empty() ? Result<Category>{Category::None} : named<Category>(options.category);
    if (!verdict || !category)
        return verdict ? category.error() : verdict.error();
    if (*verdict == ItemVerdict::Skip && options.reason.empty())
        return Error{ErrorCode::BadArgument, "skip needs a reason"};
    std::vector<Change> changes;
    for (const auto* entry : project.collection().instancesBelow(options.item)) {
        if (project.state().second.asked.contains(entry->id))
            changes.push_back({entry->id, {*verdict, *category, options.reason}});
    }
    if (changes.empty())
        return Error{ErrorCode::NotFound, "item " + options.item + " is not to be read twice"};
    return changes;
}

engine::Done ask(Project& project, const Options& options)
{
    const auto seed = options.seed.empty() ? engine::journey::seedByChance(engine::systemRandom()) : options.seed;
    const auto asked = engine::journey::chooseForSecondReading(project, options.share, seed);
    return asked ? project.perform(*asked) : engine::Done{asked.error()};
}

engine::Done judge(Project& project, const Options& options)
{
    auto changes = changesOf<SecondRead::Change>(project, options);
    return changes ? project.perform(SecondRead{options.as, std::move(*changes)}) : engine::Done{changes.error()};
}

engine::Done adjudicate(Project& project, const Options& options)
{
    auto changes = changesOf<Adjudicated::Change>(project, options);
    if (!changes)
        return changes.error();
    const auto conflicts = blocksOf(project.state()).conflicts;
    std::erase_if(*changes, [&](const auto& one) {
        return std::find(conflicts.begin(), conflicts.end(), one.item) == conflicts.end();
    });
    if (changes->empty())
        return Error{ErrorCode::NotFound, "the readers do not differ about " + options.item};
    return project.perform(Adjudicated{options.as, std::move(*changes)});
}

/// What this reader is to look at, and said: nothing of what the other one said.
Json blindRows(Console& console, const Project& project, const std::string& reader)
{
    auto rows = Json::array();
    const auto& second = project.state().second;
    for (const auto& item : itemsToReadTwice(project.state())) {
        const auto read = second.read.find(item);
        const bool isRead = read != second.read.end() && !second.outdated.contains(item);
        const bool isOwn = isRead && read->second.reader == reader;
        if (isRead && !isOwn)
            continue;
        rows.push_back({{"id", item},
                        {"label", project.label(item)},
                        {"verdict", isOwn ? Json(read->second.judgement.verdict) : Json{}}});
        console.print(item + "  " + project.label(item) + "  " +
                      (isOwn ? rows.back()["verdict"].get<std::string>() : "to read"));
    }
    return rows;
}

Json conflictRows(Console& console, const Project& project)
{
    auto rows = Json::array();
    const auto& state = project.state();
    for (const auto& item : blocksOf(state).conflicts) {
        const auto& second = state.second.read.at(item);
        rows.push_back({{"id", item},
                        {"label", project.label(item)},
                        {"first", firstReading(state, item)},
                        {"second", readingOf(second.judgement.verdict)},
                        {"second_reader", second.reader}});
        console.print(item + "  " + project.label(item) + "  first: " + std::string{firstReading(state, item)} +
                      ", second: " + std::string{readingOf(second.judgement.verdict)});
    }
    return rows;
}

Json agreementJson(Console& console, const Project& project)
{
    const auto reading = engine::journey::doubleReading(project);
    if (!reading)
        return {};
    console.print(engine::release::inWords(*reading));
    for (const auto& [name, value] : engine::release::rowsOf(*reading))
        console.print(name + ": " + value);
    return *reading;
}

Exit tell(Common& common, const Project& project, const Options& options)
{
    if (options.verb == "list")
        return common.console.finish({{"items", blindRows(common.console, project, options.as)}}, Exit::Done);
    if (options.verb == "conflicts")
        return common.console.finish({{"conflicts", conflictRows(common.console, project)}}, Exit::Done);
    const auto blocks = blocksOf(project.state());
    const auto asked = itemsToReadTwice(project.state()).size();
    Json json{{"asked", asked}, {"to_read", blocks.notReadTwice.size()}};
    common.console.print(std::to_string(asked) + " images are to be read twice, " +
                         std::to_string(blocks.notReadTwice.size()) + " wait for the second reader.");
    if (options.verb != "judge") { // the second reader is told nothing of how the first one's verdicts compare
        common.console.print(std::to_string(blocks.conflicts.size()) + " wait for a third person.");
        json["conflicts"] = blocks.conflicts.size();
        json["agreement"] = agreementJson(common.console, project);
    }
    return common.console.finish(json, Exit::Done);
}

/// What a verb needs and what it has no use for.
engine::Done check(const Project& project, const Options& options)
{
    const bool judges = options.verb == "judge" || options.verb == "adjudicate";
    const bool hasVerdict = !options.item.empty() && !options.verdict.empty();
    const bool hasOther = !(options.item + options.verdict + options.category + options.reason).empty();
    if (judges ? !hasVerdict : hasOther)
        return Error{ErrorCode::BadArgument, "judge and adjudicate take --item and --verdict, the other verbs neither"};
    if ((judges || options.verb == "list") == options.as.empty())
        return Error{ErrorCode::BadArgument, "list, judge and adjudicate take --as, the other verbs do not"};
    if (options.verb != "ask" && (options.share != 1 || !options.seed.empty()))
        return Error{ErrorCode::BadArgument, "--share and --seed belong to ask"};
    if (!options.as.empty() && !isKnown(project, options.as))
        return Error{ErrorCode::NotFound, "reviewer " + options.as};
    return engine::done();
}

Exit second(Common& common, const Options& options)
{
    const auto project = openProject(common, options.folder);
    if (!project)
        return common.console.refuse(project.error());
    if (auto fits = check(**project, options); !fits)
        return common.console.refuse(fits.error());
    (*project)->setActor(options.as);
    auto performed = engine::done();
    if (options.verb == "ask")
        performed = ask(**project, options);
    else if (options.verb == "judge")
        performed = judge(**project, options);
    else if (options.verb == "adjudicate")
        performed = adjudicate(**project, options);
    if (!performed)
        return common.console.refuse(performed.error());
    return tell(common, **project, options);
}

}

void addSecondCommand(CLI::App& program, Common& common)
{
    auto options = std::make_shared<Options>();
    auto* command = addProjectCommand(program, common, "second",
                                      "Double reading: a second reader, and who decides where two differ");
    command->add_option("PROJECT", options->folder, "Project folder")->required();
    command->add_option("VERB", options->verb, "ask, list, judge, conflicts, adjudicate or show")
        ->required()
        ->check(CLI::IsMember({"ask", "list", "judge", "conflicts", "adjudicate", "show"}));
    command->add_option("--share", options->share, "ask: share of the series to read twice (default 1)");
    command->add_option("--seed", options->seed, "ask: seed of the choice (default: by chance)")->check(notEmpty);
    command->add_option("--as", options->as, "Id of the second reader, or of the third person");
    command->add_option("--item", options->item, "Item id or UID; of a series or study all its instances");
    command->add_option("--verdict", options->verdict, "clean, found, flag, skip or damaged");
    command->add_option("--category", options->category, "name, id, date, place, face or other");
    command->add_option("--reason", options->reason, "Why; skip needs one");
    onCall(
        command, common, [&common, options] { return second(common, *options); },
        [options] { return std::vector<std::string>{options->folder}; });
}

}
