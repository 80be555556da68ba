// SPDX-License-Identifier: Apache-2.0
#include "engine/release/succession.h"

#include "engine/base/hash.h"
#include "engine/release/manifest.h"

#include <algorithm>
#include <map>

namespace engine::release {

namespace {

std::map<std::string, std::string> digestsOf(const Manifest& manifest)
{
    std::map<std::string, std::string> digests;
    for (const auto& file : manifest.files)
        digests[file.path] = file.sha256;
    return digests;
}

std::string files(std::size_t count)
{
    return std::to_string(count) + (count == 1 ? " file" : " files");
}

}

void to_json(Json& json, const Succession& succession)
{
    json = {{"version", succession.version},
            {"manifest_sha256", succession.manifestSha256},
            {"added", succession.added},
            {"changed", succession.changed},
            {"withdrawn", succession.withdrawn}};
}

void from_json(const Json& json, Succession& succession)
{
    json.at("version").get_to(succession.version);
    json.at("manifest_sha256").get_to(succession.manifestSha256);
    json.at("added").get_to(succession.added);
    json.at("changed").get_to(succession.changed);
    json.at("withdrawn").get_to(succession.withdrawn);
}

Result<Succession> succeed(const Manifest& next, std::string_view before)
{
    const auto old = manifestFromJson(before);
    if (!old || old->status != "release")
        return Error{ErrorCode::Damaged, "manifest.json of the release before"};
    Succession succession;
    succession.version = old->follows ? old->follows->version + 1 : 2;
    succession.manifestSha256 = toHex(sha256(viewOf(before)));
    const auto was = digestsOf(*old);
    const auto is = digestsOf(next);
    for (const auto& [path, digest] : is) {
        const auto known = was.find(path);
        if (known == was.end())
            succession.added.push_back(path);
        else if (known->second != digest)
            succession.changed.push_back(path);
    }
    for (const auto& [path, digest] : was) {
        if (!is.contains(path))
            succession.withdrawn.push_back(path);
    }
    return succession;
}

std::string inWords(const Succession& succession)
{
    return "Version " + std::to_string(succession.version) +
           ". It takes the place of the release whose manifest has the SHA-256 " + succession.manifestSha256 + ": " +
           files(succession.added.size()) + " added, " + files(succession.changed.size()) + " changed, " +
           files(succession.withdrawn.size()) +
           " withdrawn, each named in manifest.json. Whoever holds the earlier version is asked to delete what was "
           "withdrawn.";
}

}
