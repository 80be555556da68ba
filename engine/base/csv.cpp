// SPDX-License-Identifier: Apache-2.0
#include "engine/base/csv.h"

#include "engine/base/atomic_file.h"

#include <csv.h>

namespace engine {

namespace {

constexpr std::size_t largestFile = 1U << 30U; // a map of all UIDs of some million files
constexpr std::string_view steering = "=+-@\t\r";

struct Rows {
    CsvRows rows;
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

bool isSteering(char first)
{
    return steering.find(first) != std::string_view::npos;
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

}

Result<CsvRows> rowsOfCsv(std::string_view text)
{
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return Error{ErrorCode::OutOfMemory, "CSV"};
    Rows rows;
    const auto parsed = csv_parse(&parser, text.data(), text.size(), takeField, takeRow, &rows);
    const bool isWhole = parsed == text.size() && csv_fini(&parser, takeField, takeRow, &rows) == 0;
    csv_free(&parser);
    if (!isWhole)
        return Error{ErrorCode::Damaged, "row " + std::to_string(rows.rows.size() + 1)};
    return std::move(rows.rows);
}

Result<CsvRows> readCsv(const std::string& path)
{
    const auto bytes = readFile(path, largestFile);
    if (!bytes)
        return bytes.error();
    auto rows = rowsOfCsv(textOf(*bytes));
    return rows ? std::move(rows) : Result<CsvRows>{Error{rows.error().code, path + ", " + rows.error().where}};
}

std::string csvField(const std::string& value)
{
    const auto safe = !value.empty() && isSteering(value.front()) ? '\'' + value : value;
    const bool hasEdge = !safe.empty() && (isBlank(safe.front()) || isBlank(safe.back()));
    if (safe.find_first_of(",\"\r\n") == std::string::npos && !hasEdge)
        return safe;
    std::string quoted = "\"";
    for (const char c : safe)
        quoted += c == '"' ? std::string{"\"\""} : std::string{c};
    return quoted + '"';
}

std::string csvValue(std::string field)
{
    if (field.size() > 1 && field[0] == '\'' && isSteering(field[1]))
        field.erase(0, 1);
    return field;
}

}
