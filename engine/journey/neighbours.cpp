// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/neighbours.h"

namespace engine::journey {

void Neighbours::add(const study::Instance& instance)
{
    if (!instance.studyUid.empty() && instance.kind != study::FileKind::Image)
        m_studies[instance.studyUid].insert(instance.identity.begin(), instance.identity.end());
}

std::vector<std::array<std::string, 2>> Neighbours::identityOf(const study::Instance& instance) const
{
    const auto study = m_studies.find(instance.studyUid);
    if (study == m_studies.end())
        return {};
    return {study->second.begin(), study->second.end()};
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
