// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/table_file.h"

#include <fstream>

namespace engine::profile {

namespace {

std::vector<std::string> cellsOf(std::string_view line)
{
    std::vector<std::string> cells;
    for (;;) {
        const auto tab = line.find('\t');
        cells.emplace_back(line.substr(0, tab));
        if (tab == std::string_view::npos)
            return cells;
        line.remove_prefix(tab + 1);
    }
}

}

Result<TableFile> readTable(const std::string& folder, const std::string& name)
{
    std::ifstream file{folder + "/" + name};
    if (!file)
        return Error{ErrorCode::NotReadable, name};
    TableFile table;
    std::string line;
    if (!std::getline(file, line) || line.rfind("# ", 0) != 0)
        return Error{ErrorCode::Damaged, name};
    table.edition = line.substr(2);
    if (!std::getline(file, line))
        return Error{ErrorCode::Damaged, name};
    for (auto& cell : cellsOf(line))
        table.columns.emplace(std::move(cell), table.columns.size());
    while (std::getline(file, line)) {
        table.rows.push_back(cellsOf(line));
        if (table.rows.back().size() != table.columns.size())
            return Error{ErrorCode::Damaged, name + ", row " + std::to_string(table.rows.size())};
    }
    return table;
}

}
