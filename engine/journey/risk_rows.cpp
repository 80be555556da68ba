// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/risk_rows.h"

#include "engine/base/hash.h"
#include "engine/journey/steps.h"
#include "engine/release/risk.h"
#include "engine/statistics/generalise.h"

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

Done read(const RiskOrder::Image& image, pool::Pool& pool, const Progress& progress, Values& values)
{
    const auto answer = inspect(image.source, image.question, pool, progress);
    if (!answer)
        return Error{answer.error().code, image.item};
    for (const auto& element : answer->elements) {
        const bool isTop = element.path.size() == std::string_view{"(0010,0040)"}.size();
        const auto kept = isTop && columnOf(element.keyword) < keywords.size() ? keptOf(element) : std::string{};
        if (!kept.empty())
            values[element.keyword].insert(kept);
    }
    return done();
}

std::string joined(const std::set<std::string>& values)
{
    std::string text;
    for (const auto& value : values)
        text += (text.empty() ? "" : "/") + value;
    return text;
}

std::vector<RiskOrder::Image> oneOfEachStudy(const Project& project, const std::string& patient,
                                             const std::set<std::string>& out)
{
    std::vector<RiskOrder::Image> chosen;
    for (const auto& study : project.collection().node(patient)->children) {
        for (const auto* entry : project.collection().instancesBelow(study)) {
            if (out.contains(entry->id) || entry->instance.kind != study::FileKind::Dicom)
                continue;
            chosen.push_back({entry->id, entry->source, project.questionAbout(*entry)});
            break;
        }
    }
    return chosen;
}

bool isChangeOf(const std::string& change, const std::string& column)
{
    return change.substr(0, change.rfind(':')) == column;
}

bool hasValues(const statistics::Microdata& table, const std::vector<std::string>& keys)
{
    const auto columns = statistics::keysOf(table, keys);
    return columns && std::any_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
               return std::any_of(columns->begin(), columns->end(), [&](auto column) { return !row[column].empty(); });
           });
}

}

RiskOrder riskOrderOf(const Project& project)
{
    std::set<std::string> out;
    for (const auto& one : project.leftOut())
        out.insert(one.item);
    RiskOrder order;
    auto seen = Json::array();
    for (const auto& patient : project.collection().patients()) {
        auto images = oneOfEachStudy(project, patient, out);
        if (images.empty())
            continue;
        for (const auto& image : images)
            seen.push_back({image.source.sha256, image.question.surroundings.texts});
        order.patients.push_back({patient, project.collection().node(patient)->uid, std::move(images)});
    }
    order.over = toHex(sha256(viewOf(toText(Json{{"rules", rulesOf(project.state())}, {"images", std::move(seen)}}))));
    return order;
}

Result<RiskRows> riskRows(const RiskOrder& order, pool::Pool& pool, const Progress& progress)
{
    RiskRows rows;
    rows.over = order.over;
    rows.table.columns.assign(keywords.begin(), keywords.end());
    rows.table.columns.emplace_back("Studies");
    rows.ofHeaders = rows.table.columns.size();
    for (const auto& patient : order.patients) {
        Values values;
        for (const auto& image : patient.images) {
            if (progress.stopped())
                return Error{ErrorCode::Cancelled, "risk"};
            if (auto took = read(image, pool, {progress.stop, {}}, values); !took)
                return took.error();
        }
        std::vector<std::string> row;
        for (const auto* keyword : keywords)
            row.push_back(joined(values[keyword]));
        row.push_back(std::to_string(patient.images.size()));
        rows.table.rows.push_back(std::move(row));
        rows.originals.push_back(patient.original);
        progress.report(rows.originals.size(), order.patients.size());
    }
    return rows.originals.empty() ? Result<RiskRows>{Error{ErrorCode::NotFound, "nothing leaves"}} : std::move(rows);
}

Done join(RiskRows& rows, const statistics::Microdata& linked, const std::string& by)
{
    const auto key = statistics::keysOf(linked, {by});
    if (!key)
        return key.error();
    const auto id = key->front();
    if (std::find(rows.originals.begin(), rows.originals.end(), by) != rows.originals.end())
        return Error{ErrorCode::BadArgument, "the first line of the table is a patient, and holds no names of columns"};
    std::map<std::string, const std::vector<std::string>*> byId;
    for (const auto& row : linked.rows) {
        if (!byId.emplace(row[id], &row).second)
            return Error{ErrorCode::BadArgument, "a patient comes twice in column " + by};
    }
    if (std::none_of(rows.originals.begin(), rows.originals.end(), [&](const auto& one) { return byId.contains(one); }))
        return Error{ErrorCode::BadArgument, "no patient of the project stands in column " + by};
    auto& table = rows.table;
    for (std::size_t column = 0; column < linked.columns.size(); ++column) {
        const auto& name = linked.columns[column];
        if (column == id)
            continue;
        if (std::find(table.columns.begin(), table.columns.end(), name) != table.columns.end())
            return Error{ErrorCode::BadArgument, "both headers and table have a column " + name};
        table.columns.push_back(name);
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            const auto found = byId.find(rows.originals[i]);
            table.rows[i].push_back(found == byId.end() ? std::string{} : (*found->second)[column]);
        }
    }
    return done();
}

Result<Json> assessRisk(const statistics::Microdata& table, const RiskWish& wish, const std::string& day)
{
    const auto coarser = statistics::changed(table, wish.changes);
    if (!coarser)
        return coarser.error();
    auto result = statistics::assess(*coarser, wish.assessment);
    if (!result)
        return result;
    (*result)["changes"] = wish.changes;
    (*result)["valid_on"] = day;
    return result;
}

Result<review::RiskAssessed> riskToKeep(const RiskRows& rows, const RiskWish& wish, const std::string& day)
{
    for (std::size_t i = 0; i < rows.ofHeaders; ++i) {
        const auto& column = rows.table.columns[i];
        if (std::any_of(wish.changes.begin(), wish.changes.end(),
                        [&](const auto& change) { return isChangeOf(change, column); }))
            return Error{ErrorCode::BadArgument, column + " leaves as the rules say: change it there"};
    }
    auto result = assessRisk(rows.table, wish, day);
    if (!result)
        return result.error();
    if (!hasValues(rows.table, wish.assessment.keys))
        return Error{ErrorCode::BadArgument, "nobody has a value of the keys: they tell nobody apart"};
    (*result)["linked_table"] = rows.table.columns.size() > rows.ofHeaders;
    return review::RiskAssessed{toText(*result), day, rows.over};
}

std::optional<release::RiskTold> riskTold(const Project& project)
{
    const auto& risk = project.state().risk;
    if (risk == review::RiskAssessed{})
        return std::nullopt;
    const auto assessment = parseJson(risk.assessment);
    const bool isWhole = assessment && release::isWhole(*assessment);
    return release::RiskTold{assessment ? *assessment : Json::object(), risk.on,
                             isWhole && risk.over == riskOrderOf(project).over};
}

}
