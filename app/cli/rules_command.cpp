// SPDX-License-Identifier: Apache-2.0
#include "app/cli/rules_command.h"

#include "engine/base/atomic_file.h"
#include "engine/profile/rules.h"
#include "engine/profile/site_import.h"
#include "engine/profile/site_rules_yaml.h"

#include <algorithm>
#include <filesystem>
#include <sstream>

namespace app::cli {

namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Json;
using engine::profile::Imported;
using engine::profile::ImportOutcome;
using engine::profile::SiteRules;

struct Options {
    std::string verb, file, out, format;
};

bool isShipped(const std::string& name)
{
    const auto& names = engine::profile::shippedProfileNames();
    return std::find(names.begin(), names.end(), name) != names.end();
}

Json summary(const SiteRules& rules)
{
    return {{"name", rules.name},
            {"based_on", rules.basedOn},
            {"options", rules.options},
            {"rules", rules.rules.size()},
            {"safe_private", rules.safePrivate.size()}};
}

Exit checkFile(Common& common, const Options& options)
{
    const auto bytes = engine::readFile(options.file, engine::profile::longestRulesFile);
    if (!bytes)
        return common.console.refuse(bytes.error());
    const auto reading = engine::profile::readSiteRules(engine::textOf(*bytes));
    auto faults = Json::array();
    for (const auto& fault : reading.faults) {
        faults.push_back({{"line", fault.line}, {"column", fault.column}, {"words", fault.words}});
        common.console.print(options.file + ':' + std::to_string(fault.line) + ':' + std::to_string(fault.column) +
                             ": " + fault.words);
    }
    if (!reading.faults.empty()) {
        const auto& first = reading.faults.front();
        const auto place = options.file + ':' + std::to_string(first.line) + ':' + std::to_string(first.column);
        common.console.say(std::to_string(reading.faults.size()) + (reading.faults.size() == 1 ? " fault" : " faults") +
                           ": not used by any command as it is.");
        return common.console.finish({{"error", {{"code", "bad-argument"}, {"place", place}}}, {"faults", faults}},
                                     Exit::Refused);
    }
    auto json = summary(reading.rules);
    json["faults"] = faults;
    common.console.say(reading.rules.name + ": " + std::to_string(reading.rules.rules.size()) + " rules, based on " +
                       reading.rules.basedOn + ". Nothing wrong in it.");
    return common.console.finish(json, Exit::Done);
}

/// Written for the first time, never over something.
engine::Done writeNew(const std::string& path, const std::string& text)
{
    auto file = engine::AtomicFile::create(path, false, 0644);
    if (!file)
        return file.error();
    if (auto written = file->write(engine::viewOf(text)); !written)
        return written;
    return file->commit(engine::Durability::Now);
}

std::string countsInWords(const std::map<ImportOutcome, int>& counts)
{
    const auto of = [&](ImportOutcome outcome) {
        const auto found = counts.find(outcome);
        return std::to_string(found == counts.end() ? 0 : found->second);
    };
    return of(ImportOutcome::Translated) + " lines say the same, " + of(ImportOutcome::Changed) +
           " say it differently, " + of(ImportOutcome::Inactive) + " did nothing there either, " +
           of(ImportOutcome::NotTranslated) + " have no place here";
}

Exit importFile(Common& common, const Options& options)
{
    if (options.out.empty())
        return common.console.refuse({ErrorCode::BadArgument, "--out is needed"});
    const auto bytes = engine::readFile(options.file, engine::profile::longestRulesFile);
    if (!bytes)
        return common.console.refuse(bytes.error());
    const auto imported = engine::profile::importRules(engine::textOf(*bytes), options.format);
    if (!imported)
        return common.console.refuse({imported.error().code, options.file + ": " + imported.error().where});
    if (auto written = writeNew(options.out, engine::profile::toYaml(*imported)); !written)
        return common.console.refuse(written.error());
    std::map<ImportOutcome, int> counts;
    for (const auto& line : imported->lines) {
        ++counts[line.outcome];
        const bool isSaid = line.outcome == ImportOutcome::NotTranslated || line.outcome == ImportOutcome::Changed;
        if (isSaid)
            common.console.print("line " + std::to_string(line.line) + "  " + Json(line.outcome).get<std::string>() +
                                 "  " + line.words + "  [" + line.source + "]");
    }
    common.console.say(countsInWords(counts) + ". Read the rules before you use them: docs/site-rules.md.");
    auto json = summary(imported->rules);
    json["format"] = imported->format;
    json["lines"] = imported->lines;
    const bool isWhole = counts[ImportOutcome::NotTranslated] == 0;
    return common.console.finish(json, isWhole ? Exit::Done : Exit::SetAside);
}

Exit showProfile(Common& common, const Options& options)
{
    if (!isShipped(options.file))
        return common.console.refuse({ErrorCode::BadArgument, "no shipped profile: " + options.file});
    SiteRules rules;
    rules.name = "As " + options.file;
    rules.basedOn = options.file;
    std::string head = "# " + options.file + " stands for the Basic Profile of PS3.15 Annex E";
    for (const auto& option : engine::profile::choiceOf({options.file, {}}).options)
        head += (head.find(" and") == std::string::npos ? " and\n#   " : "\n#   ") + std::string{option.name};
    const auto text = head + '\n' + engine::profile::toYaml(rules) + "rules: []\n";
    if (!options.out.empty()) {
        if (auto written = writeNew(options.out, text); !written)
            return common.console.refuse(written.error());
    } else {
        std::istringstream lines{text};
        for (std::string line; std::getline(lines, line);)
            common.console.print(line);
    }
    return common.console.finish(summary(rules), Exit::Done);
}

Exit act(Common& common, const Options& options)
{
    if (options.verb == "check")
        return checkFile(common, options);
    return options.verb == "import" ? importFile(common, options) : showProfile(common, options);
}

}

engine::Result<engine::profile::Rules> chosenRules(const std::string& profile, const std::vector<std::string>& options)
{
    if (profile.empty())
        return engine::Error{engine::ErrorCode::BadArgument, "a profile is chosen by its name or its file"};
    engine::profile::Rules rules{profile, options};
    std::error_code failure;
    if (!isShipped(profile) && std::filesystem::is_regular_file(profile, failure)) {
        auto site = engine::profile::siteRulesFromFile(profile);
        if (!site)
            return site.error();
        rules = engine::profile::rulesWith(std::move(*site), options);
    }
    if (auto legal = engine::profile::check(rules); !legal)
        return legal.error();
    return rules;
}

void addRulesCommand(CLI::App& program, Common& common)
{
    auto options = std::make_shared<Options>();
    auto* command =
        addCommand(program, common, "rules",
                   "Check a file of site rules, read in other programs' rules, show a profile as such a file");
    command->add_option("VERB", options->verb, "check, import or show")
        ->required()
        ->check(CLI::IsMember({"check", "import", "show"}));
    command->add_option("FILE", options->file, "File of rules; a script of CTP, deid or dicom-anonymizer; a profile")
        ->required();
    command->add_option("--out", options->out, "File of rules to write, with import and show; not over another")
        ->type_name("FILE");
    command->add_option("--format", options->format, "What import reads, where it cannot be seen: ctp, deid or kitware")
        ->check(CLI::IsMember({"ctp", "deid", "kitware"}));
    onCall(
        command, common, [&common, options] { return act(common, *options); },
        [options] {
            return std::vector<std::string>{options->verb == "show" ? "" : options->file, options->out};
        });
}

}
