// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"

namespace engine::journey {

/// A crosswalk in a file that a passphrase opens (Argon2id, then XChaCha20-Poly1305 under a key of the file's own):
/// what gives new names in a project, so that a second batch of the same patients gets the same ones elsewhere, and the
/// table of what was given. The project's own key is not in it: that one opens the project.

/// What a project's new names come from when it was given them: the sub-keys, and their name.
struct GivenCrosswalk {
    crosswalk::Secrets secrets;
    std::string keyId;
};
WIRE_FIELDS(GivenCrosswalk, secrets, keyId)
constexpr const char* givenCrosswalkRow = "given-crosswalk"; ///< kind of the store's record

/// One new name.
struct CrosswalkRow {
    std::string level; ///< patient | study | series | instance | photograph
    std::string before, after;
    std::string days; ///< of a patient whose dates are moved: "-123"

    auto operator<=>(const CrosswalkRow&) const = default;
};
WIRE_FIELDS(CrosswalkRow, level, before, after, days)

struct CrosswalkWritten {
    std::string sha256; ///< of the sealed file
    std::string keyId;
    std::size_t patients = 0, rows = 0;
};

/// What has candidates now, into a file that is not there yet (0600), and a note in the journal. Overlap, Exists (also
/// inside a part, draft or release), BadArgument without a passphrase, NotWritable, NoSpace, OutOfMemory.
Result<CrosswalkWritten> exportCrosswalk(Project& project, const std::string& path, const std::string& passphrase);

/// Gives an empty project the new names of the one that the file comes from, with its rules, and a note in the journal.
/// It holds for what the project makes after it was opened again. BadArgument where files were imported already or new
/// names given, or rules chosen that are others; WrongPassphrase, Damaged, Tampered, NotFound, NotReadable, TooLarge.
Result<CrosswalkWritten> importCrosswalk(Project& project, const std::string& path, const std::string& passphrase);

/// The table as CSV (level,id_old,id_new,days) in a file that is not there yet (0600). Errors as those two.
Result<CrosswalkWritten> writeCrosswalkTable(const std::string& path, const std::string& passphrase,
                                             const std::string& out);

}
