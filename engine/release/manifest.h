// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/release/double_reading.h"
#include "engine/release/known_cases.h"
#include "engine/release/method.h"
#include "engine/release/requests.h"
#include "engine/release/looks.h"
#include "engine/release/sampling.h"
#include "engine/release/succession.h"

#include <optional>
#include <string>
#include <vector>

namespace engine::release {

/// One file of a part, draft or release. No original value, UID or path (`cli.md`, manifest.json).
struct ManifestFile {
    std::string path; ///< relative to the folder
    std::string sha256;
    std::uint64_t size = 0;
    std::string sopClass, modality, transferSyntax;
    std::vector<std::string> pixels;
    std::map<std::string, int> actions;  ///< X Z D U K C -> elements
    std::map<std::string, int> findings; ///< kind -> count
    Proof proof;                         ///< told where boxes were blanked
};

struct ManifestSetAside {
    std::string inputDigest; ///< keyed: a plain hash would confirm who holds an original
    std::string reason;
};

struct ManifestCounts {
    int in = 0, written = 0, setAside = 0, duplicate = 0, replaced = 0;
};

/// What a folder of ours holds. `toJson` is canonical: sorted keys and files, so equal runs give equal bytes.
struct Manifest {
    std::string status; ///< part | draft | release
    std::string version, standardEdition, profile, rulesSha256, keyId, stamp;
    std::vector<std::string> options; ///< besides those of the profile
    Method method;                    ///< what they come to; not told of a part
    std::string access;               ///< of a release: public | restricted, to named people only
    std::string siteRules;            ///< the name that a file of site rules gives itself; empty: none was used
    bool pixelTextExamined = false;
    ManifestCounts counts;
    std::optional<Sampling> sampling;           ///< unset: a person judged every released image
    std::optional<Looks> looks;                 ///< of a release: how the images were looked at
    std::optional<DoubleReading> doubleReading; ///< unset: nobody read twice
    std::optional<KnownCases> knownCases;       ///< unset: the reader was not measured
    std::optional<Succession> follows;          ///< of a release that is not the first
    std::vector<ManifestFile> files;
    std::vector<ManifestSetAside> setAside;
};

std::string toJson(const Manifest& manifest);
/// Damaged when it is no manifest of ours.
Result<Manifest> manifestFromJson(std::string_view text);

/// With the dot; of DICOM for any other format than those of photographs.
std::string_view extensionOf(std::string_view format);
/// "<pseudonym>/<study uid>/<series uid>/<sop uid>.dcm", of a photograph "<pseudonym>/<keyed digest>.<extension>".
/// Damaged when a part is not made of letters, digits, dots and dashes alone: names from a worker may not steer a path.
Result<std::string> placeOf(const Write::Answer& written);
ManifestFile entryFor(const Write::Answer& written, const std::string& path);
/// Digest of profile, options and site rules, as `rules_sha256`.
std::string digestOf(const profile::Rules& rules);

}
