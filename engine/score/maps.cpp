// SPDX-License-Identifier: Apache-2.0
#include "engine/score/maps.h"

#include "engine/base/csv.h"

namespace engine::score {

namespace {

Result<std::map<std::string, std::string>> readMap(const std::string& path)
{
    const auto rows = readCsv(path);
    if (!rows)
        return rows.error();
    std::map<std::string, std::string> map;
    for (std::size_t i = 1; i < rows->size(); ++i) {
        const auto& fields = (*rows)[i];
        if (fields.size() != 2)
            return Error{ErrorCode::Damaged, path + ", row " + std::to_string(i + 1)};
        map[csvValue(fields[0])] = csvValue(fields[1]);
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

}
