// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"
#include "engine/release/sampling.h"
#include "engine/statistics/plan.h"

namespace engine::journey {

/// What would be released as things stand: it has a file, and nobody and nothing leaves it out.
std::vector<std::pair<const study::Entry*, const Candidate*>> leavingNow(const Project& project);
/// The strata of what would be released, all units in them, none drawn yet. `unit`: patient, study, series or
/// instance. StaleCandidates when `run` is due, NotFound when there is nothing to draw from.
Result<std::vector<review::SampleStratum>> strataToDraw(const Project& project, const std::string& unit);
/// The name under which a candidate's unit is released; empty where no file could be made. A photograph without
/// patient, study or series is a unit of its own, under its own name.
std::string releasedName(const Candidate& candidate, const std::string& unit);
std::vector<statistics::Stratum> sizesOf(const std::vector<review::SampleStratum>& strata);

/// What a draw would come to. Numbers of units, one a stratum.
struct SamplePlan {
    std::vector<std::int64_t> inspect;
    std::vector<std::int64_t> upper; ///< most that can have leaked if nothing is found, of this stratum alone
    std::int64_t worst = 0;          ///< and of all together: never the sum, never pooled
    std::int64_t bonferroni = 0;
};
/// For any thread. BadArgument.
Result<SamplePlan> planSample(const std::vector<statistics::Stratum>& sizes, double tolerate, double confidence);
/// Of numbers that are settled: at least one and at most all of each stratum.
Result<SamplePlan> boundsOf(const std::vector<statistics::Stratum>& sizes, std::vector<std::int64_t> inspect,
                            double confidence);
/// What the report would say had everything planned been inspected and nothing found. `seed` stands for one that is
/// not chosen yet.
release::Sampling foreseen(const std::vector<review::SampleStratum>& strata, const SamplePlan& plan,
                           const review::SamplePolicy& policy, const std::string& seed);

}
