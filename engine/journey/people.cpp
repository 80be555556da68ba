// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/people.h"

#include "engine/profile/fold.h"

#include <algorithm>
#include <sstream>

namespace engine::journey {

namespace {

/// A family name alone is the name of many.
bool isWhole(const std::set<std::string>& words, const std::string& birthDate)
{
    return words.size() >= 2 && !birthDate.empty();
}

std::string trimmed(std::string id)
{
    id.erase(id.find_last_not_of(' ') + 1);
    id.erase(0, id.find_first_not_of(' '));
    return id;
}

}

void People::add(const study::Instance& instance)
{
    const auto person = personOf(instance);
    const auto id = trimmed(instance.patientId);
    if (id.empty())
        return;
    m_personsOfId[id].insert(person);
    if (isWhole(person.words, person.birthDate))
        m_idsOfPerson[person].insert(id);
}

std::vector<std::string> People::doubtsOf(const study::Instance& instance) const
{
    std::vector<std::string> doubts;
    const auto person = personOf(instance);
    const auto persons = m_personsOfId.find(trimmed(instance.patientId));
    if (persons != m_personsOfId.end() && !std::all_of(persons->second.begin(), persons->second.end(),
                                                       [&](const Person& other) { return mayBeOne(person, other); }))
        doubts.emplace_back("two-people-one-id");
    const auto ids = m_idsOfPerson.find(person);
    if (ids != m_idsOfPerson.end() && ids->second.size() > 1)
        doubts.emplace_back("one-person-two-ids");
    return doubts;
}

People::Person People::personOf(const study::Instance& instance)
{
    Person person;
    std::istringstream words{profile::fold(instance.patientName)};
    for (std::string word; words >> word;)
        person.words.insert(word);
    for (const auto& [value, keyword] : instance.identity) {
        if (keyword == "PatientBirthDate")
            person.birthDate = trimmed(value);
    }
    return person;
}

bool People::mayBeOne(const Person& one, const Person& other)
{
    const auto holds = [](const std::set<std::string>& all, const std::set<std::string>& some) {
        return std::includes(all.begin(), all.end(), some.begin(), some.end());
    };
    const bool isDateOne = one.birthDate.empty() || other.birthDate.empty() || one.birthDate == other.birthDate;
    return isDateOne && (holds(one.words, other.words) || holds(other.words, one.words));
}

}
