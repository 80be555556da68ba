// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/csv.h"
#include "engine/journey/project.h"
#include "engine/pool/pool.h"
#include "engine/study/check_up.h"

namespace engine::journey {

/// What there is to be careful about in a series: codes of `textRisk`, "face", "private-elements", "dates".
struct SeriesFlags {
    std::string uid, modality;
    std::size_t files = 0;
    std::vector<std::string> flags;
};

/// A look at a collection before anything is done to it. Nothing is repaired.
struct CheckUp {
    std::size_t files = 0, dicom = 0;
    /// Of engine/study and, of the inputs: "set-aside", "duplicate", "same-uid", "unknown-object"; of the expected
    /// list: "count-differs", "not-expected".
    std::vector<study::CheckFinding> findings;
    std::vector<SeriesFlags> series;
};

/// `expected`: the rows of a site's list with its header line, or none. Columns patient_id, study_uid and series_uid
/// say what a row is about (at least one of them), studies, series and instances what should be there. BadArgument for
/// another list; NotFound, NotReadable for inputs; Cancelled.
Result<CheckUp> checkUp(const std::vector<std::string>& inputs, const CsvRows& expected, pool::Pool& pool,
                        const Progress& progress);

/// What a project holds, copied out of it: for another thread.
struct CheckOrder {
    std::vector<Discovered> files;
    std::vector<Imported> imports;
};
CheckOrder checkOrderOf(const Project& project);
/// Of what a project holds, with what was set aside at import. A finding's files are the paths of `imports`.
Result<CheckUp> checkUp(const CheckOrder& order, const CsvRows& expected, pool::Pool& pool, const Progress& progress);
Result<CheckUp> checkUp(const Project& project, const CsvRows& expected, pool::Pool& pool, const Progress& progress);

}
