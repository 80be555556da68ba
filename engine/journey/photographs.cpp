// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/photographs.h"

#include "engine/base/csv.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>

namespace engine::journey {

namespace {

bool isLetter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || std::isalpha(byte) != 0;
}

/// What cameras and programs call their files.
bool isOfCamera(std::string word)
{
    constexpr std::string_view known[] = {"IMG",   "DSC",  "DSCN", "DSCF", "PXL",  "DCIM",  "IMAGE",
                                          "PHOTO", "PICT", "SCAN", "FOTO", "FILE", "MVIMG", "SCREENSHOT",
                                          "COPY",  "JPG",  "JPEG", "PNG",  "TIFF", "LEFT",  "RIGHT"};
    std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) { return std::toupper(c); });
    return std::find(std::begin(known), std::end(known), word) != std::end(known);
}

/// Words of three letters and more.
std::vector<std::string> wordsOf(std::string_view name)
{
    std::vector<std::string> words(1);
    for (const char c : name) {
        if (isLetter(c))
            words.back() += c;
        else if (!words.back().empty())
            words.emplace_back();
    }
    std::erase_if(words, [](const std::string& word) { return word.size() < 3 || isOfCamera(word); });
    return words;
}

/// What `{id}` stands for where a name fits a pattern of one folder: the shortest, from the left.
std::optional<std::string> fits(std::string_view pattern, std::string_view name, std::string id = {})
{
    if (pattern.empty())
        return name.empty() ? std::optional{std::move(id)} : std::nullopt;
    const bool isId = pattern.starts_with("{id}");
    if (!isId && pattern.front() != '*')
        return !name.empty() && name.front() == pattern.front() ? fits(pattern.substr(1), name.substr(1), std::move(id))
                                                                : std::nullopt;
    for (std::size_t length = isId ? 1 : 0; length <= name.size(); ++length) {
        auto found =
            fits(pattern.substr(isId ? 4 : 1), name.substr(length), isId ? std::string{name.substr(0, length)} : id);
        if (found)
            return found;
    }
    return std::nullopt;
}

std::vector<std::string_view> foldersOf(std::string_view path)
{
    std::vector<std::string_view> folders;
    while (!path.empty()) {
        const auto end = std::min(path.find('/'), path.size());
        folders.push_back(path.substr(0, end));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return folders;
}

/// Empty where it does not fit.
std::string idByPattern(const std::string& pattern, const std::string& path)
{
    const auto wanted = foldersOf(pattern), there = foldersOf(path);
    if (wanted.empty() || wanted.size() > there.size())
        return {};
    std::string id;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const auto found = fits(wanted[i], there[there.size() - wanted.size() + i]);
        if (!found)
            return {};
        id = found->empty() ? id : *found;
    }
    return id;
}

std::string idFor(const LinkRule& rule, const std::string& path)
{
    for (const auto& name : {path, path.substr(path.rfind('/') + 1)}) {
        if (const auto row = rule.table.find(name); row != rule.table.end())
            return row->second;
    }
    return idByPattern(rule.pattern, path);
}

}

Result<LinkRule> linkRule(const std::string& pattern, const std::string& table)
{
    LinkRule rule{pattern, {}};
    const auto id = pattern.find("{id}");
    const bool isOnce = id != std::string::npos && pattern.find("{id}", id + 4) == std::string::npos;
    if (!pattern.empty() && (!isOnce || std::count(pattern.begin(), pattern.end(), '*') > 8))
        return Error{ErrorCode::BadArgument, "a pattern holds {id} once, as in {id}/* or */{id}_*"};
    if (table.empty())
        return rule;
    const auto rows = readCsv(table);
    if (!rows)
        return rows.error();
    if (rows->empty() || rows->front() != std::vector<std::string>{"path", "id"})
        return Error{ErrorCode::BadArgument, table + ": the first line must be path,id"};
    for (std::size_t i = 1; i < rows->size(); ++i) {
        const auto& row = (*rows)[i];
        if (row.size() != 2 || row[0].empty() || row[1].empty() || !rule.table.emplace(row[0], row[1]).second)
            return Error{ErrorCode::BadArgument, table + ", row " + std::to_string(i + 1)};
    }
    return rule;
}

std::size_t linkPhotographs(std::vector<Discovered>& discovered, const LinkRule& rule)
{
    std::size_t linked = 0;
    for (auto& found : discovered) {
        const auto id = isReleasable(found.instance) ? idFor(rule, found.source.shownPath) : std::string{};
        if (id.empty())
            continue;
        found.instance.patientId = id;
        found.instance.studyUid += " of " + id; // else one study would have several patients
        found.instance.seriesUid += " of " + id;
        found.instance.identity.push_back({id, "PatientID"});
        ++linked;
    }
    return linked;
}

LinkTrial tryLinks(const std::vector<Discovered>& discovered, const LinkRule& rule)
{
    LinkTrial trial;
    std::set<std::string> patients;
    for (const auto& found : discovered) {
        if (!isReleasable(found.instance))
            continue;
        ++trial.photographs;
        auto id = idFor(rule, found.source.shownPath);
        if (id.empty())
            continue;
        if (++trial.linked == 1) {
            trial.path = found.source.shownPath;
            trial.id = id;
        }
        patients.insert(std::move(id));
    }
    trial.patients = patients.size();
    return trial;
}

bool isReleasable(const study::Instance& instance)
{
    return instance.kind == study::FileKind::Image && !instance.sopInstanceUid.empty();
}

void placePhotograph(Discovered& photograph)
{
    auto& instance = photograph.instance;
    const auto& path = photograph.source.shownPath;
    const auto slash = path.rfind('/');
    const auto folder = slash == std::string::npos ? std::string{} : path.substr(0, slash);
    const auto name = path.substr(slash == std::string::npos ? 0 : slash + 1);
    instance.studyUid = "photographs";
    instance.seriesUid = "photographs in " + folder;
    instance.seriesDescription = "photographs";
    for (const auto& word : wordsOf(name.substr(0, name.rfind('.'))))
        instance.identity.push_back({word, "PatientName"});
}

}
