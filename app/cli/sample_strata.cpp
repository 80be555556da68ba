// SPDX-License-Identifier: Apache-2.0
#include "app/cli/sample_strata.h"

#include "engine/base/atomic_file.h"
#include "engine/base/csv.h"
#include "engine/base/wire.h"

#include <charconv>
#include <map>

namespace app::cli {

namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Json;
using engine::Result;
using Named = std::map<std::string, std::string>; ///< column -> value

constexpr std::size_t largestFile = 16U << 20U;

Result<std::vector<Named>> rowsOfJson(const Json& json)
{
    std::vector<Named> rows;
    try {
        for (const auto& row : json.is_array() ? json : json.at("strata")) {
            rows.emplace_back();
            for (const auto& [name, value] : row.items())
                rows.back()[name] = value.is_string() ? value.get<std::string>() : value.dump();
        }
    } catch (const Json::exception&) {
        return Error{ErrorCode::Damaged, "strata"};
    }
    return rows;
}

Result<std::vector<Named>> rowsOfTable(const engine::CsvRows& table)
{
    std::vector<Named> rows;
    for (std::size_t i = 1; i < table.size(); ++i) {
        if (table[i].size() != table.front().size())
            return Error{ErrorCode::Damaged, "row " + std::to_string(i)};
        rows.emplace_back();
        for (std::size_t j = 0; j < table[i].size(); ++j)
            rows.back()[table.front()[j]] = table[i][j];
    }
    return rows;
}

Result<std::vector<Named>> rowsOf(const std::string& file)
{
    const auto bytes = engine::readFile(file, largestFile);
    if (!bytes)
        return bytes.error();
    if (const auto json = engine::parseJson(engine::textOf(*bytes)); json && json->is_structured())
        return rowsOfJson(*json);
    const auto table = engine::rowsOfCsv(engine::textOf(*bytes));
    if (!table)
        return table.error();
    return rowsOfTable(*table);
}

/// BadArgument unless it is a whole number from 0; `absent` where the column is missing or empty.
Result<std::int64_t> countIn(const Named& row, const std::string& column, std::int64_t absent)
{
    const auto found = row.find(column);
    if (found == row.end() || found->second.empty())
        return absent;
    std::int64_t value = 0;
    const auto* end = found->second.data() + found->second.size();
    const auto [read, error] = std::from_chars(found->second.data(), end, value);
    if (error != std::errc{} || read != end || value < 0)
        return Error{ErrorCode::BadArgument, column + " is a whole number"};
    return value;
}

Result<StratumRow> stratumOf(const Named& row)
{
    const auto size = countIn(row, "N", 0);
    const auto inspected = countIn(row, "n", -1);
    const auto found = countIn(row, "x", 0);
    for (const auto* one : {&size, &inspected, &found}) {
        if (!*one)
            return one->error();
    }
    StratumRow stratum;
    stratum.isInspected = *inspected >= 0;
    stratum.lot = {*size, std::max<std::int64_t>(0, *inspected), *found};
    if (auto checked = engine::statistics::check(stratum.lot); !checked)
        return checked.error();
    const auto name = row.find("name");
    stratum.name = name == row.end() ? "" : name->second;
    const auto whole = row.find("whole");
    stratum.whole = whole != row.end() && (whole->second == "true" || whole->second == "1" || whole->second == "yes");
    return stratum;
}

}

Result<std::vector<StratumRow>> readStrata(const std::string& file)
{
    const auto rows = rowsOf(file);
    if (!rows)
        return Error{rows.error().code, rows.error().where.empty() ? file : rows.error().where};
    std::vector<StratumRow> strata;
    std::int64_t all = 0;
    for (const auto& row : *rows) {
        auto stratum = stratumOf(row);
        const auto place = "stratum " + std::to_string(strata.size() + 1);
        if (!stratum)
            return Error{stratum.error().code, place + ": " + stratum.error().where};
        if (stratum->name.empty())
            stratum->name = place;
        all += stratum->lot.size;
        strata.push_back(std::move(*stratum));
    }
    if (strata.empty() || all > engine::statistics::largestLot)
        return Error{ErrorCode::BadArgument,
                     "strata of 1 to " + std::to_string(engine::statistics::largestLot) + " items in all"};
    return strata;
}

}
