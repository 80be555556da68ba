// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/neighbours.h"

namespace engine::journey {

namespace {

/// An ID with more names and numbers than this is nobody's ("0", "ANON"); that several people have it is told anyway.
constexpr std::size_t mostOfAPerson = 200;

/// What a person is called and reached by, in any study: PatientName, OtherPatientIDs, ...
bool isOfPerson(const std::string& keyword)
{
    return keyword.rfind("Patient", 0) == 0 || keyword.rfind("OtherPatient", 0) == 0;
}

}

void Neighbours::add(const study::Instance& instance)
{
    if (instance.kind == study::FileKind::Image)
        return;
    if (!instance.studyUid.empty())
        m_studies[instance.studyUid].insert(instance.identity.begin(), instance.identity.end());
    if (instance.patientId.empty())
        return;
    auto& person = m_people[instance.patientId];
    for (const auto& pair : instance.identity) {
        if (isOfPerson(pair[1]) && person.size() < mostOfAPerson)
            person.insert(pair);
    }
}

std::vector<std::array<std::string, 2>> Neighbours::identityOf(const study::Instance& instance) const
{
    std::set<std::array<std::string, 2>> known;
    if (const auto study = m_studies.find(instance.studyUid); study != m_studies.end())
        known = study->second;
    if (const auto person = m_people.find(instance.patientId); person != m_people.end())
        known.insert(person->second.begin(), person->second.end());
    return {known.begin(), known.end()};
}

std::string Neighbours::pathOf(const study::Source& source)
{
    const auto above = source.root.substr(0, source.root.rfind('/') + 1);
    const bool isBelow = !source.root.empty() && source.path.rfind(above, 0) == 0;
    auto path = isBelow ? source.path.substr(above.size()) : source.path.substr(source.path.rfind('/') + 1);
    if (const auto member = source.shownPath.find("!/"); member != std::string::npos)
        path += '/' + source.shownPath.substr(member + 2);
    return path;
}

std::vector<std::array<std::string, 2>> Neighbours::peopleOf(const study::Instance& instance,
                                                             const std::map<std::string, std::string>& imposed)
{
    std::map<std::string, std::string> own;
    const auto take = [&](const std::string& id) {
        if (const auto found = imposed.find(id); found != imposed.end())
            own.insert(*found);
    };
    take(instance.patientId);
    for (const auto& [value, keyword] : instance.identity) {
        if (keyword == "PatientID" || keyword == "ClinicalTrialSubjectID")
            take(value);
    }
    std::vector<std::array<std::string, 2>> pairs;
    for (const auto& [old, now] : own)
        pairs.push_back({old, now});
    return pairs;
}

}
