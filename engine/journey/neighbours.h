// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/requests.h"
#include "engine/study/collection.h"

#include <map>
#include <set>

namespace engine::journey {

/// What the files of a collection tell about one another. Values of patients.
class Neighbours {
public:
    void add(const study::Instance& instance);

    /// Everything that the files of this one's study say of people, places and days, and what those of other studies
    /// call the same person.
    std::vector<std::array<std::string, 2>> identityOf(const study::Instance& instance) const;
    /// The input's own name and the way from there to the file: it may name the patient too.
    static std::string pathOf(const study::Source& source);
    /// The part of a list of imposed pseudonyms that the file needs.
    static std::vector<std::array<std::string, 2>> peopleOf(const study::Instance& instance,
                                                            const std::map<std::string, std::string>& imposed);

private:
    std::map<std::string, std::set<std::array<std::string, 2>>> m_studies, m_people; ///< by UID; by Patient ID
};

}
