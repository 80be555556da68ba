// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/values.h"

#include <optional>

namespace engine::journey {

/// How long people took to judge, by the times in the journal: from one verdict to the next of the same person. Longer
/// than five minutes is a pause, under a second (what the times can tell apart) no look; neither counts.
struct Pace {
    struct Step {
        std::int64_t at = 0; ///< seconds since the first verdict
        std::int64_t took = 0;
    };
    std::vector<Step> steps; ///< oldest first

    /// Seconds; unset under `enough` steps.
    std::optional<double> median() const;
    static constexpr std::size_t enough = 20;
};
Pace paceOf(const std::vector<JournalEntry>& journal);

/// Since 1970, of "2026-11-21T14:03:59+01:00"; nothing for another text.
std::optional<std::int64_t> secondsOf(const std::string& time);

/// For plans while nobody's pace is known: seconds an item (design value, not measured).
constexpr double plannedSeconds = 3;

}
