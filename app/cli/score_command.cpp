// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "engine/score/score.h"

#include <cmath>

namespace app::cli {

namespace {

using engine::Json;
using engine::score::Outcome;
using engine::score::Tally;

/// Passed of those that could be judged, cut (never rounded up to 1) to six digits.
double shareOf(const Tally& tally)
{
    const auto judged = tally.passed + tally.failed;
    constexpr double digits = 1e6;
    return judged == 0 ? 1.0
                       : std::floor(digits * static_cast<double>(tally.passed) / static_cast<double>(judged)) / digits;
}

Json tallyJson(const Tally& tally)
{
    return {{"checks", tally.checks},
            {"passed", tally.passed},
            {"failed", tally.failed},
            {"not_judged", tally.notJudged},
            {"score", shareOf(tally)}};
}

Json talliesJson(const std::map<std::string, Tally>& tallies)
{
    auto json = Json::object();
    for (const auto& [name, tally] : tallies)
        json[name] = tallyJson(tally);
    return json;
}

Json faultJson(const engine::score::ScoredCheck& fault)
{
    return {{"id", fault.id},
            {"file", fault.file},
            {"output", fault.output},
            {"place", fault.place},
            {"action", engine::score::nameOf(fault.demand)},
            {"categories", fault.categories},
            {"expected", fault.expected},
            {"found", fault.found},
            {"reason", fault.reason}};
}

Json scoreJson(const engine::score::Score& score)
{
    auto json = tallyJson(score.total);
    json["by_action"] = talliesJson(score.byDemand);
    json["by_category"] = talliesJson(score.byCategory);
    json["files"] = {{"in_result", score.filesInResult},
                     {"unreadable", score.filesUnreadable},
                     {"without_checks", score.filesUnknown},
                     {"subjects", score.subjects},
                     {"missing", score.subjectsMissing}};
    json["failed_checks"] = Json::array();
    json["not_judged_checks"] = Json::array();
    for (const auto& fault : score.faults)
        json[fault.outcome == Outcome::Failed ? "failed_checks" : "not_judged_checks"].push_back(faultJson(fault));
    return json;
}

std::string inWords(const std::string& name, const Tally& tally)
{
    return name + ": " + std::to_string(tally.passed) + " of " + std::to_string(tally.checks) + " passed, " +
           std::to_string(tally.failed) + " failed, " + std::to_string(tally.notJudged) + " not judged";
}

/// Places and reasons only: the values stand in the JSON result, which is private.
void print(Console& console, const engine::score::Score& score)
{
    for (const auto& fault : score.faults)
        console.print((fault.outcome == Outcome::Failed ? "failed  " : "not judged  ") + fault.id + "  " +
                      std::string{engine::score::nameOf(fault.demand)} + "  " + fault.place + "  " + fault.output +
                      "  " + fault.reason);
    for (const auto& [name, tally] : score.byDemand)
        console.say(inWords(name, tally));
    console.say(inWords("All", score.total));
}

Exit score(Common& common, const engine::score::ScoreWish& wish)
{
    const auto pool = makePool(common);
    const auto result = engine::score::scoreResult(wish, *pool, common.console.progress("Scoring"));
    if (!result)
        return common.console.refuse(result.error());
    print(common.console, *result);
    const bool isPerfect = result->total.passed == result->total.checks;
    return common.console.finish(scoreJson(*result), isPerfect ? Exit::Done : Exit::Fault);
}

}

void addScoreCommand(CLI::App& program, Common& common)
{
    auto wish = std::make_shared<engine::score::ScoreWish>();
    auto* command = addCommand(program, common, "score", "Score a result against an answer key");
    command->add_option("--key", wish->key, "Answer key: our TSV, or SQLite as MIDI-B has it")
        ->required()
        ->type_name("FILE");
    command->add_option("--maps", wish->maps, "Folder with the maps that `deidentify --maps` wrote")
        ->required()
        ->type_name("DIR");
    command->add_option("--inputs", wish->inputs, "The originals, for pixels_retained of a TSV key")->type_name("DIR");
    command->add_option("--overrides", wish->overrides, "What a person saw: CSV `id,passed` with 0 or 1")
        ->type_name("CSV");
    command->add_option("OUT", wish->result, "The result to judge")->required()->type_name("DIR");
    onCall(
        command, common, [&common, wish] { return score(common, *wish); },
        [wish] {
            return std::vector{wish->key, wish->maps, wish->inputs, wish->overrides, wish->result};
        });
}

}
