// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/csv.h"
#include "engine/study/check_up.h"

namespace engine::journey {

/// A site's list from a file. BadArgument where it has no row: an export that failed is no list that is met.
Result<CsvRows> readExpectedList(const std::string& path);

/// The files against a site's list, see checkUp. None for a list without rows.
Result<std::vector<study::CheckFinding>> compareWithList(const std::vector<study::CheckedFile>& files,
                                                         const CsvRows& list);

}
