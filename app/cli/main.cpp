// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/crosswalk_command.h"
#include "app/cli/rules_command.h"
#include "engine/base/start.h"

int main(int argc, char** argv)
{
    if (!engine::startProcess())
        return static_cast<int>(app::cli::Exit::Refused);
    app::cli::Common common;
    CLI::App program{
        "Safelight: take identity out of medical images, look at what is left, and put your name under it.",
        "safelight-cli"};
    program.set_version_flag("--version", "safelight-cli " SAFELIGHT_VERSION);
    program.require_subcommand(1);
    program.get_formatter()->column_width(34);
    app::cli::addOneShotCommands(program, common);
    app::cli::addLookCommands(program, common);
    app::cli::addRulesCommand(program, common);
    app::cli::addProjectCommands(program, common);
    app::cli::addReviewCommands(program, common);
    app::cli::addTemplatesCommand(program, common);
    app::cli::addReleaseCommands(program, common);
    app::cli::addScoreCommand(program, common);
    app::cli::addPolicyCommand(program, common);
    app::cli::addSecondCommand(program, common);
    app::cli::addCasesCommand(program, common);
    app::cli::addSampleCommand(program, common);
    app::cli::addRiskCommand(program, common);
    app::cli::addCheckCommand(program, common);
    app::cli::addReportCommand(program, common);
    app::cli::addCrosswalkCommand(program, common);
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const bool asked = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success);
        program.exit(error);
        return static_cast<int>(asked ? app::cli::Exit::Done : app::cli::Exit::Refused);
    }
    return static_cast<int>(common.exit);
}
