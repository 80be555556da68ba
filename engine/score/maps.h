// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <map>
#include <string>

namespace engine::score {

/// What `--maps` of `deidentify` left: old to new. Original values: private.
struct Maps {
    std::map<std::string, std::string> uids, people;
    std::map<std::string, std::string> files; ///< path of the original -> path below the result; may be empty

    /// A UID that the map does not name stays what it was.
    std::string newUid(const std::string& old) const;
};

/// Reads uid_map.csv and patient_map.csv, and file_map.csv where there is one. NotFound, NotReadable, or Damaged with
/// file and row.
Result<Maps> readMaps(const std::string& folder);

}
