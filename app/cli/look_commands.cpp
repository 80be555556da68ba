// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/face_command.h"
#include "app/cli/rules_command.h"
#include "app/places.h"
#include "engine/journey/decoding.h"
#include "engine/journey/one_shot.h"
#include "engine/journey/pack.h"
#include "engine/journey/steps.h"
#include "engine/release/verify.h"

#include <filesystem>

namespace app::cli {

namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Json;

struct Options {
    std::string file, profile = "basic", keyFile, out;
    std::vector<std::string> publicKeys, fingerprints, earlier, profileOptions;
    bool draft = false;
};

std::string changeInWords(const engine::profile::PlannedElement& element)
{
    if (element.action == "X")
        return "removed";
    if (element.action.empty() || element.action == "K")
        return element.before;
    return element.before + "  ->  " + (element.after.empty() ? "(empty)" : element.after);
}

Exit inspect(Common& common, const Options& options)
{
    const auto rules = chosenRules(options.profile, options.profileOptions);
    if (!rules)
        return common.console.refuse(rules.error());
    const auto key = options.keyFile.empty()
                         ? engine::Result<engine::Key>{engine::Key::generate(engine::systemRandom())}
                         : engine::journey::keyFromFile(options.keyFile, engine::systemRandom());
    if (!key)
        return common.console.refuse(key.error());
    const auto pool = makePool(common);
    engine::study::Source source{std::filesystem::absolute(options.file), -1, options.file, {}};
    const auto found = engine::journey::discover({options.file}, *pool, {}, engine::journey::Digests::WhereNeeded);
    if (found && found->size() == 1)
        source.decoder = found->front().source.decoder;
    const auto answer = engine::journey::inspect(source, {*rules, engine::crosswalk::secretsOf(*key), {}}, *pool,
                                                 common.console.progress("Reading"));
    if (!answer)
        return common.console.refuse(answer.error());
    auto rows = Json::array();
    for (const auto& element : answer->elements) {
        rows.push_back({{"path", element.path},
                        {"keyword", element.keyword},
                        {"vr", element.vr},
                        {"before", element.before},
                        {"action", element.action},
                        {"after", element.after},
                        {"reason", element.reason},
                        {"edition", answer->edition}});
        common.console.print((element.action.empty() ? "-" : element.action) + "  " + element.path + "  " +
                             element.keyword + "  " + changeInWords(element) + "  [" + element.reason + "]");
    }
    return common.console.finish({{"elements", rows}}, Exit::Done);
}

std::string verdictInWords(const engine::release::Verification& answer)
{
    if (answer.isFault())
        return "FAULT: " + answer.fault + ". Do not use this folder as released.";
    if (answer.status != "released")
        return "Unchanged, but a " + answer.status + ": nobody has signed it.";
    if (answer.signer == "unproven")
        return "Unchanged since it was signed. Who signed was not checked: give --public-key or --fingerprint, got "
               "another "
               "way than with the release. The release names the key " +
               answer.fingerprint + '.';
    return "Unchanged since " + answer.signer + " signed it (" + answer.meaning + ", " + answer.time + ").";
}

std::string versionInWords(const engine::release::Verification& answer)
{
    if (answer.follows.empty())
        return {};
    const auto version = "Version " + std::to_string(answer.version);
    if (answer.before.empty())
        return version + ". The one before was not looked at: --after FOLDER.";
    return version + ". It follows version " + std::to_string(answer.before.front().version) + " as it says" +
           (answer.before.size() > 1 ? ", and so do the ones before it." : ".");
}

Json signaturesJson(const engine::release::Verification& answer)
{
    auto rows = Json::array();
    for (const auto& one : answer.signatures)
        rows.push_back(
            {{"signer", one.signer}, {"meaning", one.meaning}, {"time", one.time}, {"fingerprint", one.fingerprint}});
    return rows;
}

Json beforeJson(const engine::release::Verification& answer)
{
    auto rows = Json::array();
    for (const auto& one : answer.before)
        rows.push_back({{"folder", one.folder}, {"version", one.version}, {"signer", one.signer}});
    return rows;
}

Exit verify(Common& common, const Options& options)
{
    const auto answer = engine::release::verify(
        {options.file, options.publicKeys, options.fingerprints, options.draft, options.earlier},
        common.console.progress("Checking"));
    if (!answer)
        return common.console.refuse(answer.error());
    auto files = Json::array();
    for (const auto& one : answer->files) {
        files.push_back({{"path", one.path}, {"fault", one.fault}});
        common.console.print(one.path + "  " + one.fault);
    }
    common.console.say(verdictInWords(*answer));
    for (std::size_t i = 1; i < answer->signatures.size(); ++i) {
        const auto& one = answer->signatures[i];
        common.console.print("also signed: " + one.signer + ", " + one.meaning + ", " + one.time + ", key " +
                             one.fingerprint);
    }
    if (!answer->isFault() && !answer->access.empty())
        common.console.say(answer->access == "public" ? "It was signed for everybody."
                                                      : "It was signed for named people only.");
    if (const auto version = versionInWords(*answer); !version.empty() && !answer->isFault())
        common.console.say(version);
    const Json json{{"status", answer->status},
                    {"fault", answer->fault},
                    {"files", files},
                    {"signer", answer->signer},
                    {"meaning", answer->meaning},
                    {"time", answer->time},
                    {"fingerprint", answer->fingerprint},
                    {"signatures", signaturesJson(*answer)},
                    {"access", answer->access},
                    {"version", answer->version},
                    {"follows", answer->follows},
                    {"before", beforeJson(*answer)},
                    {"files_checked", answer->filesChecked}};
    return common.console.finish(json, answer->isFault() ? Exit::Fault : Exit::Done);
}

Exit pack(Common& common, const Options& options)
{
    const auto pool = makePool(common);
    const auto packed =
        engine::journey::packRelease(options.file, options.out, *pool, common.console.progress("Packing"));
    if (!packed)
        return common.console.refuse(packed.error());
    common.console.say(options.out + ": " + std::to_string(packed->files) + " files, SHA-256 " + packed->sha256);
    return common.console.finish({{"out", options.out}, {"files", packed->files}, {"sha256", packed->sha256}},
                                 Exit::Done);
}

Exit doctor(Common& common, const Options&)
{
    const auto pool = makePool(common);
    Json json{{"version", SAFELIGHT_VERSION},
              {"standard_edition", engine::profile::edition},
              {"resources", std::filesystem::is_directory(resourceFolder())}};
    bool whole = true;
    using engine::pool::Kind;
    for (const auto& [kind, name] : {std::pair{Kind::Files, "files"}, {Kind::Text, "text"}, {Kind::Face, "face"}}) {
        const auto isolation = pool->isolation(kind);
        const bool complete = isolation && isolation->complete();
        whole = whole && complete;
        json["workers"][name] = isolation ? Json{{"starts", true},
                                                 {"files_denied", isolation->filesDenied},
                                                 {"network_denied", isolation->networkDenied},
                                                 {"processes_denied", isolation->processesDenied}}
                                          : Json{{"starts", false}, {"error", engine::nameOf(isolation.error().code)}};
        common.console.print(std::string{name} + " worker: " +
                             (!isolation ? "does not start (" + isolation.error().where + ")"
                              : complete ? "isolated"
                                         : "reduced isolation"));
    }
    for (const auto& decoder : engine::journey::decodersHere(*pool)) {
        const auto& isolation = decoder.isolation;
        const bool isMissing = !isolation && isolation.error().code == engine::ErrorCode::NotFound;
        whole = whole && (isMissing || (isolation && isolation->complete()));
        json["decoders"][decoder.program] = {
            {"installed", !isMissing}, {"package", decoder.package}, {"isolated", isolation && isolation->complete()}};
        common.console.print(decoder.program + ": " +
                             (isMissing               ? "not installed (Debian package " + decoder.package + ")"
                              : !isolation            ? "does not start"
                              : isolation->complete() ? "isolated"
                                                      : "reduced isolation"));
    }
    return common.console.finish(json, whole ? Exit::Done : Exit::Refused);
}

}

