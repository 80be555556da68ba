// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/base/wire.h"

#include <string>
#include <vector>

namespace engine::release {

struct Manifest;

/// What a release says about the one before it. Paths are those of the manifests: no original name.
struct Succession {
    int version = 2;            ///< the release before has one less; the first says nothing
    std::string manifestSha256; ///< of manifest.json before
    std::vector<std::string> added, changed, withdrawn;

    bool operator==(const Succession&) const = default;
};

void to_json(Json& json, const Succession& succession);
void from_json(const Json& json, Succession& succession);

/// How `next` follows from the release whose manifest.json has this text. Damaged when that is no manifest of ours.
Result<Succession> succeed(const Manifest& next, std::string_view before);
/// "Version 2. It follows ...": for the report.
std::string inWords(const Succession& succession);

}
