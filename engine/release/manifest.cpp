// SPDX-License-Identifier: Apache-2.0
#include "engine/release/manifest.h"

#include "engine/base/hash.h"

#include <algorithm>
#include <array>
#include <utility>

namespace engine::release {

namespace {

Json json(const ManifestFile& file)
{
    Json entry{{"path", file.path},          {"sha256", file.sha256},     {"size", file.size},
               {"sop_class", file.sopClass}, {"modality", file.modality}, {"transfer_syntax", file.transferSyntax},
               {"pixels", file.pixels},      {"actions", file.actions},   {"findings", file.findings}};
    if (file.proof.boxes > 0)
        entry["proof"] = {{"boxes", file.proof.boxes},
                          {"outside_changed", file.proof.outsideChanged},
                          {"frames_read", file.proof.framesRead}};
    return entry;
}

ManifestFile fileFrom(const Json& json)
{
    ManifestFile file;
    json.at("path").get_to(file.path);
    json.at("sha256").get_to(file.sha256);
    json.at("size").get_to(file.size);
    json.at("sop_class").get_to(file.sopClass);
    json.at("modality").get_to(file.modality);
    json.at("transfer_syntax").get_to(file.transferSyntax);
    json.at("pixels").get_to(file.pixels);
    if (json.contains("proof")) {
        const auto& proof = json.at("proof");
        file.proof = {proof.at("boxes"), proof.at("outside_changed"), proof.at("frames_read")};
    }
    json.at("actions").get_to(file.actions);
    json.at("findings").get_to(file.findings);
    return file;
}

bool isPlainName(std::string_view name)
{
    const auto isPlain = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' || c == '-';
    };
    return !name.empty() && name.size() <= 64 && name.front() != '.' && std::all_of(name.begin(), name.end(), isPlain);
}

}

std::string toJson(const Manifest& manifest)
{
    auto files = manifest.files;
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    auto aside = manifest.setAside;
    std::sort(aside.begin(), aside.end(), [](const auto& a, const auto& b) {
        return std::tie(a.inputDigest, a.reason) < std::tie(b.inputDigest, b.reason);
    });
    Json whole{{"status", manifest.status},
               {"safelight_version", manifest.version},
               {"standard_edition", manifest.standardEdition},
               {"profile", manifest.profile},
               {"options", manifest.options},
               {"rules_sha256", manifest.rulesSha256},
               {"key_id", manifest.keyId},
               {"pixel_text", manifest.pixelTextExamined ? "examined" : "not examined"},
               {"counts",
                {{"in", manifest.counts.in},
                 {"written", manifest.counts.written},
                 {"set_aside", manifest.counts.setAside},
                 {"duplicate", manifest.counts.duplicate},
                 {"replaced", manifest.counts.replaced}}},
               {"files", Json::array()},
               {"set_aside", Json::array()}};
    if (manifest.status != "part")
        whole["method"] = manifest.method;
    if (!manifest.access.empty())
        whole["access"] = manifest.access;
    if (!manifest.siteRules.empty())
        whole["site_rules"] = manifest.siteRules;
    if (manifest.sampling)
        whole["sampling"] = *manifest.sampling;
    if (manifest.looks)
        whole["looks"] = *manifest.looks;
    if (manifest.doubleReading)
        whole["double_reading"] = *manifest.doubleReading;
    if (manifest.knownCases)
        whole["known_cases"] = *manifest.knownCases;
    if (manifest.follows)
        whole["follows"] = *manifest.follows;
    if (!manifest.stamp.empty())
        whole["stamp"] = manifest.stamp;
    for (const auto& file : files)
        whole["files"].push_back(json(file));
    for (const auto& one : aside)
        whole["set_aside"].push_back({{"input_digest", one.inputDigest}, {"reason", one.reason}});
    return whole.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

Result<Manifest> manifestFromJson(std::string_view text)
{
    const auto json = parseJson(text);
    if (!json)
        return Error{ErrorCode::Damaged, "manifest.json"};
    try {
        Manifest manifest;
        json->at("status").get_to(manifest.status);
        json->at("safelight_version").get_to(manifest.version);
        json->at("standard_edition").get_to(manifest.standardEdition);
        json->at("profile").get_to(manifest.profile);
        json->at("options").get_to(manifest.options);
        if (json->contains("method"))
            json->at("method").get_to(manifest.method);
        manifest.access = json->value("access", "");
        manifest.siteRules = json->value("site_rules", "");
        if (json->contains("sampling"))
            manifest.sampling = json->at("sampling").get<Sampling>();
        if (json->contains("looks"))
            manifest.looks = json->at("looks").get<Looks>();
        if (json->contains("double_reading"))
            manifest.doubleReading = json->at("double_reading").get<DoubleReading>();
        if (json->contains("known_cases"))
            manifest.knownCases = json->at("known_cases").get<KnownCases>();
        if (json->contains("follows"))
            manifest.follows = json->at("follows").get<Succession>();
        json->at("rules_sha256").get_to(manifest.rulesSha256);
        json->at("key_id").get_to(manifest.keyId);
        manifest.pixelTextExamined = json->at("pixel_text") == "examined";
        const auto& counts = json->at("counts");
        manifest.counts = {counts.at("in"), counts.at("written"), counts.at("set_aside"), counts.at("duplicate"),
                           counts.at("replaced")};
        for (const auto& file : json->at("files"))
            manifest.files.push_back(fileFrom(file));
        for (const auto& one : json->at("set_aside"))
            manifest.setAside.push_back({one.at("input_digest"), one.at("reason")});
        return manifest;
    } catch (const Json::exception&) {
        return Error{ErrorCode::Damaged, "manifest.json"};
    }
}

std::string_view extensionOf(std::string_view format)
{
    constexpr std::array<std::array<std::string_view, 2>, 6> known{
        {{"jpeg", ".jpg"}, {"png", ".png"}, {"tiff", ".tif"}, {"webp", ".webp"}, {"bmp", ".bmp"}, {"gif", ".gif"}}};
    for (const auto& [name, extension] : known) {
        if (name == format)
            return extension;
    }
    return ".dcm";
}

Result<std::string> placeOf(const Write::Answer& written)
{
    if (!written.format.empty()) {
        if (!isPlainName(written.pseudonym) || !isPlainName(written.sopInstanceUid))
            return Error{ErrorCode::Damaged, "name of a photograph"};
        return written.pseudonym + '/' + written.sopInstanceUid + std::string{extensionOf(written.format)};
    }
    const std::array<std::pair<const std::string*, const char*>, 4> parts{{{&written.pseudonym, "(0010,0020)"},
                                                                           {&written.studyUid, "(0020,000D)"},
                                                                           {&written.seriesUid, "(0020,000E)"},
                                                                           {&written.sopInstanceUid, "(0008,0018)"}}};
    std::string place;
    for (const auto& [part, tag] : parts) {
        if (!isPlainName(*part))
            return Error{ErrorCode::Damaged,
                         std::string{tag} + (part->empty() ? " is missing" : " makes no file name")};
        place += (place.empty() ? "" : "/") + *part;
    }
    return place + ".dcm";
}

ManifestFile entryFor(const Write::Answer& written, const std::string& path)
{
    ManifestFile file{
        path,           written.sha256,  written.size, written.sopClassUid, written.modality, written.transferSyntaxUid,
        written.pixels, written.actions, {},           written.proof};
    for (const auto& doubt : written.doubts)
        ++file.findings[doubt[1]];
    return file;
}

std::string digestOf(const profile::Rules& rules)
{
    return toHex(sha256(viewOf(toText(rules))));
}

}
