// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/taken_away.h"

#include "engine/profile/new_names.h"
#include "engine/profile/path_names.h"

#include <algorithm>
#include <array>

namespace engine::profile {

namespace {

bool namesPatient(std::string_view keyword)
{
    constexpr std::array<std::string_view, 6> keywords{"PatientName",      "PatientID",
                                                       "OtherPatientIDs",  "OtherPatientNames",
                                                       "PatientBirthName", "PatientMotherBirthName"};
    return std::find(keywords.begin(), keywords.end(), keyword) != keywords.end();
}

}

void TakenAway::add(const dicom::Element& element)
{
    if (const auto kind = kindOf(element)) {
        m_identity.add(*kind, element.value);
        if (namesPatient(element.keyword))
            m_person.add(*kind, element.value);
        if (*kind == "date")
            eachValue(element.value, [&](const std::string& value) { m_days.insert(value.substr(0, 8)); });
        if (element.keyword == "PatientBirthDate")
            m_birthDays.insert(element.value.substr(0, 8));
    }
    for (const auto& item : element.items) {
        for (const auto& inner : item.elements)
            add(inner);
    }
}

void TakenAway::addPath(const std::string& path)
{
    for (const auto& [kind, value] : identityInPath(path, m_standard.text))
        m_identity.add(kind, value);
}

bool TakenAway::tellsDay(const std::string& uid) const
{
    return std::any_of(m_days.begin(), m_days.end(),
                       [&](const auto& day) { return day.size() == 8 && uid.find(day) != std::string::npos; });
}

std::optional<std::string> TakenAway::kindOf(const dicom::Element& element) const
{
    const auto listed = m_standard.dictionary.find(element.tag);
    if (element.vr == "PN" || (listed != m_standard.dictionary.end() && listed->second[1] == "PN"))
        return "name"; // also where the file gives it another representation
    if (element.vr == "DA" || element.vr == "DT")
        return "date";
    if (element.vr == "UI" && !m_standard.registeredUids.contains(element.value))
        return "uid";
    const auto kind = m_standard.identityKinds.find(element.keyword);
    return kind == m_standard.identityKinds.end() ? std::nullopt : std::optional{kind->second};
}

dicom::Element elementOf(const std::string& value, const std::string& keyword, const Standard& standard)
{
    dicom::Element element;
    element.keyword = keyword;
    element.value = value;
    element.vr = keyword; // private names are told by their representation
    if (const auto tag = standard.tagOf(keyword)) {
        element.tag = *tag;
        element.vr = standard.dictionary.find(*tag)->second[1];
    }
    return element;
}

}
