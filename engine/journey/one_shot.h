// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/key.h"
#include "engine/base/progress.h"
#include "engine/journey/photographs.h"
#include "engine/journey/values.h"
#include "engine/pool/pool.h"

#include <map>
#include <optional>

namespace engine::journey {

/// Boxes to blank in a file, which is named by its path as in `cli.md`, by its SOP Instance UID, or by both.
struct FileBoxes {
    std::string path, sopUid;
    std::vector<pixels::Box> boxes;             ///< may be empty: somebody looked and found nothing to blank
    std::vector<pixels::LayerBox> layerBoxes{}; ///< on overlays, icon or unused bits
    std::vector<pixels::Box> kept{};            ///< of the pixels, judged safe
    std::vector<std::string> texts{};           ///< read under `boxes`; values of the patient
};
/// Reads what `text` writes, or `{files:[{path|sop_uid, boxes:[…]}]}`; boxes judged safe are left out.
/// A box that names no frames gets last frame 0: all of them. Damaged; BadArgument for a layer that has no name.
Result<std::vector<FileBoxes>> boxesFromJson(std::string_view text);
/// The boxes of each file found, nothing for one that `all` does not name. BadArgument when boxes fit no file while a
/// file has no boxes: a name is misspelt, and identity would stay where somebody believes it blanked.
Result<std::vector<std::optional<FileBoxes>>> boxesFor(const std::vector<Discovered>& found,
                                                       const std::vector<FileBoxes>& all);

/// `deidentify` and `redact`: files to a folder, without a project.
struct OneShotWish {
    Key key; ///< of all new names
    std::vector<std::string> inputs{};
    std::string out{};
    release::Status status = release::Status::Draft; ///< Part: `redact`
    profile::Rules rules{};
    std::map<std::string, std::string> patients{}; ///< imposed pseudonyms, see `readPatients`
    std::string keyFile{}, mapsFolder{};           ///< empty: none; must lie apart from inputs and output
    std::vector<FileBoxes> boxes{};
    bool boxesGiven = false, fillGiven = false, dryRun = false;
    bool isResumed = false; ///< takes up what a stopped run with the same key left; needs `keyFile`
    int fill = 0;
    std::string stamp{};  ///< goes into the manifest when not empty
    LinkRule links{};     ///< of photographs to patients
    bool asDicom = false; ///< `dicomize`: photographs become DICOM, and what is DICOM stays out
};

struct OneShotFile {
    std::string path, output, reason; ///< output relative to `out`; empty when not written
    std::string outcome;              ///< written | set_aside | duplicate
    std::string digest{};             ///< SHA-256 of what was set aside, hexadecimal; empty when it cannot be read
    bool isTwin = false;              ///< see Imported
    release::Write::Answer written;
    std::vector<pixels::Box> boxes; ///< asked for
    std::vector<pixels::LayerBox> layerBoxes{};
};

struct OneShotResult {
    std::vector<OneShotFile> files; ///< in the order of the inputs
    std::size_t takenUp = 0;        ///< of the written ones: by an earlier run that was stopped
};

/// The folder is whole or absent. A run with `keyFile` that is stopped or killed leaves what it has done beside it, for
/// a run with `isResumed`; any other run drops it. Overlap, Exists, BadArgument, NoSpace, Cancelled;
/// single files that cannot be written are set aside with their reason.
Result<OneShotResult> cleanFiles(const OneShotWish& wish, pool::Pool& pool, const Progress& progress);

/// Overlap when output, key and maps do not lie apart from the inputs and one another; Exists for maps that are there.
/// `cleanFiles` asks too; who makes the key asks before.
Done checkPlaces(const std::vector<std::string>& inputs, const std::string& out, const std::string& keyFile,
                 const std::string& mapsFolder);

/// The key in the file, made on first use (0600). BadArgument when others may read it.
Result<Key> keyFromFile(const std::string& path, const Random& random);

}
