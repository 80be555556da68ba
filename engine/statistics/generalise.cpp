// SPDX-License-Identifier: Apache-2.0
#include "engine/statistics/generalise.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace engine::statistics {

namespace {

constexpr std::array<std::pair<Generalisation, std::string_view>, 4> names{
    {{Generalisation::Drop, "drop"},
     {Generalisation::FiveYearBands, "five-year-bands"},
     {Generalisation::TopCode, "top-code-90"},
     {Generalisation::YearOnly, "year-only"}}};
constexpr int topAge = 90;

bool areDigits(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Whole years.
std::optional<int> ageIn(std::string_view text)
{
    const bool isAgeString = text.size() == 4 && areDigits(text.substr(0, 3));
    if (isAgeString && (text[3] == 'M' || text[3] == 'W' || text[3] == 'D'))
        return 0;
    if (isAgeString && text[3] == 'Y')
        text.remove_suffix(1);
    if (!areDigits(text) || text.size() > 3)
        return std::nullopt;
    int age = 0;
    std::from_chars(text.data(), text.data() + text.size(), age);
    return age;
}

std::optional<std::string> yearIn(const std::string& text)
{
    const bool isPlain = text.size() == 8 && areDigits(text);
    const bool isDashed = text.size() == 10 && text[4] == '-' && text[7] == '-' && areDigits(text.substr(0, 4)) &&
                          areDigits(text.substr(5, 2)) && areDigits(text.substr(8));
    return isPlain || isDashed ? std::optional{text.substr(0, 4)} : std::nullopt;
}

/// Nothing where the value is none of the kind.
std::optional<std::string> coarser(const std::string& value, Generalisation how)
{
    const auto age = ageIn(value);
    switch (how) {
    case Generalisation::Drop:
        return "*";
    case Generalisation::FiveYearBands:
        if (!age)
            return std::nullopt;
        return std::to_string(*age / 5 * 5) + '-' + std::to_string(*age / 5 * 5 + 4);
    case Generalisation::TopCode:
        if (!age)
            return std::nullopt;
        return *age >= topAge ? ">=" + std::to_string(topAge) : value;
    case Generalisation::YearOnly:
        return yearIn(value);
    }
    return std::nullopt;
}

}

std::string nameOf(Generalisation how)
{
    const auto row = std::find_if(names.begin(), names.end(), [&](const auto& one) { return one.first == how; });
    return std::string{row->second};
}

std::optional<Generalisation> generalisationNamed(std::string_view name)
{
    const auto row = std::find_if(names.begin(), names.end(), [&](const auto& one) { return one.second == name; });
    return row == names.end() ? std::nullopt : std::optional{row->first};
}

bool isPossible(const Microdata& table, std::size_t column, Generalisation how)
{
    return std::all_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
        return (row[column].empty() && how != Generalisation::Drop) || coarser(row[column], how).has_value();
    });
}

Result<Microdata> generalised(Microdata table, std::size_t column, Generalisation how)
{
    if (!isPossible(table, column, how))
        return Error{ErrorCode::BadArgument, table.columns[column] + " cannot become " + nameOf(how)};
    for (auto& row : table.rows) {
        if (!row[column].empty() || how == Generalisation::Drop)
            row[column] = *coarser(row[column], how);
    }
    return table;
}

Result<Microdata> changed(Microdata table, const std::vector<std::string>& changes)
{
    for (const auto& change : changes) {
        const auto colon = change.rfind(':');
        const auto how = generalisationNamed(colon == std::string::npos ? std::string{} : change.substr(colon + 1));
        const auto column = keysOf(table, {change.substr(0, colon)});
        if (!how || !column)
            return Error{ErrorCode::BadArgument, change + " is no COLUMN:drop|five-year-bands|top-code-90|year-only"};
        auto next = generalised(std::move(table), column->front(), *how);
        if (!next)
            return next.error();
        table = std::move(*next);
    }
    return table;
}

std::vector<WhatIf> whatIfs(const Microdata& table, const Keys& keys)
{
    std::vector<WhatIf> all;
    for (const auto key : keys) {
        for (const auto& [how, name] : names) {
            const auto other = generalised(table, key, how);
            if (!other || other->rows == table.rows)
                continue;
            const auto classes = classesOf(*other, keys);
            all.push_back({key, how, smallestClass(classes), sampleUniques(classes), prosecutor(classes)});
        }
    }
    return all;
}

}
