// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/identity.h"
#include "engine/profile/standard.h"

#include <set>

namespace engine::profile {

/// What was taken out of a file: strings that must not be in what stays. What is given in must outlive it.
class TakenAway {
public:
    TakenAway(const Standard& standard, Identity& identity, Identity& person)
        : m_standard{standard}, m_identity{identity}, m_person{person}
    {
    }

    /// An element with everything below it.
    void add(const dicom::Element& element);
    /// The names and numbers in a file's path, which tell as much as a header.
    void addPath(const std::string& path);
    /// Whether a UID holds a day that was taken away (PS3.15 E.3.9).
    bool tellsDay(const std::string& uid) const;
    /// YYYYMMDD: these go from texts even where other days are moved.
    const std::set<std::string>& birthDays() const { return m_birthDays; }

private:
    std::optional<std::string> kindOf(const dicom::Element& element) const;

    const Standard& m_standard;
    Identity& m_identity;
    Identity& m_person;                        ///< what the patient is called, apart from all others
    std::set<std::string> m_days, m_birthDays; ///< YYYYMMDD
};

/// An element as it would be in a file, from what `study::identityValues` says of it.
dicom::Element elementOf(const std::string& value, const std::string& keyword, const Standard& standard);

}
