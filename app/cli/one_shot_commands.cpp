// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/rules_command.h"
#include "engine/base/atomic_file.h"
#include "engine/journey/one_shot.h"
#include "engine/journey/patients.h"
#include "engine/journey/steps.h"
#include "engine/journey/volume_classes.h"
#include "engine/study/geometry_class.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <map>

namespace app::cli {

namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Json;
using engine::journey::OneShotFile;
using engine::journey::OneShotWish;

struct Options {
    std::vector<std::string> inputs, profileOptions;
    std::string photoIds, photoTable;
    std::string out, profile = "basic", keyFile, maps, patients, boxes, mode = "standard", stamp;
    bool dryRun = false, resume = false;
    int fill = 0;
    CLI::Option* fillOption = nullptr;
};

std::vector<std::string> placesOf(const Options& options)
{
    auto places = options.inputs;
    places.insert(places.end(),
                  {options.out, options.keyFile, options.maps, options.boxes, options.patients, options.photoTable});
    std::error_code failure;
    if (std::filesystem::is_regular_file(options.profile, failure))
        places.push_back(options.profile);
    return places;
}

/// A rehearsal uses a key that is there and makes none.
engine::Result<engine::Key> keyFor(const Options& options)
{
    std::error_code failure;
    const bool isThere = !options.keyFile.empty() && std::filesystem::exists(options.keyFile, failure);
    if (options.keyFile.empty() || (options.dryRun && !isThere))
        return engine::Key::generate(engine::systemRandom());
    return engine::journey::keyFromFile(options.keyFile, engine::systemRandom());
}

engine::Result<OneShotWish> wishFrom(const Options& options, engine::release::Status status)
{
    if (auto apart = engine::journey::checkPlaces(options.inputs, options.out, options.keyFile, options.maps); !apart)
        return apart.error(); // before a key is made, lest it lie among the originals
    const auto rules = chosenRules(options.profile, options.profileOptions);
    if (!rules)
        return rules.error();
    const auto key = keyFor(options);
    if (!key)
        return key.error();
    OneShotWish wish{*key};
    wish.inputs = options.inputs;
    wish.out = options.out;
    wish.status = status;
    wish.rules = *rules;
    wish.keyFile = options.keyFile;
    wish.mapsFolder = options.maps;
    wish.dryRun = options.dryRun;
    wish.isResumed = options.resume;
    wish.stamp = options.stamp;
    auto links = engine::journey::linkRule(options.photoIds, options.photoTable);
    if (!links)
        return links.error();
    wish.links = *std::move(links);
    if (!options.patients.empty()) {
        auto patients = engine::journey::readPatients(options.patients);
        if (!patients)
            return patients.error();
        wish.patients = std::move(*patients);
    }
    wish.fillGiven = options.fillOption && options.fillOption->count() > 0;
    wish.fill = options.fill;
    if (options.boxes.empty())
        return wish;
    const auto text = engine::readFile(options.boxes, 1U << 28U);
    if (!text)
        return text.error();
    auto boxes = engine::journey::boxesFromJson(engine::textOf(*text));
    if (!boxes)
        return Error{boxes.error().code, options.boxes + ": " + boxes.error().where};
    wish.boxes = std::move(*boxes);
    wish.boxesGiven = true;
    return wish;
}

Json usedJson(const engine::pixels::Box& box)
{
    Json json{{"x", box.x}, {"y", box.y}, {"w", box.width}, {"h", box.height}};
    if (box.shape != engine::pixels::Shape::Rectangle)
        json["shape"] = box.shape;
    if (!box.outline.empty())
        json["outline"] = box.outline;
    for (const auto& patch : box.patches)
        json["blocks"].push_back({{"x", patch.x}, {"y", patch.y}, {"w", patch.width}, {"h", patch.height}});
    return json;
}

Json redactedJson(const OneShotFile& file)
{
    Json row{{"path", file.path},
             {"output", file.output},
             {"method", file.written.method},
             {"boxes", Json::array()},
             {"outside_changed", file.written.outsideChanged},
             {"reason", file.reason}};
    if (const auto& proof = file.written.proof; proof.boxes > 0)
        row["proof"] = {
            {"boxes", proof.boxes}, {"outside_changed", proof.outsideChanged}, {"frames_read", proof.framesRead}};
    for (std::size_t i = 0; i < file.boxes.size() && i < file.written.boxesUsed.size(); ++i) {
        auto box = usedJson(file.boxes[i]);
        box["frames"] = {file.boxes[i].firstFrame, file.boxes[i].lastFrame};
        box["box_used"] = usedJson(file.written.boxesUsed[i]);
        row["boxes"].push_back(box);
    }
    for (const auto& [layer, asked] : file.layerBoxes) {
        auto box = usedJson(asked);
        box["layer"] = layer;
        if (layer == "icon")
            box["removed_whole"] = true;
        else
            box["frames"] = {asked.firstFrame, asked.lastFrame};
        row["boxes"].push_back(box);
    }
    if (file.written.boxesUsed.size() == 1)
        row["box_used"] = usedJson(file.written.boxesUsed.front());
    return row;
}

Json cleanedJson(const OneShotFile& file)
{
    return {{"path", file.path},
            {"outcome", file.outcome},
            {"output", file.output},
            {"reason", file.reason},
            {"residual", {{"searched", file.written.searched}, {"exempt", file.written.exempt}}}};
}

/// Words per file that did not make it, and the exit code of the whole.
Exit conclude(Console& console, const std::vector<OneShotFile>& files, const Json& result, bool isRehearsal = false)
{
    int written = 0;
    int aside = 0;
    int duplicates = 0;
    for (const auto& file : files) {
        ++(file.outcome == "written" ? written : file.outcome == "duplicate" ? duplicates : aside);
        if (!file.reason.empty())
            console.say(file.outcome + "  " + file.path + "  " + file.reason);
    }
    console.say(std::to_string(files.size()) + " files: " + std::to_string(written) +
                (isRehearsal ? " would be written, " : " written, ") + std::to_string(aside) + " set aside, " +
                std::to_string(duplicates) + " duplicates.");
    return console.finish(result, aside > 0 ? Exit::SetAside : Exit::Done);
}

/// How many of each kind; what they are about is the patient's and only in the JSON.
void tellFindings(Console& console, const Json& findings)
{
    std::map<std::string, int> kinds;
    for (const auto& finding : findings)
        ++kinds[finding["kind"].get<std::string>()];
    std::string words;
    for (const auto& [kind, count] : kinds)
        words += (words.empty() ? "" : ", ") + std::to_string(count) + ' ' + kind;
    if (!kinds.empty())
        console.say(std::to_string(findings.size()) +
                    " findings that a person should look at, listed by --json: " + words + ".");
}

Exit deidentify(Common& common, const Options& options)
{
    if (options.out.empty() && !options.dryRun)
        return common.console.refuse({ErrorCode::BadArgument, "--out or --dry-run is needed"});
    if (options.dryRun && !options.maps.empty())
        return common.console.refuse({ErrorCode::BadArgument, "--dry-run keeps nothing: leave --maps out"});
    const auto wish = wishFrom(options, engine::release::Status::Draft);
    if (!wish)
        return common.console.refuse(wish.error());
    if (options.keyFile.empty())
        common.console.say(
            "No --key-file: a fresh key is used once and thrown away; another run gives other pseudonyms and UIDs.");
    const auto start = std::chrono::steady_clock::now();
    const auto pool = makePool(common);
    const auto result = engine::journey::cleanFiles(*wish, *pool, common.console.progress("Cleaning"));
    const bool isStopped =
        !result && (result.error().code == ErrorCode::Cancelled || result.error().code == ErrorCode::NoSpace);
    if (isStopped && !options.keyFile.empty() && !options.dryRun)
        common.console.say("What is done is kept; the same command with --resume goes on, without it starts again.");
    if (!result)
        return common.console.refuse(result.error());
    if (options.resume)
        common.console.say(std::to_string(result->takenUp) + " files were taken up from the run that was stopped.");
    auto inputs = Json::array();
    auto findings = Json::array();
    for (const auto& file : result->files) {
        inputs.push_back(cleanedJson(file));
        for (const auto& [place, kind, text] : file.written.doubts)
            findings.push_back({{"id", "d" + std::to_string(findings.size() + 1)},
                                {"file", file.path},
                                {"place", place},
                                {"kind", kind},
                                {"text", text}});
    }
    tellFindings(common.console, findings);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    return conclude(
        common.console, result->files,
        {{"inputs", inputs}, {"seconds", seconds.count()}, {"findings", findings}, {"taken_up", result->takenUp}},
        options.dryRun);
}

Exit dicomize(Common& common, const Options& options)
{
    auto wish = wishFrom(options, engine::release::Status::Draft);
    if (!wish)
        return common.console.refuse(wish.error());
    wish->asDicom = true;
    const auto pool = makePool(common);
    const auto result = engine::journey::cleanFiles(*wish, *pool, common.console.progress("Converting"));
    if (!result)
        return common.console.refuse(result.error());
    auto inputs = Json::array();
    for (const auto& file : result->files) {
        auto row = cleanedJson(file);
        row["sop_class"] = file.written.sopClassUid;
        row["transfer_syntax"] = file.written.transferSyntaxUid;
        inputs.push_back(row);
    }
    return conclude(common.console, result->files, {{"inputs", inputs}});
}

Exit redact(Common& common, const Options& options)
{
    const auto wish = wishFrom(options, engine::release::Status::Part);
    if (!wish)
        return common.console.refuse(wish.error());
    const auto pool = makePool(common);
    const auto result = engine::journey::cleanFiles(*wish, *pool, common.console.progress("Redacting"));
    if (!result)
        return common.console.refuse(result.error());
    auto files = Json::array();
    for (const auto& file : result->files)
        files.push_back(redactedJson(file));
    common.console.say("A part: the identity in the headers is still there.");
    return conclude(common.console, result->files, {{"files", files}});
}

Json boxJson(const engine::review::Finding& finding)
{
    const auto& box = finding.box;
    return {{"frame", box.firstFrame},
            {"frames", {box.firstFrame, box.lastFrame}},
            {"x", box.x},
            {"y", box.y},
            {"w", box.width},
            {"h", box.height},
            {"text", finding.text},
            {"confidence", finding.confidence},
            {"verdict", finding.machine},
            {"reasons", finding.reasons},
            {"layer", finding.place == "pixel" ? "pixels" : finding.place.substr(0, finding.place.find(':'))},
            {"place", finding.place}};
}

Json textJson(const engine::study::Entry& entry, const engine::Result<engine::journey::Examined>& examined)
{
    Json row{{"path", entry.source.shownPath},
             {"sop_uid", entry.instance.sopInstanceUid},
             {"frames_total", entry.instance.frames},
             {"frames_examined", examined ? examined->framesExamined : 0},
             {"reason", examined ? examined->reason : engine::journey::inWords(examined.error())},
             {"geometry_class", engine::study::geometryClassOf(entry.instance)},
             {"boxes", Json::array()}};
    if (!examined)
        return row;
    auto unread = Json::array();
    for (const auto& finding : examined->findings) {
        if (finding.kind == engine::review::FindingKind::Text)
            (engine::review::isUnreadRegion(finding) ? unread : row["boxes"]).push_back(boxJson(finding));
    }
    for (const auto& finding : examined->besides)
        row["boxes"].push_back(boxJson(finding));
    row["layers_not_shown"] = examined->layersNotShown;
    row["unread"] = std::move(unread);
    if (engine::journey::showsPeople(entry.instance))
        row["frames_searched_for_faces"] = examined->facesLooked;
    return row;
}

Exit text(Common& common, const Options& options)
{
    const auto pool = makePool(common);
    const auto discovered = engine::journey::discover(options.inputs, *pool, common.console.progress("Reading"));
    if (!discovered)
        return common.console.refuse(discovered.error());
    std::vector<Json> rows(discovered->size());
    const auto progress = common.console.progress("Searching for text");
    bool aside = false;
    std::atomic<std::size_t> reached = 0;
    pool->each(
        discovered->size(),
        [&](std::size_t i) {
            const auto& found = (*discovered)[i];
            const engine::study::Entry entry{"i" + std::to_string(i + 1), found.source, found.instance};
            if (found.setAside.empty())
                rows[i] =
                    textJson(entry, engine::journey::examineText(entry, options.mode, *pool, {progress.stop, {}}));
            else
                rows[i] = textJson(entry, engine::journey::Examined{entry.id, "text", 0, 0, found.setAside, {}});
            progress.report(++reached, discovered->size());
        },
        progress);
    if (progress.stopped())
        return common.console.refuse({ErrorCode::Cancelled, "text"});
    for (const auto& row : rows) {
        const auto reason = row["reason"].get<std::string>();
        aside = aside || !reason.empty();
        const auto unread = row.contains("unread") ? row["unread"].size() : 0;
        common.console.print(row["path"].get<std::string>() + "  " + std::to_string(row["boxes"].size()) + " boxes  " +
                             (unread > 0 ? std::to_string(unread) + " to be looked at by a person  " : "") + reason);
    }
    return common.console.finish({{"files", rows}}, aside ? Exit::SetAside : Exit::Done);
}

}

