// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"

#include "app/places.h"
#include "engine/base/atomic_file.h"

#include <iostream>
#include <sys/stat.h>
#include <unistd.h>

namespace app::cli {

CLI::App* addCommand(CLI::App& program, Common& common, const std::string& name, const std::string& does)
{
    auto* command = program.add_subcommand(name, does);
    command->add_option("--json", common.json, "Write the machine-readable result to FILE, or - for standard output")
        ->type_name("FILE");
    command->add_option("--jobs", common.jobs, "Worker processes of each kind (default: one a core)")
        ->check(CLI::Range(1, 64));
    command
        ->add_option("--project-passphrase-file", common.projectPassphraseFile,
                     "File (0600) with the passphrase of a protected project, - for standard input")
        ->type_name("FILE");
    return command;
}

void onCall(CLI::App* command, Common& common, std::function<Exit()> act)
{
    command->callback([&common, act = std::move(act)] {
        common.console.setJsonTarget(common.json);
        common.exit = act();
    });
}

std::unique_ptr<engine::pool::Pool> makePool(const Common& common)
{
    return std::make_unique<engine::pool::Pool>(poolSettings(common.jobs));
}

engine::Result<std::string> readPassphrase(const std::string& file)
{
    std::string line;
    if (file == "-") {
        std::getline(std::cin, line);
        return line;
    }
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
    return line.substr(0, line.find_first_of("\r\n"));
}

engine::Result<std::unique_ptr<engine::journey::Project>> openProject(const Common& common, const std::string& folder)
{
    std::string passphrase;
    if (!common.projectPassphraseFile.empty()) {
        auto read = readPassphrase(common.projectPassphraseFile);
        if (!read)
            return read.error();
        passphrase = std::move(*read);
    } else if (engine::journey::Project::needsPassphrase(folder)) {
        return engine::Error{engine::ErrorCode::WrongPassphrase,
                             folder + " is protected: --project-passphrase-file is needed"};
    }
    return engine::journey::Project::open(folder, passphrase, {});
}

}
