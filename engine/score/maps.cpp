// SPDX-License-Identifier: Apache-2.0
#include "engine/score/maps.h"

#include "engine/base/atomic_file.h"

namespace engine::score {

namespace {

constexpr std::size_t longestMap = 1U << 30U;

/// `journey::csvField` guards a field that a spreadsheet would run.
std::string unguarded(std::string field)
{
    constexpr std::string_view steering = "=+-@\t\r";
    if (field.size() > 1 && field[0] == '\'' && steering.find(field[1]) != std::string_view::npos)
        field.erase(0, 1);
    return field;
}

Result<std::map<std::string, std::string>> readMap(const std::string& path)
{
    const auto bytes = readFile(path, longestMap);
    if (!bytes)
        return bytes.error();
    auto lines = fieldsOf(textOf(*bytes));
    if (!lines)
        return Error{ErrorCode::Damaged, path};
    std::map<std::string, std::string> map;
    for (std::size_t i = 1; i < lines->size(); ++i) {
        const auto& fields = (*lines)[i];
        if (fields.size() != 2)
            return Error{ErrorCode::Damaged, path + " line " + std::to_string(i + 1)};
        map[unguarded(fields[0])] = unguarded(fields[1]);
    }
    return map;
}

}

std::string Maps::newUid(const std::string& old) const
{
    const auto found = uids.find(old);
    return found == uids.end() ? old : found->second;
}

Result<Maps> readMaps(const std::string& folder)
{
    Maps maps;
    auto uids = readMap(folder + "/uid_map.csv");
    if (!uids)
        return uids.error();
    auto people = readMap(folder + "/patient_map.csv");
    if (!people)
        return people.error();
    maps.uids = *std::move(uids);
    maps.people = *std::move(people);
    auto files = readMap(folder + "/file_map.csv");
    if (files)
        maps.files = *std::move(files);
    else if (files.error().code != ErrorCode::NotFound)
        return files.error(); // MIDI-B itself knows the other two only
    return maps;
}

Result<std::vector<std::vector<std::string>>> fieldsOf(std::string_view csv)
{
    std::vector<std::vector<std::string>> lines;
    std::vector<std::string> fields(1);
    bool isQuoted = false;
    for (std::size_t i = 0; i < csv.size(); ++i) {
        const char c = csv[i];
        if (isQuoted && c == '"' && i + 1 < csv.size() && csv[i + 1] == '"') {
            fields.back() += csv[++i];
        } else if (c == '"') {
            isQuoted = !isQuoted;
        } else if (!isQuoted && c == ',') {
            fields.emplace_back();
        } else if (!isQuoted && c == '\n') {
            if (fields.size() > 1 || !fields.back().empty())
                lines.push_back(std::move(fields));
            fields.assign(1, {});
        } else if (isQuoted || c != '\r') {
            fields.back() += c;
        }
    }
    if (isQuoted)
        return Error{ErrorCode::Damaged, "quoted field"};
    if (fields.size() > 1 || !fields.back().empty())
        lines.push_back(std::move(fields));
    return lines;
}

}