void addLookCommands(CLI::App& program, Common& common)
{
    const auto add = [&](const std::string& name, const std::string& does, Exit (*act)(Common&, const Options&)) {
        auto options = std::make_shared<Options>();
        auto* command = addCommand(program, common, name, does);
        onCall(
            command, common, [&common, options, act] { return act(common, *options); },
            [options] {
                auto places = options->publicKeys;
                places.insert(places.end(), options->earlier.begin(), options->earlier.end());
                places.insert(places.end(), {options->file, options->keyFile, options->out});
                return places;
            });
        return std::pair{command, options};
    };
    const auto [inspecting, look] =
        add("inspect", "Every element of a file: before, after, action and reason", inspect);
    inspecting->add_option("FILE", look->file, "DICOM file")->required();
    inspecting->add_option("--profile", look->profile, "Shipped profile, or file of site rules");
    inspecting->add_option("--option", look->profileOptions, "Further option of PS3.15 Annex E, repeatable");
    inspecting->add_option("--key-file", look->keyFile, "Key of the new names (default: a fresh one)")
        ->type_name("FILE");
    addFaceCommand(program, common);
    const auto [verifying, wish] = add("verify", "Check that a release is whole, unchanged and signed", verify);
    verifying->add_option("DIR", wish->file, "Release folder")->required();
    verifying
        ->add_option("--public-key", wish->publicKeys,
                     "Key of a signer, got another way, repeatable: each must have signed")
        ->type_name("FILE");
    verifying->add_option("--fingerprint", wish->fingerprints, "Fingerprint of such a key, repeatable")
        ->type_name("HEX");
    verifying
        ->add_option("--after", wish->earlier, "Version before, repeatable, newest first: is it the one it follows?")
        ->type_name("DIR");
    verifying->add_flag("--draft", wish->draft, "Accept an unsigned part or draft, check its bytes");
    const auto [packing, parcel] = add("pack", "A release as one ZIP or TAR, the same bytes whoever packs it", pack);
    packing->add_option("DIR", parcel->file, "Release folder; it is verified first")->required();
    packing->add_option("--out", parcel->out, "File that is not there yet, .zip or .tar")
        ->required()
        ->type_name("FILE");
    add("doctor", "What is installed, and how well the workers are shut in", doctor);
}

}
