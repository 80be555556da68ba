// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/pixels/box.h"

#include <optional>
#include <string>
#include <vector>

namespace engine::score {

/// What a key asks of one place, with the names of the MIDI-B benchmark (docs/cli.md, `score`).
enum class Demand {
    TagRetained,
    TextNotNull,
    TextRetained,
    TextRemoved,
    DateShifted,
    UidChanged,
    UidConsistent,
    PatientIdConsistent,
    PixelsHidden,
    PixelsRetained
};
/// "tag_retained", ...
std::string_view nameOf(Demand demand);
/// Empty for a name nobody knows.
std::optional<Demand> demandNamed(std::string_view name);

/// One check. `texts` are values of the patient.
struct Check {
    std::string id; ///< by the key: "line 17" of a TSV, "3.12" for index 12 of row 3 in SQLite
    Demand demand = Demand::TagRetained;
    std::string place;      ///< of place.h, or pixel, icon, overlay:6000, preamble, filename, jpeg:..., trailing:...
    std::string shownPlace; ///< as the key spells it
    std::vector<std::string> texts; ///< what is asked about: one, or several that must all be gone
    std::vector<std::string> categories;
    std::string md5;                ///< of the pixels that are to stay, where the key knows it
    std::optional<pixels::Box> box; ///< of pixels; last frame 0: all frames
};

/// Which files a list of checks is for.
enum class Scope { Instance, Series, Study };
struct Subject {
    Scope scope = Scope::Instance;
    std::string file;                             ///< as our keys name the original; empty in MIDI-B's
    std::string instanceUid, seriesUid, studyUid; ///< old ones
    std::vector<Check> checks;
};

struct Key {
    std::vector<Subject> subjects;
    std::size_t checks() const;
};

/// Reads an answer key: SQLite as MIDI-B has it (table `answer_data`), else a TSV as ours. A key comes from the person,
/// not from a patient: it is read in this process. NotReadable; Damaged with the line or row that is not as it should.
Result<Key> readKey(const std::string& path);

/// The two formats, for `readKey`.
Result<Key> keyFromTsv(std::string_view text);
Result<Key> keyFromSqlite(const std::string& path);

}
