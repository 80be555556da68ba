// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <string>
#include <vector>

namespace engine::journey {

/// The rows of a CSV file (RFC 4180) with the header line first; a byte order mark and blank lines are left out.
/// NotFound, NotReadable, TooLarge beyond 64 MB, Damaged with the line of a quote that does not end.
Result<std::vector<std::vector<std::string>>> readCsv(const std::string& path);

/// A field as RFC 4180 has it; one that a spreadsheet would run as a formula gets an apostrophe before it.
std::string csvField(const std::string& value);

}
