// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/study/instance.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace engine::journey {

/// Who the files of a collection say they are of. Values of patients.
class People {
public:
    void add(const study::Instance& instance);

    /// "two-people-one-id" when files with this Patient ID tell of names or birth dates that cannot be one person's;
    /// "one-person-two-ids" when files with another Patient ID tell of the same name and birth date. Names are compared
    /// folded and in any order of their words; one that only says less contradicts nothing.
    std::vector<std::string> doubtsOf(const study::Instance& instance) const;

private:
    struct Person {
        std::set<std::string> words; ///< of the name, folded
        std::string birthDate;

        auto operator<=>(const Person&) const = default;
    };
    static Person personOf(const study::Instance& instance);
    static bool mayBeOne(const Person& one, const Person& other);

    std::map<std::string, std::set<Person>> m_personsOfId;
    std::map<Person, std::set<std::string>> m_idsOfPerson; ///< whole names with a birth date only
};

}
