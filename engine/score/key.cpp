// SPDX-License-Identifier: Apache-2.0
#include "engine/score/key.h"

#include "engine/base/atomic_file.h"

#include <algorithm>
#include <array>

namespace engine::score {

namespace {

struct Row {
    Demand demand;
    std::string_view name;
};
constexpr std::array<Row, 10> rows{{{Demand::TagRetained, "tag_retained"},
                                    {Demand::TextNotNull, "text_notnull"},
                                    {Demand::TextRetained, "text_retained"},
                                    {Demand::TextRemoved, "text_removed"},
                                    {Demand::DateShifted, "date_shifted"},
                                    {Demand::UidChanged, "uid_changed"},
                                    {Demand::UidConsistent, "uid_consistent"},
                                    {Demand::PatientIdConsistent, "patid_consistent"},
                                    {Demand::PixelsHidden, "pixels_hidden"},
                                    {Demand::PixelsRetained, "pixels_retained"}}};

constexpr std::size_t longestKey = 1U << 30U;

}

std::string_view nameOf(Demand demand)
{
    return std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.demand == demand; })->name;
}

std::optional<Demand> demandNamed(std::string_view name)
{
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.name == name; });
    return row == rows.end() ? std::nullopt : std::optional{row->demand};
}

std::size_t Key::checks() const
{
    std::size_t sum = 0;
    for (const auto& subject : subjects)
        sum += subject.checks.size();
    return sum;
}

Result<Key> readKey(const std::string& path)
{
    const auto bytes = readFile(path, longestKey);
    if (!bytes)
        return bytes.error();
    auto key = textOf(*bytes).starts_with("SQLite format 3") ? keyFromSqlite(path) : keyFromTsv(textOf(*bytes));
    if (!key)
        return Error{key.error().code, path + ": " + key.error().where};
    if (key->checks() == 0)
        return Error{ErrorCode::Damaged, path + ": the key asks for nothing"};
    return key;
}

}
