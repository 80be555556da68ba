// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/review/finding.h"

#include <map>
#include <set>

namespace engine::review {

/// What the review is held to. Recorded with the draw, before anything is looked at.
struct SamplePolicy {
    std::string unit;    ///< patient | study | series | instance
    double tolerate = 0; ///< rate of units with a leak that must not go unnoticed
    double confidence = 0;
    std::string reason; ///< why so; required where another draw is replaced
};

/// What is drawn as one.
struct SampleUnit {
    std::string uid;           ///< the name it is released under
    std::vector<ItemId> items; ///< its instances
};

struct SampleStratum {
    std::string name;              ///< for the people of the project: may hold make and model
    std::string publicName;        ///< for the report
    bool whole = false;            ///< every unit is inspected whatever the plan says
    std::size_t drawn = 0;         ///< the first so many units are the sample
    std::vector<SampleUnit> units; ///< in the order of the draw
};

/// A sample drawn from all units, by strata: an image that was not drawn needs no verdict, unless a leak was found in
/// its stratum.
struct SampleDrawn {
    SamplePolicy policy;
    std::string seed, listSha256;
    std::vector<SampleStratum> strata;
};

/// More of the same draw: the next units by the same seed, in every stratum at least as many as before, so that what
/// was looked at counts on. A bound over units of which none leaked stays one although the extension was decided with
/// the results at hand: to err, none of the first sample may have leaked already, which is as rare as its own bound
/// said, and where the truth lies between both bounds none of the longer one. Once a leak was found only another draw
/// will do.
struct SampleExtended {
    double tolerate = 0, confidence = 0; ///< from now on
    std::string reason;
    std::vector<std::size_t> drawn; ///< of each stratum
};

/// The sample in force.
struct Sample {
    struct Place {
        std::size_t stratum = 0, unit = 0;
        bool isDrawn = false;
    };
    SampleDrawn drawn;
    std::map<ItemId, Place> places;
    /// Judged Found since it was drawn, also when judged clean after the repair; with the file that was judged so last.
    std::map<ItemId, std::string> leaked;
    std::size_t judgedBefore = 0; ///< images that had a verdict when it was drawn
    std::size_t draws = 1;
    std::size_t extensions = 0;
};

/// BadArgument unless numbers, units and items make sense and no item is in two units.
Done check(const SampleDrawn& sample);
Sample sampleOf(SampleDrawn drawn);
/// BadArgument unless it has a reason, takes nothing away and adds something, and nothing leaked so far.
Done check(const Sample& sample, const SampleExtended& extended);
void extend(Sample& sample, const SampleExtended& extended);
/// Strata in which a leak was found: everything in them is looked at.
std::set<std::size_t> failedStrata(const Sample& sample);

}
