// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/requests.h"
#include "engine/profile/standard.h"

namespace engine::profile {

/// A person under the new name.
struct Person {
    std::string pseudonym;
    int daysBack = 0; ///< of all dates
};

/// Gives new names in one file and keeps the pairs for the maps. What is given in must outlive it.
class NewNames {
public:
    NewNames(const Rules& rules, const Surroundings& surroundings, const crosswalk::Crosswalk& crosswalk,
             const Standard& standard);

    /// Of a Patient ID. Without one nobody knows whether two studies show one person: each study stands for itself.
    Person person(const std::string& patientId, const std::string& studyUid);
    /// Of every value; registered UIDs stay.
    std::string uids(const std::string& old);
    /// Of an instance that shares its UID with another: from the UID and what only this file has. References go to the
    /// other one.
    std::string twinUid(const std::string& old) const { return m_crosswalk.uid(old + '/' + m_surroundings.twin); }
    std::string deviceTitles(const std::string& old) const;

    using Pairs = std::vector<std::array<std::string, 2>>;
    const Pairs& uidPairs() const { return m_uids; }
    const Pairs& peoplePairs() const { return m_people; } ///< Patient ID, pseudonym
    const Pairs& dayPairs() const { return m_days; }      ///< Patient ID, "-123"

private:
    void addPair(Pairs& pairs, const std::string& old, const std::string& now);

    const Rules& m_rules;
    const Surroundings& m_surroundings;
    const crosswalk::Crosswalk& m_crosswalk;
    const Standard& m_standard;
    Pairs m_uids, m_people, m_days;
    std::unordered_set<std::string> m_seen;
};

/// Calls `use` for every value between backslashes, empty ones too.
template <class Use>
void eachValue(std::string_view values, const Use& use)
{
    while (true) {
        const auto end = std::min(values.find('\\'), values.size());
        use(std::string{values.substr(0, end)});
        if (end == values.size())
            return;
        values.remove_prefix(end + 1);
    }
}

/// Every value between backslashes made anew.
template <class Make>
std::string madeAnew(std::string_view values, const Make& make)
{
    std::string all;
    bool isFirst = true;
    eachValue(values, [&](const std::string& value) {
        all += (isFirst ? "" : "\\") + make(value);
        isFirst = false;
    });
    return all;
}

}
