// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"

#include <string>
#include <vector>

namespace engine::study {

/// Reads what a check-up asks of one file beyond a list. Attachment: the file. Holds values of the patient.
struct Survey {
    static constexpr std::string_view kind = "survey";
    struct Answer {
        /// Attributes that the object's mandatory modules require and that are not there (Type 1 also: that are empty);
        /// top level only. "(0020,0052) Type 1".
        std::vector<std::string> missing;
        bool isKnownObject = false;          ///< the tables know what its SOP class requires
        std::vector<std::string> references; ///< SOP Instance UIDs it refers to, each once
        std::string sex, birthDate;
        int privateElements = 0; ///< at every depth, creators not counted
        bool hasDates = false;   ///< a date of the visit: study, series, acquisition or content
    };
};
inline void to_json(Json& json, const Survey&)
{
    json = Json::object();
}
inline void from_json(const Json&, Survey&) {}
WIRE_FIELDS(Survey::Answer, missing, isKnownObject, references, sex, birthDate, privateElements, hasDates)

}
