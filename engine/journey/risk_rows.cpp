// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/risk_rows.h"

#include "engine/journey/steps.h"

#include <algorithm>
#include <array>
#include <set>

namespace engine::journey {

namespace {

/// What of a header describes a person or a place, and options of PS3.15 can keep.
constexpr std::array keywords{"PatientSex",       "PatientAge",   "PatientSize",           "PatientWeight",
                              "EthnicGroup",      "Occupation",   "PregnancyStatus",       "SmokingStatus",
                              "Manufacturer",     "StudyDate",    "ManufacturerModelName", "DeviceSerialNumber",
                              "BodyPartExamined", "Modality",     "InstitutionName",       "StationName",
                              "StudyDescription", "PatientState", "CountryOfResidence"};

using Values = std::map<std::string, std::set<std::string>>; // by keyword

std::size_t columnOf(const std::string& keyword)
{
    return static_cast<std::size_t>(std::find(keywords.begin(), keywords.end(), keyword) - keywords.begin());
}

/// What the file says once it has left; the letters of Table E.1-1a.
std::string keptOf(const profile::PlannedElement& element)
{
    const bool stays = element.action.empty() || element.action == "K";
    return stays ? element.before : element.after;
}

Done read(const Project& project, const study::Entry& entry, pool::Pool& pool, const Progress& progress, Values& values)
{
    const auto answer = inspect(entry.source, project.questionAbout(entry), pool, progress);
    if (!answer)
        return Error{answer.error().code, entry.id};
    for (const auto& element : answer->elements) {
        const bool isTop = element.path.size() == std::string_view{"(0010,0040)"}.size();
        const auto kept = isTop && columnOf(element.keyword) < keywords.size() ? keptOf(element) : std::string{};
        if (!kept.empty())
            values[element.keyword].insert(kept);
    }
    return done();
}

/// One image of each study of a patient that leaves.
std::vector<const study::Entry*> oneOfEachStudy(const Project& project, const std::string& patient,
                                                const std::set<std::string>& out)
{
    std::vector<const study::Entry*> chosen;
    for (const auto& study : project.collection().node(patient)->children) {
        for (const auto* entry : project.collection().instancesBelow(study)) {
            if (out.contains(entry->id) || entry->instance.kind != study::FileKind::Dicom)
                continue;
            chosen.push_back(entry);
            break;
        }
    }
    return chosen;
}

std::string joined(const std::set<std::string>& values)
{
    std::string text;
    for (const auto& value : values)
        text += (text.empty() ? "" : "/") + value;
    return text;
}

}

Result<RiskRows> riskRows(const Project& project, pool::Pool& pool, const Progress& progress)
{
    std::set<std::string> out;
    for (const auto& one : project.leftOut())
        out.insert(one.item);
    RiskRows rows;
    rows.table.columns.assign(keywords.begin(), keywords.end());
    rows.table.columns.emplace_back("Studies");
    const auto& patients = project.collection().patients();
    for (std::size_t i = 0; i < patients.size(); ++i) {
        const auto images = oneOfEachStudy(project, patients[i], out);
        Values values;
        for (const auto* image : images) {
            if (progress.stopped())
                return Error{ErrorCode::Cancelled, "risk"};
            if (auto took = read(project, *image, pool, {progress.stop, {}}, values); !took)
                return took.error();
        }
        progress.report(i + 1, patients.size());
        if (images.empty())
            continue;
        std::vector<std::string> row;
        for (const auto* keyword : keywords)
            row.push_back(joined(values[keyword]));
        row.push_back(std::to_string(images.size()));
        rows.table.rows.push_back(std::move(row));
        rows.patients.push_back(patients[i]);
    }
    return rows.patients.empty() ? Result<RiskRows>{Error{ErrorCode::NotFound, "nothing leaves"}} : std::move(rows);
}

Done join(RiskRows& rows, const Project& project, const statistics::Microdata& linked, const std::string& by)
{
    const auto key = statistics::keysOf(linked, {by});
    if (!key)
        return key.error();
    const auto id = key->front();
    std::map<std::string, const std::vector<std::string>*> byId;
    for (const auto& row : linked.rows) {
        if (!byId.emplace(row[id], &row).second)
            return Error{ErrorCode::BadArgument, "a patient comes twice in column " + by};
    }
    auto& table = rows.table;
    for (std::size_t column = 0; column < linked.columns.size(); ++column) {
        const auto& name = linked.columns[column];
        if (column == id)
            continue;
        if (std::find(table.columns.begin(), table.columns.end(), name) != table.columns.end())
            return Error{ErrorCode::BadArgument, "both headers and table have a column " + name};
        table.columns.push_back(name);
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            const auto found = byId.find(project.collection().node(rows.patients[i])->uid);
            table.rows[i].push_back(found == byId.end() ? std::string{} : (*found->second)[column]);
        }
    }
    return done();
}

}
