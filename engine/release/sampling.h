// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"

#include <string>
#include <vector>

namespace engine::release {

/// What was inspected of a release and what that says of the rest: for manifest and report. No value of a patient; of
/// the names only those that are released.
struct Sampling {
    struct Stratum {
        std::string name;
        std::int64_t size = 0, inspected = 0, leaks = 0; ///< units
        bool whole = false;                              ///< all were to be inspected from the start
    };
    std::string unit; ///< patient | study | series | instance
    double tolerate = 0, confidence = 0;
    std::string seed, listSha256;
    std::vector<std::string> drawn; ///< UIDs or pseudonyms, in the order of the draw within each stratum
    std::vector<Stratum> strata;
    std::int64_t size = 0, inspected = 0, leaks = 0;
    std::int64_t upper = 0, remaining = 0; ///< bound on the units that leaked before repair, and that still do
    std::int64_t bonferroni = 0;           ///< the wider, simple bound, for comparison
    std::int64_t judgedBefore = 0;         ///< images that had a verdict when the sample was drawn
    std::int64_t draws = 1;                ///< this one and those it replaced
};
WIRE_FIELDS(Sampling::Stratum, name, size, inspected, leaks, whole)
WIRE_FIELDS(Sampling, unit, tolerate, confidence, seed, listSha256, drawn, strata, size, inspected, leaks, upper,
            remaining, bonferroni, judgedBefore, draws)

/// "Of N=... series, n=... drawn at random (seed ...) were inspected by ...": what a report has to say about it.
/// `isReaderMeasured`: by known cases, which then say what that makes of the bound.
std::string inWords(const Sampling& sampling, const std::string& reviewer, bool isReaderMeasured);

}
