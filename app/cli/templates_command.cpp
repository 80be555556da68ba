// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "engine/journey/template_exchange.h"

namespace app::cli {

namespace {

using engine::ErrorCode;
using engine::Json;
using engine::journey::DeviceTemplate;
using engine::journey::Project;

struct Options {
    std::string folder, verb, file, out;
};

std::string inWords(const DeviceTemplate& device)
{
    std::string words;
    for (const auto& test : device.tests) {
        if (test.value.empty())
            continue;
        words += words.empty() ? "" : ", ";
        words += test.field + (test.isNot ? " not " : " ") +
                 (test.how == engine::journey::DeviceTest::How::Equals ? "" : Json(test.how).get<std::string>() + " ") +
                 test.value;
    }
    return words + ": " + std::to_string(device.boxes.size()) + (device.boxes.size() == 1 ? " box" : " boxes");
}

Exit list(Common& common, const Project& project)
{
    const auto all = engine::journey::knownTemplates(project);
    for (const auto& device : all)
        common.console.print(inWords(device));
    return common.console.finish(*engine::parseJson(engine::journey::toJsonText(all)), Exit::Done);
}

Exit exportTo(Common& common, const Project& project, const std::string& out)
{
    const auto written = engine::journey::writeTemplates(project, out);
    if (!written)
        return common.console.refuse(written.error());
    common.console.say(std::to_string(*written) + (*written == 1 ? " template" : " templates") + " written.");
    return common.console.finish({{"templates", *written}}, Exit::Done);
}

Exit importFrom(Common& common, Project& project, const std::string& path)
{
    const auto taken = engine::journey::takeTemplates(project, path);
    if (!taken)
        return common.console.refuse(taken.error());
    for (const auto& why : taken->notRead)
        common.console.say("Not read: " + why);
    common.console.say(std::to_string(taken->templates) + " templates kept, " + std::to_string(taken->proposed) +
                       " boxes proposed.");
    return common.console.finish(
        {{"templates", taken->templates}, {"not_read", taken->notRead}, {"proposed", taken->proposed}}, Exit::Done);
}

Exit templates(Common& common, const Options& options)
{
    if (options.file.empty() == (options.verb == "import") || options.out.empty() == (options.verb == "export"))
        return common.console.refuse(
            {ErrorCode::BadArgument, "templates import takes a file, templates export --out, templates list nothing"});
    const auto project = openProject(common, options.folder);
    if (!project)
        return common.console.refuse(project.error());
    if (options.verb == "list")
        return list(common, **project);
    return options.verb == "export" ? exportTo(common, **project, options.out)
                                    : importFrom(common, **project, options.file);
}

}

void addTemplatesCommand(CLI::App& program, Common& common)
{
    auto options = std::make_shared<Options>();
    auto* command = addProjectCommand(program, common, "templates",
                                      "Where devices write on their pictures: propose, keep, hand on");
    command->add_option("PROJECT", options->folder, "Project folder")->required();
    command->add_option("VERB", options->verb, "list, import or export")
        ->required()
        ->check(CLI::IsMember({"list", "import", "export"}));
    command->add_option("FILE", options->file, "With import: templates, or a script of CTP's DicomPixelAnonymizer");
    command->add_option("--out", options->out, "With export: file to write; it must not be there yet")
        ->type_name("FILE");
    onCall(
        command, common, [&common, options] { return templates(common, *options); },
        [options] {
            return std::vector<std::string>{options->folder, options->file, options->out};
        });
}

}
