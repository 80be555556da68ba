// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "engine/journey/policy.h"

#include <array>

namespace app::cli {

namespace {

using engine::ErrorCode;
using engine::Json;
using engine::journey::Project;

struct Options {
    std::string folder, verb;
    engine::review::PolicyStated policy{0.05, 0.95, {}, 0, "maximum", {}};
    engine::review::PublicSearch search;
};

constexpr std::array ofSet{"--tolerate", "--confidence", "--faces", "--smallest-group", "--metric", "--reason"};
constexpr std::array ofSearch{"--by", "--on", "--where", "--result"};

/// The first option that was given and that the verb has no use for; empty when there is none.
std::string uselessOption(const CLI::App& command, const std::string& verb)
{
    for (const auto* name : ofSet) {
        if (verb != "set" && command.count(name) > 0)
            return name;
    }
    for (const auto* name : ofSearch) {
        if (verb != "search" && command.count(name) > 0)
            return name;
    }
    return {};
}

Exit tell(Common& common, const Project& project)
{
    const auto policies = engine::journey::policiesOf(project);
    if (!policies)
        return common.console.refuse(policies.error());
    const auto& searches = project.state().searches;
    for (const auto& sentence : engine::release::policyInWords(*policies))
        common.console.print(sentence);
    for (const auto& sentence : engine::release::searchesInWords(searches))
        common.console.print(sentence);
    return common.console.finish({{"policies", engine::release::policiesJson(*policies)},
                                  {"public_searches", engine::release::searchesJson(searches)}},
                                 Exit::Done);
}

engine::Done performed(Project& project, const Options& options)
{
    if (options.verb == "show")
        return engine::done();
    if (options.verb == "set")
        return project.perform(options.policy);
    if (options.verb != "search")
        return engine::Error{ErrorCode::BadArgument, "policy PROJECT show, set or search"};
    engine::review::PublicSearchTold told{project.state().searches};
    told.searches.push_back(options.search);
    return project.perform(told);
}

Exit runPolicy(Common& common, const CLI::App& command, const Options& options)
{
    if (const auto name = uselessOption(command, options.verb); !name.empty())
        return common.console.refuse({ErrorCode::BadArgument, name + " says nothing to policy " + options.verb});
    const auto project = openProject(common, options.folder);
    if (!project)
        return common.console.refuse(project.error());
    if (auto done = performed(**project, options); !done)
        return common.console.refuse(done.error());
    return tell(common, **project);
}

}

void addPolicyCommand(CLI::App& program, Common& common)
{
    auto options = std::make_shared<Options>();
    auto* command =
        addProjectCommand(program, common, "policy", "What the review is held to, stated before anybody looks");
    command->add_option("PROJECT", options->folder, "Project folder")->required();
    command->add_option("VERB", options->verb, "show, set or search")->required();
    auto& policy = options->policy;
    command->add_option("--tolerate", policy.tolerate, "Rate of leaks that must not go unnoticed (default 0.05)");
    command->add_option("--confidence", policy.confidence, "Default 0.95");
    command->add_option("--faces", policy.faces, "none (no face is kept) or restricted (kept ones for named people)");
    command->add_option("--smallest-group", policy.smallestGroup, "Fewest patients alike in what is kept about them");
    command->add_option("--metric", policy.metric, "What the group is held against: maximum (default) or average");
    command->add_option("--reason", policy.reason, "Why so; printed in the report");
    command->add_option("--by", options->search.by, "Of search, printed in the report: who searched");
    command->add_option("--on", options->search.on, "Of search: when");
    command->add_option("--where", options->search.where, "Of search: where");
    command->add_option("--result", options->search.result, "Of search: what came out");
    onCall(
        command, common, [&common, command, options] { return runPolicy(common, *command, *options); },
        [options] { return std::vector{options->folder}; });
}

}
