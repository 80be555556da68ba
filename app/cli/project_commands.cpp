// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/rules_command.h"
#include "engine/journey/overlap.h"
#include "engine/journey/photographs.h"
#include "engine/journey/blocks.h"
#include "engine/journey/risk_rows.h"
#include "engine/journey/run.h"
#include "engine/journey/signatures.h"
#include "engine/journey/steps.h"
#include "engine/release/risk.h"

#include <filesystem>

namespace app::cli {

namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Json;
using engine::journey::Project;
using engine::study::Level;

struct Options {
    std::string folder;
    std::vector<std::string> inputs, profileOptions;
    std::string photoIds, photoTable;
    std::string level, what = "all", mode = "standard", verb = "show", profile;
};

Exit makeNew(Common& common, const Options& options)
{
    std::string passphrase;
    if (!common.projectPassphraseFile.empty()) {
        auto read = readPassphrase(common.projectPassphraseFile);
        if (!read)
            return common.console.refuse(read.error());
        passphrase = std::move(*read);
    }
    const auto project = Project::create(options.folder, passphrase, {});
    if (!project)
        return common.console.refuse(project.error());
    common.console.say(
        "Project made. " +
        std::string{passphrase.empty()
                        ? "It is not protected by a passphrase: who can read the folder can read the patients."
                        : "It opens with its passphrase only."});
    return common.console.finish({{"project", options.folder}, {"protected", !passphrase.empty()}}, Exit::Done);
}

std::string countsInWords(const std::map<engine::journey::Outcome, int>& counts)
{
    const auto of = [&](engine::journey::Outcome outcome) {
        const auto found = counts.find(outcome);
        return std::to_string(found == counts.end() ? 0 : found->second);
    };
    return of(engine::journey::Outcome::Listed) + " listed, " + of(engine::journey::Outcome::SetAside) +
           " set aside, " + of(engine::journey::Outcome::Duplicate) + " duplicates";
}

Exit import(Common& common, const Options& options)
{
    const auto project = openProject(common, options.folder);
    if (!project)
        return common.console.refuse(project.error());
    if (auto apart = engine::journey::checkApart((*project)->folder(), options.inputs); !apart)
        return common.console.refuse(apart.error());
    const auto pool = makePool(common);
    const auto links = engine::journey::linkRule(options.photoIds, options.photoTable);
    if (!links)
        return common.console.refuse(links.error());
    auto discovered = engine::journey::discover(options.inputs, *pool, common.console.progress("Reading"));
    if (!discovered && discovered.error().code == ErrorCode::Cancelled)
        common.console.say("Nothing was listed: what an import finds is taken whole or not at all.");
    if (!discovered)
        return common.console.refuse(discovered.error());
    linkPhotographs(*discovered, *links);
    const auto imported = (*project)->record(*discovered);
    if (!imported)
        return common.console.refuse(imported.error());
    std::map<engine::journey::Outcome, int> counts;
    auto rows = Json::array();
    for (const auto& one : *imported) {
        ++counts[one.outcome];
        rows.push_back({{"path", one.path}, {"outcome", one.outcome}, {"reason", one.reason}, {"item", one.item}});
        if (!one.reason.empty())
            common.console.print(Json(one.outcome).get<std::string>() + "  " + one.path + "  " + one.reason);
    }
    common.console.say(std::to_string(imported->size()) + " files: " + countsInWords(counts) + '.');
    const bool aside = counts.contains(engine::journey::Outcome::SetAside);
    return common.console.finish({{"inputs", rows}}, aside ? Exit::SetAside : Exit::Done);
}

Exit run(Common& common, const Options& options)
{
    const auto project = openProject(common, options.folder);
    if (!project)
        return common.console.refuse(project.error());
    engine::journey::RunWish wish;
    wish.textMode = options.mode;
    wish.text = options.what == "all" || options.what == "text";
    wish.faces = options.what == "all" || options.what == "face";
    wish.candidates = options.what == "all" || options.what == "profile";
    const auto pool = makePool(common);
    const auto result = engine::journey::run(**project, wish, *pool, common.console.progress("Working"));
    if (!result && result.error().code == ErrorCode::Cancelled)
        common.console.say("What was done so far is kept; the same command goes on from there.");
    if (!result)
        return common.console.refuse(result.error());
    auto aside = Json::array();
    for (const auto& [item, reason] : result->setAside) {
        aside.push_back({{"item", item}, {"reason", reason}});
        common.console.print("set_aside  " + item + "  " + reason);
    }
    const auto blocks = engine::review::blocksOf((*project)->state());
    common.console.say(std::to_string(result->textExamined) + " instances searched for text, " +
                       std::to_string(result->seriesExamined) + " series looked at for faces, " +
                       std::to_string(result->headsExamined) + " heads assessed, " +
                       std::to_string(result->candidatesBuilt) + " candidate files built; " +
                       std::to_string(blocks.openFindings.size()) + " findings are open.");
    const Json json{{"text_examined", result->textExamined},
                    {"series_examined", result->seriesExamined},
                    {"heads_examined", result->headsExamined},
                    {"candidates_built", result->candidatesBuilt},
                    {"cuts_checked", result->cutsChecked},
                    {"open_findings", blocks.openFindings.size()},
                    {"set_aside", aside}};
    return common.console.finish(json, result->setAside.empty() ? Exit::Done : Exit::SetAside);
}

int openFindingsOf(const Project& project, const std::string& id)
{
    int count = 0;
    for (const auto& [key, finding] : project.state().findings) {
        const auto* node = project.collection().node(finding.item);
        for (; node; node = project.collection().node(node->parent)) {
            if (node->id == id)
                count += engine::review::isOpen(project.state(), finding) ? 1 : 0;
            if (node->parent.empty())
                break;
        }
    }
    return count;
}

/// The verdict all instances below share, or null.
Json verdictOf(const Project& project, const std::string& id)
{
    Json common;
    bool first = true;
    for (const auto* entry : project.collection().instancesBelow(id)) {
        const Json verdict = project.state().items.at(entry->id).verdict;
        if (!first && verdict != common)
            return nullptr;
        common = verdict;
        first = false;
    }
    return common;
}

Json itemJson(const Project& project, const engine::study::Collection::Node& node)
{
    const auto below = project.collection().instancesBelow(node.id);
    const auto& instance = below.front()->instance;
    const bool single = node.level == Level::Instance;
    return {{"id", node.id},
            {"uid", node.uid},
            {"level", node.level},
            {"parent", node.parent},
            {"label", project.label(node.id)},
            {"modality", node.level >= Level::Series ? instance.modality : ""},
            {"sop_class", single ? instance.sopClassUid : ""},
            {"frames", single ? instance.frames : 0},
            {"instances", below.size()},
            {"verdict", verdictOf(project, node.id)},
            {"open_findings", openFindingsOf(project, node.id)},
            {"reason", single ? (instance.damage.empty() ? instance.cannotShow : instance.damage) : ""}};
}

Exit list(Common& common, const Options& options)
{
    const auto project = openProject(common, options.folder);
    if (!project)
        return common.console.refuse(project.error());
    auto items = Json::array();
    for (const auto level : {Level::Patient, Level::Study, Level::Series, Level::Instance}) {
        if (!options.level.empty() && Json(level) != options.level)
            continue;
        for (const auto* node : (*project)->collection().nodes(level)) {
            items.push_back(itemJson(**project, *node));
            const auto& item = items.back();
            common.console.print(node->id + "  " + item["label"].get<std::string>() + "  " +
                                 item["modality"].get<std::string>() + "  " +
                                 (item["verdict"].is_null() ? "-" : item["verdict"].get<std::string>()) + "  " +
                                 item["reason"].get<std::string>());
        }
    }
    return common.console.finish({{"items", items}}, Exit::Done);
}

/// Those that stand and those that were taken back.
Json signatureRows(Console& console, const std::vector<engine::release::SignatureTold>& signatures)
{
    auto rows = Json::array();
    for (const auto& one : signatures) {
        rows.push_back({{"signer", one.signer},
                        {"manifest_sha256", one.manifestSha256},
                        {"withdrawn", one.withdrawn.empty() ? Json{} : Json(one.withdrawn)},
                        {"reason", one.reason}});
        console.print("signature  " + one.signer.name + "  " + one.signer.meaning + "  " + one.signer.time +
                      (one.withdrawn.empty() ? "" : "  withdrawn " + one.withdrawn + "  " + one.reason));
    }
    return rows;
}

Json leftOutRows(const Project& project)
{
    auto rows = Json::array();
    for (const auto& one : project.leftOut())
        rows.push_back({{"item", one.item}, {"reason", one.reason}});
    return rows;
}

Json cutRows(const std::vector<engine::journey::OpenCut>& open)
{
    auto rows = Json::array();
    for (const auto& one : open)
        rows.push_back({{"item", one.series}, {"failures", one.failures}});
    return rows;
}

Exit status(Common& common, const Options& options)
{
    const auto project = openProject(common, options.folder);
    if (!project)
        return common.console.refuse(project.error());
    const auto blocks = engine::review::blocksOf((*project)->state());
    const auto stale = (*project)->staleCandidates();
    const bool isSigned = (*project)->state().signature.has_value();
    const auto openCuts = (*project)->openCuts();
    auto blocking = Json::array();
    for (const auto& one :
         isSigned ? std::vector<engine::journey::SigningBlock>{} : engine::journey::blocksSigning(**project)) {
        blocking.push_back({{"code", one.code}, {"count", one.count}});
        common.console.print(std::to_string(one.count) + ' ' + one.words);
    }
    common.console.print(isSigned ? "signed" : blocking.empty() ? "ready to sign" : "not ready to sign");
    const auto signatures = engine::journey::signaturesOf(**project);
    if (!signatures)
        return common.console.refuse(signatures.error());
    const Json json{{"signed", isSigned},
                    {"signatures", signatureRows(common.console, *signatures)},
                    {"protected", (*project)->isProtected()},
                    {"position", (*project)->position()},
                    {"open_findings", blocks.openFindings.size()},
                    {"against_policy", blocks.againstPolicy},
                    {"not_reviewed", blocks.notReviewed},
                    {"changed_after_judged", blocks.outdated},
                    {"unresolved", blocks.unresolved},
                    {"not_read_twice", blocks.notReadTwice},
                    {"conflicts", blocks.conflicts},
                    {"known_cases", blocks.knownCases},
                    {"risk", engine::release::riskJson(engine::journey::riskTold(**project), nullptr)["status"]},
                    {"stale_candidates", stale},
                    {"open_cuts", cutRows(openCuts)},
                    {"left_out", leftOutRows(**project)},
                    {"blocks_signing", blocking}};
    return common.console.finish(json, Exit::Done);
}

Exit profile(Common& common, const Options& options)
{
    const auto project = openProject(common, options.folder);
    if (!project)
        return common.console.refuse(project.error());
    if (options.verb == "show" && (!options.profile.empty() || !options.profileOptions.empty()))
        return common.console.refuse({ErrorCode::BadArgument, "profile show takes no name and no option"});
    if (options.verb == "set") {
        const auto rules = chosenRules(options.profile, options.profileOptions);
        if (!rules)
            return common.console.refuse(rules.error());
        if (auto performed = (*project)->perform(engine::journey::eventOf(*rules)); !performed)
            return common.console.refuse(performed.error());
    }
    const auto rules = engine::journey::rulesOf((*project)->state());
    common.console.print("profile " + rules.profile);
    for (const auto& option : rules.options)
        common.console.print("option  " + option);
    Json json{{"profile", rules.profile}, {"options", rules.options}, {"edition", engine::profile::edition}};
    if (!rules.siteRules.name.empty()) {
        common.console.print("site    " + rules.siteRules.name + ", " + std::to_string(rules.siteRules.rules.size()) +
                             " rules");
        json["site_rules"] = {{"name", rules.siteRules.name}, {"rules", rules.siteRules.rules.size()}};
    }
    return common.console.finish(json, Exit::Done);
}

}

