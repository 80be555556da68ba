// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"

#include "app/places.h"
#include "engine/base/atomic_file.h"
#include "engine/journey/overlap.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <sys/stat.h>
#include <unistd.h>

namespace app::cli {

namespace {

using engine::Done;
using engine::Error;
using engine::ErrorCode;
using engine::Result;

/// Before hours of work: can the result be written, and does it spoil nothing?
Done checkJsonTarget(const std::string& target, const std::vector<std::string>& places)
{
    if (target.empty() || target == "-")
        return engine::done();
    for (const auto& place : places) {
        if (auto apart = place.empty() ? engine::done() : engine::journey::checkApart(target, {place}); !apart)
            return apart;
    }
    std::error_code failure;
    const auto folder = std::filesystem::absolute(target, failure).parent_path();
    if (::access(folder.c_str(), W_OK) != 0 || std::filesystem::is_directory(target, failure))
        return Error{ErrorCode::NotWritable, target};
    return engine::done();
}

/// A script whose variable was empty: the file system library throws at such a path.
Done checkNotEmpty(const CLI::App& command)
{
    for (const auto* option : command.get_options()) {
        const bool isPlace = option->get_type_name() == "FILE" || option->get_type_name() == "DIR";
        const auto values = (isPlace || option->get_required()) ? option->results() : std::vector<std::string>{};
        if (std::find(values.begin(), values.end(), "") != values.end())
            return Error{ErrorCode::BadArgument, option->get_name() + " is empty"};
    }
    return engine::done();
}

/// An empty passphrase would leave unprotected what somebody asked to protect.
Error noPassphrase(const std::string& file)
{
    return {ErrorCode::BadArgument, "the first line holds no passphrase: " + file};
}

}

CLI::App* addCommand(CLI::App& program, Common& common, const std::string& name, const std::string& does)
{
    auto* command = program.add_subcommand(name, does);
    command->add_option("--json", common.json, "Write the machine-readable result to FILE, or - for standard output")
        ->type_name("FILE");
    command->add_option("--jobs", common.jobs, "Worker processes of each kind (default: one a core)")
        ->check(CLI::Range(1, 64));
    return command;
}

void addLinkOptions(CLI::App& command, std::string& pattern, std::string& table)
{
    command
        .add_option("--photo-ids", pattern,
                    "Patient ID in the path of a photograph: {id}/* is its folder, {id}_* its name up to _")
        ->type_name("PATTERN");
    command.add_option("--photo-table", table, "Patients of photographs: columns path,id")->type_name("CSV");
}

void addLanguagesOption(CLI::App& command, Common& common)
{
    const auto check = [](const std::string& languages) -> std::string {
        const auto installed = installedLanguages();
        for (const auto& one : CLI::detail::split(languages, '+')) {
            if (std::find(installed.begin(), installed.end(), one) != installed.end())
                continue;
            return "Tesseract has no data for " + (one.empty() ? "an empty name" : one) + " here, but for " +
                   CLI::detail::join(installed) + "; Debian has them in packages named tesseract-ocr-deu and the like";
        }
        return {};
    };
    command
        .add_option(
            "--languages", common.readerLanguages,
            "Languages of the second reader by Tesseract's names, joined by +, the likeliest first (default: eng)")
        ->check(CLI::Validator{check, ""})
        ->type_name("NAMES");
}

std::string notEmpty(const std::string& text)
{
    return text.empty() ? "it is empty: leave it out, or say something" : "";
}

CLI::App* addProjectCommand(CLI::App& program, Common& common, const std::string& name, const std::string& does)
{
    auto* command = addCommand(program, common, name, does);
    command
        ->add_option("--project-passphrase-file", common.projectPassphraseFile,
                     "File (0600) with the passphrase of a protected project, - for standard input")
        ->type_name("FILE");
    return command;
}

void onCall(CLI::App* command, Common& common, std::function<Exit()> act,
            std::function<std::vector<std::string>()> places)
{
    command->callback([command, &common, act = std::move(act), places = std::move(places)] {
        auto target = checkJsonTarget(common.json, places ? places() : std::vector<std::string>{});
        if (target)
            common.console.setJsonTarget(common.json);
        if (target)
            target = checkNotEmpty(*command);
        common.exit = target ? act() : common.console.refuse(target.error());
    });
}

std::unique_ptr<engine::pool::Pool> makePool(const Common& common)
{
    auto settings = poolSettings(common.jobs);
    settings.readerLanguages = common.readerLanguages;
    return std::make_unique<engine::pool::Pool>(settings);
}

engine::Result<std::string> readPassphrase(const std::string& file)
{
    std::string line;
    if (file == "-") {
        std::getline(std::cin, line);
        line = line.substr(0, line.find('\r'));
        return line.empty() ? Result<std::string>{noPassphrase(file)} : line;
    }
    if (file.empty())
        return Error{ErrorCode::BadArgument, "--passphrase-file is needed"};
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0)
        return engine::Error{engine::ErrorCode::NotFound, file};
    if (status.st_uid != ::geteuid() || (status.st_mode & 077U) != 0)
        return engine::Error{engine::ErrorCode::BadArgument,
                             "a passphrase file belongs to you alone (chmod 600): " + file};
    const auto bytes = engine::readFile(file, 4096);
    if (!bytes)
        return bytes.error();
    line = engine::textOf(*bytes);
    line = line.substr(0, line.find_first_of("\r\n"));
    return line.empty() ? Result<std::string>{noPassphrase(file)} : line;
}

engine::Result<std::unique_ptr<engine::journey::Project>> openProject(Common& common, const std::string& folder)
{
    const bool isProtected = engine::journey::Project::needsPassphrase(folder);
    const bool isGiven = !common.projectPassphraseFile.empty();
    std::string passphrase;
    if (isProtected && isGiven) {
        auto read = readPassphrase(common.projectPassphraseFile);
        if (!read)
            return read.error();
        passphrase = std::move(*read);
    } else if (isProtected) {
        return engine::Error{engine::ErrorCode::WrongPassphrase,
                             folder + " is protected: --project-passphrase-file is needed"};
    }
    auto project = engine::journey::Project::open(folder, passphrase, {});
    if (!project)
        return project;
    if (isGiven && !isProtected)
        return engine::Error{engine::ErrorCode::BadArgument,
                             folder + " is not protected by a passphrase; leave --project-passphrase-file out"};
    if (auto target = checkJsonTarget(common.json, engine::journey::inputsOf(**project)); !target) {
        common.console.setJsonTarget({}); // the refusal is not written there either
        return target.error();
    }
    return project;
}

}
