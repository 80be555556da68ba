// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/project_folder.h"
#include "engine/journey/check_up.h"
#include "engine/journey/expected_list.h"

#include <filesystem>
#include <map>

namespace app::cli {

namespace {

using engine::Json;
using engine::Result;
using engine::journey::CheckUp;

struct Options {
    std::vector<std::string> inputs;
    std::string expected;
};

Result<CheckUp> checkUp(Common& common, const Options& options, const engine::CsvRows& expected)
{
    const auto pool = makePool(common);
    const auto progress = common.console.progress("Checking");
    if (options.inputs.size() != 1 || !isProject(options.inputs.front()))
        return engine::journey::checkUp(options.inputs, expected, *pool, progress);
    const auto project = openProject(common, options.inputs.front());
    return project ? engine::journey::checkUp(**project, expected, *pool, progress) : Result<CheckUp>{project.error()};
}

Json json(const CheckUp& result)
{
    Json findings = Json::array(), series = Json::array();
    std::map<std::string, int> counts;
    for (const auto& one : result.findings) {
        findings.push_back({{"kind", one.kind}, {"place", one.place}, {"words", one.words}, {"files", one.files}});
        ++counts[one.kind];
    }
    for (const auto& one : result.series)
        series.push_back({{"uid", one.uid}, {"modality", one.modality}, {"files", one.files}, {"flags", one.flags}});
    return {{"files", {{"in", result.files}, {"dicom", result.dicom}}},
            {"counts", counts},
            {"findings", findings},
            {"series", series}};
}

Exit check(Common& common, const Options& options)
{
    engine::CsvRows expected;
    if (!options.expected.empty()) {
        auto rows = engine::journey::readExpectedList(options.expected);
        if (!rows)
            return common.console.refuse(rows.error());
        expected = std::move(*rows);
    }
    const auto result = checkUp(common, options, expected);
    if (!result)
        return common.console.refuse(result.error());
    bool hasSetAside = false;
    for (const auto& one : result->findings) {
        hasSetAside = hasSetAside || one.kind == "set-aside";
        common.console.print(one.kind + "  " + (one.place.empty() ? "" : one.place + "  ") + one.words + "  " +
                             std::to_string(one.files.size()) + (one.files.size() == 1 ? " file" : " files") +
                             (one.files.empty() ? "" : ": " + one.files.front()));
    }
    common.console.say(std::to_string(result->files) + " files, " + std::to_string(result->dicom) + " of them DICOM; " +
                       std::to_string(result->findings.size()) +
                       " findings. Nothing was changed; the JSON result lists every file.");
    return common.console.finish(json(*result), hasSetAside ? Exit::SetAside : Exit::Done);
}

}

void addCheckCommand(CLI::App& program, Common& common)
{
    auto options = std::make_shared<Options>();
    auto* command =
        addProjectCommand(program, common, "check", "What is wrong with a collection, before anything is done");
    command->add_option("INPUT", options->inputs, "Files, folders, archives, or one project folder")->required();
    command
        ->add_option("--expected", options->expected,
                     "CSV: patient_id, study_uid or series_uid, and how many studies, series, instances")
        ->type_name("FILE");
    onCall(
        command, common, [&common, options] { return check(common, *options); },
        [options] {
            auto places = options->inputs;
            places.push_back(options->expected);
            return places;
        });
}

}
