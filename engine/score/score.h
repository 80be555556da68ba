// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/progress.h"
#include "engine/pool/pool.h"
#include "engine/score/judge.h"

namespace engine::score {

struct ScoreWish {
    std::string key, maps, result;
    std::string inputs;    ///< the originals, for pixels_retained; empty: none
    std::string overrides; ///< what a person saw: CSV `id,passed` with 0 or 1; empty: none
};

/// One check that did not pass. Expected and found are values of a patient.
struct ScoredCheck {
    std::string id, file, output, place;
    Demand demand = Demand::TagRetained;
    std::vector<std::string> categories;
    std::string expected, found, reason;
    Outcome outcome = Outcome::Passed;
};

struct Tally {
    std::size_t checks = 0, passed = 0, failed = 0, notJudged = 0;
    void add(Outcome outcome);
};

struct Score {
    Tally total;
    std::map<std::string, Tally> byDemand, byCategory;
    std::vector<ScoredCheck> faults; ///< failed and not judged, in the order of the key
    std::size_t filesInResult = 0, filesUnreadable = 0, filesUnknown = 0; ///< unknown: the key says nothing about them
    std::size_t subjects = 0, subjectsMissing = 0; ///< of the key: lists of checks, and those without a file
};

/// Judges a result by an answer key. Nothing is written. NotFound, NotReadable, Damaged (key, maps, overrides),
/// Cancelled; a file that cannot be read counts as missing.
Result<Score> scoreResult(const ScoreWish& wish, pool::Pool& pool, const Progress& progress);

}
