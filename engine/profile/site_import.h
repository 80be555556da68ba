// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/site_rules.h"

namespace engine::profile {

/// What became of one line of another program's rules.
enum class ImportOutcome {
    Translated,   ///< says the same here
    Changed,      ///< says something near; `words` tells the difference
    Inactive,     ///< does nothing there either: switched off, a parameter, a heading
    NotTranslated ///< has no place here; `words` tells why
};
NLOHMANN_JSON_SERIALIZE_ENUM(ImportOutcome, {{ImportOutcome::NotTranslated, "not-translated"},
                                             {ImportOutcome::Translated, "translated"},
                                             {ImportOutcome::Changed, "changed"},
                                             {ImportOutcome::Inactive, "inactive"}})

struct ImportedLine {
    int line = 0;       ///< from 1
    std::string source; ///< the line itself, cut at 200 bytes
    ImportOutcome outcome = ImportOutcome::NotTranslated;
    std::string words;
};
WIRE_FIELDS(ImportedLine, line, source, outcome, words)

struct Imported {
    std::string format;              ///< "ctp", "deid" or "kitware"
    SiteRules rules;                 ///< pass `readSiteRules` when written
    std::vector<ImportedLine> lines; ///< every line that is no comment and not empty, in order
};

/// Reads rules written for another program: a script of CTP's DicomAnonymizer ("ctp": XML or properties), a recipe of
/// pydicom's deid ("deid"), a dictionary of Kitware's dicom-anonymizer ("kitware": JSON). `format` empty: by what it
/// looks like. Damaged or BadArgument with line and column for what is no such thing, TooLarge beyond 1 MiB.
Result<Imported> importRules(std::string_view text, std::string_view format = {});

/// The rules as a file, with the lines that are different or missing as comments at its head.
std::string toYaml(const Imported& imported);

}
