// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/linked_table.h"

#include "engine/base/atomic_file.h"
#include "engine/base/csv.h"
#include "engine/base/descriptor.h"
#include "engine/study/requests.h"

namespace engine::journey {

namespace {

constexpr std::size_t largestTable = 256U << 20U;

Result<statistics::Microdata> ofSpreadsheet(const std::string& file, const std::string& sheet, pool::Pool& pool,
                                            const Progress& progress)
{
    const auto opened = openForReading(file);
    if (!opened)
        return opened.error();
    auto answer = pool.call(pool::Kind::Files, study::ReadSpreadsheet{sheet}, {{opened->get()}, nullptr}, progress);
    return answer ? statistics::microdataOf(std::move(answer->rows)) : Result<statistics::Microdata>{answer.error()};
}

Result<statistics::Microdata> ofText(std::string_view text)
{
    if (text.substr(0, text.find('\n')).find('\t') != std::string_view::npos)
        return statistics::microdataOfTsv(text);
    auto rows = rowsOfCsv(text);
    if (!rows)
        return rows.error();
    for (auto& row : *rows) {
        for (auto& field : row)
            field = csvValue(std::move(field));
    }
    return statistics::microdataOf(std::move(*rows));
}

}

Result<statistics::Microdata> readTable(const std::string& file, const std::string& sheet, pool::Pool& pool,
                                        const Progress& progress)
{
    const auto bytes = readFile(file, largestTable);
    if (!bytes)
        return bytes.error();
    const auto text = textOf(*bytes);
    if (text.starts_with("\xD0\xCF\x11\xE0")) // the container of old spreadsheets, and of encrypted ones
        return Error{ErrorCode::Unsupported, "an old or encrypted spreadsheet: save it as XLSX or CSV"};
    if (text.starts_with("PK"))
        return ofSpreadsheet(file, sheet, pool, progress);
    return sheet.empty() ? ofText(text)
                         : Result<statistics::Microdata>{Error{ErrorCode::BadArgument, "a text has no sheets"}};
}

}
