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
    bool isEstimable = true;      ///< no: a reader may see next to nothing, and `upper` is all units
    std::int64_t notMeasured = 0; ///< images that were judged clean by somebody who saw no known case
};
WIRE_FIELDS(KnownCases::Tally, shown, found)
WIRE_FIELDS(KnownCases::Reader, name, all, byKind, lower)
WIRE_FIELDS_OR_DEFAULTS(KnownCases, readers, confidence, eachConfidence, unit, size, upper, remaining, isEstimable,
                        notMeasured)

/// Of the known cases: who sees a smaller share cannot have judged what is released. Our judgement: by half, a second
/// look would be as good as a coin.
constexpr double leastSeen = 0.5;
/// Of the exact bound on the share that a reader sees: below it, dividing by it says nothing about the images.
constexpr double leastEstimable = 0.05;
constexpr std::int64_t fewestCases = 30; ///< a reader and a report: statistics-and-signoff, workflows 2

std::string inWords(const KnownCases& known);
/// Reader and what they saw, a row each.
std::vector<std::pair<std::string, std::string>> rowsOf(const KnownCases& known);

}