void addProjectCommands(CLI::App& program, Common& common)
{
    const auto add = [&](const std::string& name, const std::string& does, Exit (*act)(Common&, const Options&)) {
        auto options = std::make_shared<Options>();
        auto* command = addProjectCommand(program, common, name, does);
        command->add_option("PROJECT", options->folder, "Project folder")->required();
        onCall(
            command, common, [&common, options, act] { return act(common, *options); },
            [options] {
                auto places = options->inputs;
                places.push_back(options->folder);
                return places;
            });
        return std::pair{command, options};
    };
    add("new", "Make a project folder, sealed with a fresh key", makeNew);
    const auto [importing, importOptions] =
        add("import", "List files, folders, archives and DICOMDIRs in a project", import);
    importing->add_option("INPUT", importOptions->inputs, "File, folder, ZIP, TAR or DICOMDIR")->required();
    addLinkOptions(*importing, importOptions->photoIds, importOptions->photoTable);
    const auto [running, runOptions] =
        add("run", "Search for text and faces, build candidate files; goes on where it stopped", run);
    running->add_option("WHAT", runOptions->what, "text, face, profile or all")
        ->check(CLI::IsMember({"text", "face", "profile", "all"}));
    running->add_option("--mode", runOptions->mode, "How hard to look for text: quick, standard or max")
        ->check(CLI::IsMember({"quick", "standard", "max"}));
    addLanguagesOption(*running, common);
    const auto [listing, listOptions] =
        add("list", "Patients, studies, series and instances with their verdicts", list);
    listing->add_option("--level", listOptions->level, "One level only")
        ->check(CLI::IsMember({"patient", "study", "series", "instance"}));
    add("status", "What stands between here and a signature", status);
    const auto [choosing, profileOptions] = add("profile", "Show or choose the de-identification rules", profile);
    choosing->add_option("VERB", profileOptions->verb, "show or set")->check(CLI::IsMember({"show", "set"}));
    choosing->add_option("NAME", profileOptions->profile, "Profile or file of site rules, with set");
    choosing->add_option("--option", profileOptions->profileOptions, "Further option of PS3.15 Annex E, repeatable");
}

}
