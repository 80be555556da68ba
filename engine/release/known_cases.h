// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace engine::release {

/// How many of the planted leaks the readers saw, for manifest and report. Nothing of what was planted.
struct KnownCases {
    struct Tally {
        std::int64_t shown = 0, found = 0;
    };
    struct Reader {
        std::string name; ///< as printed
        Tally all;
        std::map<std::string, Tally> byKind; ///< "pixels", "header", "face"
        double lower = 0;                    ///< exact bound on the share that this reader sees (Clopper-Pearson)
    };
    std::vector<Reader> readers;
    double confidence = 0;     ///< of all bounds together
    double eachConfidence = 0; ///< of each reader's own, one-sided
    std::string unit;          ///< that is bounded: as of the sample; series where every image was judged
    std::int64_t size = 0;     ///< units
    std::int64_t upper = 0;    ///< most that leaked before repair, by the reader who saw the smallest share
    std::int64_t remaining = 0;
};
WIRE_FIELDS(KnownCases::Tally, shown, found)
WIRE_FIELDS(KnownCases::Reader, name, all, byKind, lower)
WIRE_FIELDS(KnownCases, readers, confidence, eachConfidence, unit, size, upper, remaining)

constexpr std::int64_t fewestCases = 30; ///< a reader and a report: statistics-and-signoff, workflows 2

std::string inWords(const KnownCases& known);
/// Reader and what they saw, a row each.
std::vector<std::pair<std::string, std::string>> rowsOf(const KnownCases& known);

}
