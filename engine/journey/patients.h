// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <map>
#include <set>
#include <string>

namespace engine::journey {

/// Patient IDs and the pseudonyms that a person wants for them, from a CSV file with the columns id_old and id_new.
/// Two ids may get one pseudonym: then they are one person. BadArgument, with the row and never its values, for an id
/// named twice, a pseudonym that shows part of the id, or one that could not be a file name: letters, digits, and
/// ".", "-", "_" inside, at most 64 (VR LO).
Result<std::map<std::string, std::string>> readPatients(const std::string& csv);

/// The Patient IDs that share their pseudonym with another.
std::set<std::string> idsOfOnePseudonym(const std::map<std::string, std::string>& patients);

}
