// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"

#include <string>
#include <utility>
#include <vector>

namespace engine::release {

/// What was said first and is said no longer, and what leaked under every draw: for the report. No value of a patient
/// and no typed reason, which stay in the journal.
struct Corrections {
    /// A draw and the images that were judged to leak while it was in force.
    struct Draw {
        std::string time; ///< ISO 8601 with offset; empty: before any draw
        std::string unit; ///< of the next numbers
        std::int64_t size = 0, drawn = 0, leaked = 0;
        std::int64_t leakedImages = 0; ///< also those of which that was taken back
        std::int64_t takenBack = 0;    ///< of the images: the leak was undone, as a mistake
    };
    /// Images whose verdict was replaced.
    struct Change {
        std::string from, to; ///< as `readingOf`; "none" where a verdict was taken back altogether
        std::string how;      ///< "judged-anew" | "repaired" | "corrected" | "taken-back" | "third-person"
        std::int64_t images = 0;

        bool operator==(const Change&) const = default;
    };
    std::vector<Draw> draws; ///< oldest first; one alone where nothing was drawn
    std::vector<Change> changes;
    std::int64_t judgedAnew = 0; ///< images: their file had changed after the verdict before
};
WIRE_FIELDS(Corrections::Draw, time, unit, size, drawn, leaked, leakedImages, takenBack)
WIRE_FIELDS(Corrections::Change, from, to, how, images)
WIRE_FIELDS(Corrections, draws, changes, judgedAnew)

/// A sentence each: what leaked under each draw, and how many images were judged anew.
std::vector<std::string> inWords(const Corrections& corrections);
/// What became of which verdict, and of how many images.
std::vector<std::pair<std::string, std::string>> rowsOf(const Corrections& corrections);

}
