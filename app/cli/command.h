// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/console.h"
#include "engine/journey/project.h"
#include "engine/pool/pool.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace app::cli {

/// What all commands share.
struct Common {
    Console console;
    std::string json;
    int jobs = 0;
    std::string readerLanguages = "eng";
    std::string projectPassphraseFile;
    Exit exit = Exit::Done; ///< set by the command that ran
};

/// Adds a command with the options that every command has.
CLI::App* addCommand(CLI::App& program, Common& common, const std::string& name, const std::string& does);
/// For options whose text may not be empty.
std::string notEmpty(const std::string& text);
/// One that opens or makes a project, which may be protected.
CLI::App* addProjectCommand(CLI::App& program, Common& common, const std::string& name, const std::string& does);
/// What the command does when it is given; its exit code becomes the program's. `places` are the inputs, folders and
/// keys the command was given: the JSON result, which is private, may not lie in or on one of them.
void onCall(CLI::App* command, Common& common, std::function<Exit()> act,
            std::function<std::vector<std::string>()> places = {});

/// `--photo-ids` and `--photo-table`: how photographs find their patient.
void addLinkOptions(CLI::App& command, std::string& pattern, std::string& table);

/// `--languages`: of the second reader of burned-in text; refused when one is not installed.
void addLanguagesOption(CLI::App& command, Common& common);

/// The pool for this command, `--jobs` of each kind.
std::unique_ptr<engine::pool::Pool> makePool(const Common& common);
/// First line of a file that only its owner may read (0600), or of standard input for "-".
engine::Result<std::string> readPassphrase(const std::string& file);
/// BadArgument too for a passphrase that is given and not needed: somebody believes that the project is protected.
engine::Result<std::unique_ptr<engine::journey::Project>> openProject(Common& common, const std::string& folder);

/// One function a group of commands; each adds its own to the program.
void addOneShotCommands(CLI::App& program, Common& common);  ///< deidentify dicomize text redact
void addLookCommands(CLI::App& program, Common& common);     ///< inspect face verify doctor
void addProjectCommands(CLI::App& program, Common& common);  ///< new import run list status profile
void addReviewCommands(CLI::App& program, Common& common);   ///< findings decide box undo
void addTemplatesCommand(CLI::App& program, Common& common); ///< templates
void addReleaseCommands(CLI::App& program,
                        Common& common);                  ///< reviewer sign release withdraw reopen journal public-key
void addScoreCommand(CLI::App& program, Common& common);  ///< score
void addSampleCommand(CLI::App& program, Common& common); ///< sample
void addPolicyCommand(CLI::App& program, Common& common); ///< policy
void addCheckCommand(CLI::App& program, Common& common);  ///< check
void addRiskCommand(CLI::App& program, Common& common);   ///< risk
void addSecondCommand(CLI::App& program, Common& common); ///< second
void addCasesCommand(CLI::App& program, Common& common);  ///< cases
void addReportCommand(CLI::App& program, Common& common);

}
