// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/expected_list.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace engine::journey {

namespace {

using study::CheckedFile;
using Row = std::map<std::string, std::string>; ///< column -> value, empty ones left out

const std::set<std::string> names{"patient_id", "study_uid", "series_uid"};
const std::set<std::string> counts{"studies", "series", "instances"};

Result<std::vector<Row>> rowsOf(const CsvRows& list)
{
    std::vector<Row> rows;
    const auto columns = list.empty() ? std::set<std::string>{} : std::set(list.front().begin(), list.front().end());
    if (!list.empty() && columns.size() != list.front().size())
        return Error{ErrorCode::BadArgument, "the list has two columns of one name"};
    for (std::size_t i = 1; i < list.size(); ++i) {
        const auto place = "row " + std::to_string(i) + " of the list";
        if (list[i].size() != list.front().size())
            return Error{ErrorCode::Damaged, place};
        Row row;
        for (std::size_t j = 0; j < list[i].size(); ++j) {
            if (const auto value = csvValue(list[i][j]); !value.empty())
                row[list.front()[j]] = value;
        }
        if (std::none_of(names.begin(), names.end(), [&](const auto& name) { return row.contains(name); }))
            return Error{ErrorCode::BadArgument, place + " names no patient_id, study_uid or series_uid"};
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string valueOf(const CheckedFile& file, const std::string& column)
{
    return column == "patient_id"  ? file.instance.patientId
           : column == "study_uid" ? file.instance.studyUid
                                   : file.instance.seriesUid;
}

bool isOf(const CheckedFile& file, const Row& row)
{
    return std::all_of(names.begin(), names.end(), [&](const auto& name) {
        const auto wanted = row.find(name);
        return wanted == row.end() || wanted->second == valueOf(file, name);
    });
}

std::size_t countOf(const std::vector<const CheckedFile*>& files, const std::string& what)
{
    std::set<std::string> uids;
    for (const auto* file : files)
        uids.insert(what == "studies"  ? file->instance.studyUid
                    : what == "series" ? file->instance.seriesUid
                                       : file->path);
    return uids.size();
}

Result<std::size_t> numberIn(const std::string& text, const std::string& place)
{
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size())
        return Error{ErrorCode::BadArgument, place + ": counts are whole numbers"};
    return number;
}

}

Result<CsvRows> readExpectedList(const std::string& path)
{
    auto rows = readCsv(path);
    if (rows && rows->size() < 2)
        return Error{ErrorCode::BadArgument, "the list has no row: " + path};
    return rows;
}

Result<std::vector<study::CheckFinding>> compareWithList(const std::vector<CheckedFile>& files, const CsvRows& list)
{
    const auto rows = rowsOf(list);
    if (!rows)
        return rows.error();
    std::vector<study::CheckFinding> findings;
    std::set<std::string> listed;
    for (std::size_t i = 0; i < rows->size(); ++i) {
        const auto place = "row " + std::to_string(i + 1) + " of the list";
        std::vector<const CheckedFile*> found;
        std::vector<std::string> paths;
        for (const auto& file : files) {
            if (!isOf(file, (*rows)[i]))
                continue;
            found.push_back(&file);
            paths.push_back(file.path);
            listed.insert(file.path);
        }
        for (const auto& what : counts) {
            const auto cell = (*rows)[i].find(what);
            if (cell == (*rows)[i].end())
                continue;
            const auto wanted = numberIn(cell->second, place);
            if (!wanted)
                return wanted.error();
            if (const auto there = countOf(found, what); there != *wanted)
                findings.push_back({"count-differs", place,
                                    std::to_string(there) + ' ' + what + " instead of " + std::to_string(*wanted),
                                    paths});
        }
        if (found.empty() && (*rows)[i].size() == 1)
            findings.push_back({"count-differs", place, "nothing of it is here", {}});
    }
    std::vector<std::string> others;
    for (const auto& file : files) {
        if (!rows->empty() && !listed.contains(file.path))
            others.push_back(file.path);
    }
    if (!others.empty())
        findings.push_back({"not-expected", {}, "in no row of the list", others});
    return findings;
}

}
