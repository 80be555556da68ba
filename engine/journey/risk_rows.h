// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"
#include "engine/pool/pool.h"
#include "engine/statistics/assessment.h"

#include <optional>

namespace engine::release {
struct RiskTold;
}

namespace engine::journey {

/// One image of each study of every patient that leaves, and what is asked about it: for another thread.
struct RiskOrder {
    struct Image {
        std::string item;
        study::Source source;
        profile::Inspect question;
    };
    struct Patient {
        std::string id;       ///< in the project
        std::string original; ///< Patient ID
        std::vector<Image> images;
    };
    std::vector<Patient> patients;
    std::string over; ///< digest of all this: another one means that other headers leave
};
RiskOrder riskOrderOf(const Project& project);

/// A row for each patient of what the rules leave in the headers and somebody could know: values of (0010,0040) and
/// the like by keyword, "Studies" with the number of visits. Read in workers, as the images would leave; several values
/// of a patient are joined by "/". Errors of workers; NotFound when nothing leaves.
struct RiskRows {
    statistics::Microdata table;
    std::vector<std::string> originals; ///< Patient ID of each row
    std::size_t ofHeaders = 0;          ///< the first so many columns; those of a linked table follow
    std::string over;                   ///< RiskOrder::over
};
Result<RiskRows> riskRows(const RiskOrder& order, pool::Pool& pool, const Progress& progress);

/// Adds the columns of a linked table, by its column with original Patient IDs. Who is not in it has no values there.
/// BadArgument for a column that is not there, names a header column too, or an ID that comes twice, where no patient
/// is found, and for a table whose first line is a patient: names of columns are printed.
Done join(RiskRows& rows, const statistics::Microdata& linked, const std::string& by);

/// What somebody could know, what is known besides, and how columns would be coarser ("COLUMN:year-only").
struct RiskWish {
    statistics::AssessmentWish assessment;
    std::vector<std::string> changes;
};
/// statistics::assess of the table after the changes, with `changes` and `valid_on`. Its errors.
Result<Json> assessRisk(const statistics::Microdata& table, const RiskWish& wish, const std::string& day);
/// What to keep in the project for the report. BadArgument where a header column is changed: only rules change what
/// leaves in headers.
Result<review::RiskAssessed> riskToKeep(const RiskRows& rows, const RiskWish& wish, const std::string& day);
/// As the report tells it; nothing where none was reckoned.
std::optional<release::RiskTold> riskTold(const Project& project);

}
