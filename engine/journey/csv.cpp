// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/csv.h"

#include "engine/base/atomic_file.h"

#include <csv.h>

#include <string_view>

namespace engine::journey {

namespace {

constexpr std::size_t largestFile = 64U << 20U;

struct Rows {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row;
};

void takeField(void* text, std::size_t length, void* rows)
{
    static_cast<Rows*>(rows)->row.emplace_back(static_cast<const char*>(text), length);
}

void takeRow(int, void* rows)
{
    auto& all = *static_cast<Rows*>(rows);
    all.rows.push_back(std::move(all.row));
    all.row.clear();
}

}

Result<std::vector<std::vector<std::string>>> readCsv(const std::string& path)
{
    const auto bytes = readFile(path, largestFile);
    if (!bytes)
        return bytes.error();
    std::string_view text = textOf(*bytes);
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return Error{ErrorCode::OutOfMemory, path};
    Rows rows;
    const auto parsed = csv_parse(&parser, text.data(), text.size(), takeField, takeRow, &rows);
    const bool isWhole = parsed == text.size() && csv_fini(&parser, takeField, takeRow, &rows) == 0;
    csv_free(&parser);
    if (!isWhole)
        return Error{ErrorCode::Damaged, path + ", row " + std::to_string(rows.rows.size() + 1)};
    return std::move(rows.rows);
}

std::string csvField(const std::string& value)
{
    const bool isFormula = !value.empty() && std::string_view{"=+-@\t\r"}.find(value.front()) != std::string_view::npos;
    const auto safe = isFormula ? '\'' + value : value;
    if (safe.find_first_of(",\"\r\n") == std::string::npos)
        return safe;
    std::string quoted = "\"";
    for (const char c : safe)
        quoted += c == '"' ? std::string{"\"\""} : std::string{c};
    return quoted + '"';
}

}
