// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/report_printer.h"
#include "engine/base/atomic_file.h"
#include "engine/journey/overlap.h"
#include "engine/journey/sign.h"

#include <filesystem>

namespace app::cli {

namespace {

using engine::ErrorCode;

struct Options {
    std::string folder, format = "html", out, access = "public", contact;
};

Exit report(Common& common, const Options& options)
{
    const auto project = openProject(common, options.folder);
    if (!project)
        return common.console.refuse(project.error());
    if (auto apart = engine::journey::checkApart(options.out, engine::journey::inputsOf(**project)); !apart)
        return common.console.refuse(apart.error());
    std::error_code failure;
    if (std::filesystem::exists(options.out, failure))
        return common.console.refuse({ErrorCode::Exists, options.out});
    if ((*project)->state().signature && !options.contact.empty())
        return common.console.refuse({ErrorCode::Frozen, "the contact was signed with the rest"});
    const auto text = engine::journey::reportAsItStands(**project, options.format,
                                                        {{}, {}, {}, printPdf, {}, options.contact}, options.access);
    if (!text)
        return common.console.refuse(text.error());
    if (auto written = engine::writeFile(options.out, *text, 0644); !written)
        return common.console.refuse(written.error());
    const bool isSigned = (*project)->state().signature.has_value();
    common.console.say(isSigned ? "The report as it was signed, for " +
                                      std::string{options.access == "public" ? "everybody." : "named people only."}
                                : "A draft: nobody has signed it.");
    return common.console.finish({{"out", options.out}, {"status", isSigned ? "release" : "draft"}}, Exit::Done);
}

}

void addReportCommand(CLI::App& program, Common& common)
{
    auto options = std::make_shared<Options>();
    auto* command =
        addProjectCommand(program, common, "report", "The report as it was signed, or a draft of it as things stand");
    command->add_option("PROJECT", options->folder, "Project folder")->required();
    command->add_option("--format", options->format, "html (default), pdf or json")
        ->check(CLI::IsMember({"html", "pdf", "json"}));
    command->add_option("--out", options->out, "File that is not there yet")->required()->type_name("FILE");
    command->add_option("--access", options->access, "Of what was signed: public (default) or restricted")
        ->check(CLI::IsMember({"public", "restricted"}));
    command->add_option("--contact", options->contact, "Of a draft: whom to ask about the release")->check(notEmpty);
    onCall(
        command, common, [&common, options] { return report(common, *options); },
        [options] {
            return std::vector{options->folder, options->out};
        });
}

}
