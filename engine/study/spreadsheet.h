// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/study/requests.h"

namespace engine::study {

/// Limits of a table in a spreadsheet: more is TooLarge.
constexpr std::size_t mostTableRows = 200'000, mostTableColumns = 500, mostTableBytes = 40'000'000;
/// What a part of the file (a sheet, its words) may unpack to.
constexpr std::uint64_t largestPart = 400'000'000;

/// A sheet of an XLSX file (ECMA-376 part 1, SpreadsheetML) as rows of text, in the worker; for `ReadSpreadsheet`.
Result<ReadSpreadsheet::Answer> readSpreadsheet(int fd, const std::string& sheet);

}
