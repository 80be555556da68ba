// SPDX-License-Identifier: Apache-2.0
#include "app/cli/crosswalk_command.h"

#include "engine/journey/crosswalk_file.h"

namespace app::cli {

namespace {

using engine::ErrorCode;
using engine::Result;
using engine::journey::CrosswalkWritten;

struct Options {
    std::string place, verb, file, out, passphraseFile;
};

std::string counted(std::size_t number, const std::string& one, const std::string& many)
{
    return std::to_string(number) + ' ' + (number == 1 ? one : many);
}

Exit tell(Common& common, const Result<CrosswalkWritten>& written, const std::string& words)
{
    if (!written)
        return common.console.refuse(written.error());
    common.console.say(words + ' ' + counted(written->patients, "patient", "patients") + ", " +
                       counted(written->rows, "name", "names") +
                       " in all. SHA-256 of the sealed file: " + written->sha256 + '.');
    return common.console.finish({{"sha256", written->sha256},
                                  {"key_id", written->keyId},
                                  {"patients", written->patients},
                                  {"rows", written->rows}},
                                 Exit::Done);
}

Exit inProject(Common& common, const Options& options, const std::string& passphrase)
{
    const auto project = openProject(common, options.place);
    if (!project)
        return common.console.refuse(project.error());
    if (options.verb == "export")
        return tell(common, engine::journey::exportCrosswalk(**project, options.out, passphrase),
                    "Sealed. Who has the file and the passphrase can tell who is who: keep them apart.");
    return tell(common, engine::journey::importCrosswalk(**project, options.file, passphrase),
                "From now on this project gives the names of the one that the file comes from, under its rules.");
}

Exit crosswalk(Common& common, const Options& options)
{
    const bool isImport = options.verb == "import";
    if (options.file.empty() == isImport || options.out.empty() != isImport)
        return common.console.refuse({ErrorCode::BadArgument, "crosswalk P export --out FILE, crosswalk P import FILE, "
                                                              "or crosswalk FILE table --out CSV"});
    const auto passphrase = readPassphrase(options.passphraseFile);
    if (!passphrase)
        return common.console.refuse(passphrase.error());
    if (options.verb == "table")
        return tell(common, engine::journey::writeCrosswalkTable(options.place, *passphrase, options.out),
                    "Written. The table says who is who, and nothing protects it but its permissions.");
    return inProject(common, options, *passphrase);
}

}

void addCrosswalkCommand(CLI::App& program, Common& common)
{
    auto options = std::make_shared<Options>();
    auto* command = addProjectCommand(program, common, "crosswalk",
                                      "New names for a second batch, and the table of who is who, in a sealed file");
    command->add_option("PLACE", options->place, "Project folder; with table the sealed file")->required();
    command->add_option("VERB", options->verb, "export, import or table")
        ->required()
        ->check(CLI::IsMember({"export", "import", "table"}));
    command->add_option("FILE", options->file, "With import: the sealed file; the project is an empty one");
    command
        ->add_option("--out", options->out, "With export the sealed file, with table a CSV; it must not be there yet")
        ->type_name("FILE");
    command
        ->add_option("--passphrase-file", options->passphraseFile,
                     "Passphrase of the sealed file; - asks on standard input")
        ->type_name("FILE");
    onCall(
        command, common, [&common, options] { return crosswalk(common, *options); },
        [options] {
            return std::vector<std::string>{options->place, options->file, options->out, options->passphraseFile};
        });
}

}
