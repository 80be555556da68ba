// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/new_names.h"

#include <algorithm>

namespace engine::profile {

namespace {

std::string trimmed(const std::string& text)
{
    const auto first = text.find_first_not_of(' ');
    return first == text.npos ? std::string{} : text.substr(first, text.find_last_not_of(' ') + 1 - first);
}

}

NewNames::NewNames(const Rules& rules, const Surroundings& surroundings, const crosswalk::Crosswalk& crosswalk,
                   const Standard& standard)
    : m_rules{rules}, m_surroundings{surroundings}, m_crosswalk{crosswalk}, m_standard{standard}
{
}

Person NewNames::person(const std::string& patientId, const std::string& studyUid)
{
    const auto id = trimmed(patientId);
    const auto key = id.empty() ? "study " + studyUid : id;
    const auto& imposed = m_surroundings.people;
    const auto own = std::find_if(imposed.begin(), imposed.end(), [&](const auto& pair) { return pair[0] == id; });
    const bool isImposed = own != imposed.end();
    // Ids that share an imposed pseudonym are one person, whose dates move together.
    const auto moved = isImposed ? "imposed " + (*own)[1] : key;
    const Person person{isImposed ? (*own)[1] : m_crosswalk.pseudonym(key),
                        m_crosswalk.daysBack(moved, m_rules.fewestDaysBack, m_rules.mostDaysBack)};
    if (!id.empty()) {
        addPair(m_people, id, person.pseudonym);
        addPair(m_days, id, std::to_string(-person.daysBack));
    }
    return person;
}

std::string NewNames::uids(const std::string& old)
{
    return madeAnew(old, [&](const std::string& uid) {
        if (m_standard.registeredUids.contains(uid))
            return uid;
        auto made = m_crosswalk.uid(uid);
        addPair(m_uids, uid, made);
        return made;
    });
}

std::string NewNames::deviceTitles(const std::string& old) const
{
    return madeAnew(old, [&](const std::string& title) {
        return trimmed(title).empty() ? std::string{} : m_crosswalk.deviceTitle(title);
    });
}

void NewNames::addPair(Pairs& pairs, const std::string& old, const std::string& now)
{
    if (!old.empty() && m_seen.insert(old + '\\' + now).second)
        pairs.push_back({old, now});
}

}
