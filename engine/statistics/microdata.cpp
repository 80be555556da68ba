// SPDX-License-Identifier: Apache-2.0
#include "engine/statistics/microdata.h"

#include <algorithm>
#include <map>
#include <set>

namespace engine::statistics {

namespace {

std::vector<std::string> fieldsOf(std::string_view line)
{
    std::vector<std::string> fields;
    for (std::size_t start = 0; start <= line.size();) {
        const auto end = std::min(line.find('\t', start), line.size());
        fields.emplace_back(line.substr(start, end - start));
        start = end + 1;
    }
    return fields;
}

bool mayBeSame(const std::vector<std::string>& one, const std::vector<std::string>& other, const Keys& keys)
{
    return std::all_of(keys.begin(), keys.end(),
                       [&](auto key) { return one[key].empty() || other[key].empty() || one[key] == other[key]; });
}

}

Result<Microdata> microdataOf(std::vector<std::vector<std::string>> rows)
{
    if (rows.size() < 2)
        return Error{ErrorCode::BadArgument, "a table has a header line and at least one row"};
    Microdata table;
    table.columns = std::move(rows.front());
    if (std::set<std::string>{table.columns.begin(), table.columns.end()}.size() != table.columns.size())
        return Error{ErrorCode::BadArgument, "two columns have one name"};
    rows.erase(rows.begin());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].size() != table.columns.size())
            return Error{ErrorCode::Damaged, "row " + std::to_string(i + 1) + ": another number of fields"};
    }
    table.rows = std::move(rows);
    return table;
}

Result<Microdata> microdataOfTsv(std::string_view text)
{
    std::vector<std::vector<std::string>> rows;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (!line.empty())
            rows.push_back(fieldsOf(line));
    }
    return microdataOf(std::move(rows));
}

Result<Keys> keysOf(const Microdata& table, const std::vector<std::string>& names)
{
    Keys keys;
    for (const auto& name : names) {
        const auto column = std::find(table.columns.begin(), table.columns.end(), name);
        const auto key = static_cast<std::size_t>(column - table.columns.begin());
        if (column == table.columns.end())
            return Error{ErrorCode::BadArgument, "no column " + name};
        if (std::find(keys.begin(), keys.end(), key) != keys.end())
            return Error{ErrorCode::BadArgument, "column " + name + " is named twice"};
        keys.push_back(key);
    }
    return keys;
}

Classes classesOf(const Microdata& table, const Keys& keys)
{
    Classes classes;
    std::map<std::vector<std::string>, std::size_t> known;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        std::vector<std::string> values;
        for (const auto key : keys)
            values.push_back(table.rows[row][key]);
        const auto [found, isNew] = known.emplace(std::move(values), classes.members.size());
        if (isNew)
            classes.members.emplace_back();
        classes.members[found->second].push_back(row);
        classes.classOf.push_back(found->second);
    }
    return classes;
}

std::vector<std::size_t> compatibleRows(const Microdata& table, const Keys& keys)
{
    const auto classes = classesOf(table, keys);
    std::vector<std::size_t> ofClass(classes.members.size(), 0);
    for (std::size_t i = 0; i < classes.members.size(); ++i) {
        for (const auto& other : classes.members) {
            if (mayBeSame(table.rows[classes.members[i].front()], table.rows[other.front()], keys))
                ofClass[i] += other.size();
        }
    }
    std::vector<std::size_t> counts;
    for (const auto one : classes.classOf)
        counts.push_back(ofClass[one]);
    return counts;
}

}
