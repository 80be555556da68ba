// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace engine {

using CsvRows = std::vector<std::vector<std::string>>;

/// The rows of a CSV text (RFC 4180) with the header line first; a byte order mark, blank lines, and blanks around a
/// field without quotes are left out. Damaged, with the row, when a quote does not end or stands where none may.
Result<CsvRows> rowsOfCsv(std::string_view text);
/// Of a file: also NotFound, NotReadable, TooLarge beyond 1 GiB. Errors name the file.
Result<CsvRows> readCsv(const std::string& path);

/// A field as RFC 4180 has it; one that a spreadsheet would run as a formula gets an apostrophe before it.
std::string csvField(const std::string& value);
/// What `csvField` was given, from the field as read.
std::string csvValue(std::string field);

}
