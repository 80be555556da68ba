// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/maps.h"

#include "engine/base/atomic_file.h"
#include "engine/base/csv.h"
#include "engine/dicom/utf8.h"

#include <algorithm>
#include <filesystem>
#include <map>

namespace engine::journey {

namespace {

Done writeCsv(const std::string& path, const std::string& header, const std::map<std::string, std::string>& rows)
{
    auto text = header + "\r\n";
    for (const auto& [from, to] : rows)
        text += csvField(from) + ',' + csvField(to) + "\r\n";
    return writeFile(path, viewOf(text), 0600);
}

/// A path is bytes; the list is UTF-8. A byte that is none is told as \xE9, so that the file can still be found.
std::string shownPath(std::string_view path)
{
    std::string shown;
    while (!path.empty()) {
        std::size_t length = 1;
        while (length <= 4 && !dicom::isUtf8(path.substr(0, length)))
            ++length;
        if (length <= 4) {
            shown += path.substr(0, length);
        } else {
            length = 1;
            constexpr std::string_view digits = "0123456789ABCDEF";
            const auto byte = static_cast<unsigned char>(path.front());
            shown += {'\\', 'x', digits[byte >> 4U], digits[byte & 15U]};
        }
        path.remove_prefix(std::min(length, path.size()));
    }
    return shown;
}

}

Done writeMaps(const std::string& folder, const OneShotResult& result)
{
    namespace fs = std::filesystem;
    std::error_code failure;
    fs::create_directories(folder, failure);
    fs::permissions(folder, fs::perms::owner_all, failure);
    if (failure)
        return Error{ErrorCode::NotWritable, folder};
    std::map<std::string, std::string> uids;
    std::map<std::string, std::string> people;
    std::map<std::string, std::string> days;
    std::map<std::string, std::string> files;
    for (const auto& file : result.files) {
        if (file.outcome != "written")
            continue;
        for (const auto& [from, to] : file.written.newUids)
            uids[from] = to;
        for (const auto& [from, to] : file.written.newPeople)
            people[from] = to;
        for (const auto& [from, to] : file.written.daysMoved)
            days[from] = to;
        files[shownPath(file.path)] = file.output;
    }
    auto written = writeCsv(folder + "/uid_map.csv", "id_old,id_new", uids);
    if (written)
        written = writeCsv(folder + "/patient_map.csv", "id_old,id_new", people);
    if (written)
        written = writeCsv(folder + "/date_shift.csv", "id_old,id_new", days);
    if (written)
        written = writeCsv(folder + "/file_map.csv", "path_old,path_new", files);
    return written;
}

}
