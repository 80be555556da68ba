// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"
#include "engine/pixels/lettering.h"
#include "engine/pool/pool.h"
#include "engine/profile/requests.h"
#include "engine/release/known_cases.h"

namespace engine::journey {

struct CasesWish {
    std::string by;                            ///< who plants: reads none of them
    std::string seed;                          ///< not empty
    double share = 0.05;                       ///< of the series that are to be judged
    std::int64_t least = release::fewestCases; ///< and never fewer
};

/// Everything that is needed to make the cases, copied out of the project.
struct CasesOrder {
    struct Carrier {
        std::string item, series;
        study::Source source;
        int columns = 0, rows = 0, frames = 0;
        bool isPhotograph = false;
        std::size_t images = 1;         ///< of its series
        std::vector<pixels::Box> texts; ///< where images of its size show text: so large and there do devices write
        profile::Inspect question;      ///< what stays in its header
    };
    CasesWish wish;
    std::int64_t count = 0;            ///< cases that are scored
    std::vector<Carrier> carriers;     ///< in the order of their use, each series once before one comes again
    std::vector<std::string> uncut;    ///< an instance of each series whose face is cut out
    std::vector<std::string> identity; ///< words of the collection's people, which nothing invented may be
};

/// StaleCandidates when `run` is due, NotFound when no image can carry a case, BadArgument for a share that is none.
Result<CasesOrder> orderCases(const Project& project, const CasesWish& wish);
/// Makes what is to be performed; NotFound where all that can be invented is somebody's in the collection. For any
/// thread.
Result<review::CasesPlanted> makeCases(const CasesOrder& order, pool::Pool& pool, const Progress& progress);

/// What a case writes on a picture of the series; null where it writes nothing there.
std::shared_ptr<const pixels::Lettering> letteringOf(const review::KnownCase& one, const std::string& item);
/// The header as it would be had the leak of the case stayed in it.
void addKnownCase(profile::Inspect::Answer& header, const review::KnownCase& one);

/// How the readers did and what that makes of the bound. NotFound where no case was judged; SampleOutdated as
/// `sampling`.
Result<release::KnownCases> knownCases(const Project& project);
/// A sentence about a reader who saw too few of the cases (release::leastSeen) and whose verdicts are in force; empty
/// where there is none, and until the cases are removed, since a reader is told nothing before.
std::string whoMisses(const Project& project);

}
