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
    const auto all = engine::journey::allTemplates(project);
    auto result = *engine::parseJson(engine::journey::toJsonText(all));
    for (std::size_t at = 0; at < all.size(); ++at) {
        const auto id = engine::journey::idOf(all[at]);
        const bool isRemoved = engine::journey::isRemoved(project, all[at]);
        result["templates"][at]["id"] = id;
        if (isRemoved)
            result["templates"][at]["removed"] = true;
        common.console.print(id + "  " + inWords(all[at]) + (isRemoved ? "; taken away" : ""));
    }
    return common.console.finish(result, Exit::Done);
}

Exit setRemoved(Common& common, Project& project, const Options& options)
{
    const bool isRemoval = options.verb == "remove";
    const auto set = isRemoval ? engine::journey::removeTemplate(project, options.file)
                               : engine::journey::restoreTemplate(project, options.file);
    if (!set)
        return common.console.refuse(set.error());
    common.console.say(isRemoval ? "Taken away: it proposes nothing from now on. Boxes that it proposed before stay, "
                                   "and those that are undecided wait for a person."
                                 : "In use again: it proposes to every image that is looked through from now on.");
    return common.console.finish({{"id", options.file}, {"removed", isRemoval}}, Exit::Done);
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
    const bool isSetting = options.verb == "remove" || options.verb == "restore";
    const bool takesOne = isSetting || options.verb == "import";
    if (options.file.empty() == takesOne || options.out.empty() == (options.verb == "export"))
        return common.console.refuse({ErrorCode::BadArgument,
                                      "templates import takes a file, templates remove and templates restore an id of "
                                      "templates list, templates export --out, templates list nothing"});
    const auto project = openProject(common, options.folder);
    if (!project)
        return common.console.refuse(project.error());
    if (options.verb == "list")
        return list(common, **project);
    if (isSetting)
        return setRemoved(common, **project, options);
    return options.verb == "export" ? exportTo(common, **project, options.out)
                                    : importFrom(common, **project, options.file);
}

}

void addTemplatesCommand(CLI::App& program, Common& common)
{
    auto options = std::make_shared<Options>();
    auto* command = addProjectCommand(program, common, "templates",
                                      "Where devices write on their pictures: propose, keep, hand on, take away");
    command->add_option("PROJECT", options->folder, "Project folder")->required();
    command->add_option("VERB", options->verb, "list, import, export, remove or restore")
        ->required()
        ->check(CLI::IsMember({"list", "import", "export", "remove", "restore"}));
    command->add_option("FILE|ID", options->file,
                        "With import: templates, or a script of CTP's DicomPixelAnonymizer; with remove and restore: "
                        "id of a template, as list tells it");
    command->add_option("--out", options->out, "With export: file to write; it must not be there yet")
        ->type_name("FILE");
    onCall(
        command, common, [&common, options] { return templates(common, *options); },
        [options] {
            return std::vector<std::string>{options->folder, options->file, options->out};
        });
}

}
