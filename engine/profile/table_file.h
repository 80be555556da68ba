// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <map>
#include <string>
#include <vector>

namespace engine::profile {

/// A table of `resources`: a first line "# edition, source", a line of column names, tab-separated rows.
struct TableFile {
    std::string edition; ///< the first line without "# "
    std::map<std::string, std::size_t, std::less<>> columns;
    std::vector<std::vector<std::string>> rows; ///< each as wide as `columns`
};

/// NotReadable, or Damaged when a line is missing or a row has another width; the place is the file's own name.
Result<TableFile> readTable(const std::string& folder, const std::string& name);

}
