// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/key.h"
#include "engine/base/progress.h"
#include "engine/journey/values.h"
#include "engine/pool/pool.h"

#include <map>

namespace engine::journey {

/// Boxes to blank, by path as in `cli.md` or by SOP Instance UID.
using BoxesByFile = std::map<std::string, std::vector<pixels::Box>>;
/// Reads what `text` writes, or `{files:[{path|sop_uid, boxes:[…]}]}`; boxes judged safe are left out.
/// A box that names no frames gets last frame 0: all of them. Damaged.
Result<BoxesByFile> boxesFromJson(std::string_view text);

/// `deidentify` and `redact`: files to a folder, without a project.
struct OneShotWish {
    std::vector<std::string> inputs;
    std::string out;
    release::Status status = release::Status::Draft; ///< Part: `redact`
    profile::Rules rules;
    Key key;                         ///< of all new names
    std::string keyFile, mapsFolder; ///< empty: none; must lie apart from inputs and output
    BoxesByFile boxes;
    bool boxesGiven = false, fillGiven = false, dryRun = false;
    int fill = 0;
    std::string stamp; ///< goes into the manifest when not empty
};

struct OneShotFile {
    std::string path, output, reason; ///< output relative to `out`; empty when not written
    std::string outcome;              ///< written | set_aside | duplicate
    release::Write::Answer written;
    std::vector<pixels::Box> boxes; ///< asked for
};

struct OneShotResult {
    std::vector<OneShotFile> files; ///< in the order of the inputs
};

/// The folder is whole or absent. Overlap, Exists, BadArgument, NotBuilt (rules), NoSpace, Cancelled; single files that
/// cannot be written are set aside with their reason.
Result<OneShotResult> cleanFiles(const OneShotWish& wish, pool::Pool& pool, const Progress& progress);

/// The key in the file, made on first use (0600). BadArgument when others may read it.
Result<Key> keyFromFile(const std::string& path, const Random& random);

}