void addOneShotCommands(CLI::App& program, Common& common)
{
    const auto add = [&](const std::string& name, const std::string& does, Exit (*act)(Common&, const Options&)) {
        auto options = std::make_shared<Options>();
        auto* command = addCommand(program, common, name, does);
        command->add_option("INPUT", options->inputs, "File, folder, ZIP, TAR or DICOMDIR")->required();
        onCall(
            command, common, [&common, options, act] { return act(common, *options); },
            [options] { return placesOf(*options); });
        return std::pair{command, options};
    };
    const auto [cleaning, clean] =
        add("deidentify", "Clean headers by PS3.15 Annex E into a draft that nobody has reviewed", deidentify);
    cleaning->add_option("--out", clean->out, "Folder that is not there yet, or empty")->type_name("DIR");
    cleaning->add_option("--profile", clean->profile, "Shipped profile, or file of site rules (docs/site-rules.md)");
    cleaning->add_option("--option", clean->profileOptions, "Further option of PS3.15 Annex E, repeatable");
    cleaning->add_option("--key-file", clean->keyFile, "Key that makes new names repeatable; made on first use (0600)")
        ->type_name("FILE");
    cleaning->add_option("--maps", clean->maps, "Folder for old and new names (0700, private)")->type_name("DIR");
    cleaning->add_option("--patients", clean->patients, "Pseudonyms to use: columns id_old,id_new")->type_name("CSV");
    cleaning->add_option("--boxes", clean->boxes, "Boxes to blank, as `text` writes them")->type_name("FILE");
    cleaning->add_option("--stamp", clean->stamp, "Words or time for the manifest of the draft");
    cleaning->add_flag("--dry-run", clean->dryRun, "Do everything but keep nothing");
    cleaning->add_flag("--resume", clean->resume, "Go on with a run that was stopped or killed; needs its --key-file");
    const auto [converting, convert] =
        add("dicomize", "Photographs, without their metadata, as DICOM; a draft that nobody has reviewed", dicomize);
    converting->add_option("--out", convert->out, "Folder that is not there yet, or empty")
        ->required()
        ->type_name("DIR");
    converting
        ->add_option("--key-file", convert->keyFile, "Key that makes new names repeatable; made on first use (0600)")
        ->type_name("FILE");
    converting->add_option("--maps", convert->maps, "Folder for old and new names (0700, private)")->type_name("DIR");
    converting->add_option("--patients", convert->patients, "Pseudonyms to use: columns id_old,id_new")
        ->type_name("CSV");
    converting->add_option("--boxes", convert->boxes, "Boxes to blank, as `text` writes them")->type_name("FILE");
    for (const auto& [command, options] : {std::pair{cleaning, clean}, {converting, convert}})
        addLinkOptions(*command, options->photoIds, options->photoTable);
    const auto [searching, search] = add("text", "Search the pixels for burned-in text", text);
    searching->add_option("--mode", search->mode, "quick, standard or max")
        ->check(CLI::IsMember({"quick", "standard", "max"}));
    addLanguagesOption(*searching, common);
    const auto [blanking, blank] = add("redact", "Blank boxes in the pixels; identity in the header stays", redact);
    blanking->add_option("--boxes", blank->boxes, "Boxes to blank, as `text` writes them; safe ones are left")
        ->required()
        ->type_name("FILE");
    blanking->add_option("--out", blank->out, "Folder that is not there yet, or empty")->required()->type_name("DIR");
    blank->fillOption = blanking->add_option("--fill", blank->fill, "Stored value to fill with (default: black)");
}

}
