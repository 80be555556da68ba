// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pool/pool.h"

#include <string>

namespace engine::journey {

struct Packed {
    std::string sha256; ///< of the archive
    std::size_t files = 0;
};

/// A release as one file to hand on: a ZIP (deflate) or TAR (not compressed) by the ending of `file`. The release is
/// verified first. The same release gives the same bytes wherever it lies and whoever packs it: members in the order of
/// their paths under `safelight-release/`, without owner, and as old as the format can say (1970, ZIP 1980); a ZIP's
/// bytes depend on the version of zlib too. The file is whole or absent, and may be several gigabytes.
/// BadArgument for another ending, and for a file inside the release; Tampered where `verify` finds a fault, and for
/// what is no release; Exists, NotWritable, NoSpace, Cancelled, and the errors of a worker.
Result<Packed> packRelease(const std::string& folder, const std::string& file, pool::Pool& pool,
                           const Progress& progress);

}
