// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"
#include "engine/journey/sample_plan.h"
#include "engine/release/sampling.h"

#include <set>

namespace engine::journey {

struct SampleWish {
    review::SamplePolicy policy{"series", 0.05, 0.95, {}};
    std::string seed; ///< not empty
};

/// A seed that nobody chose.
std::string seedByChance(const Random& random);

/// Draws a sample of what would be released as things stand: strata of modality, make and model, SOP class, burned-in
/// text and face; all units of the strata where text in the picture is common, at least one of each. Perform the event
/// to put it in force. StaleCandidates when `run` is due, NotFound when there is nothing to draw from, BadArgument.
Result<review::SampleDrawn> drawSample(const Project& project, const SampleWish& wish);

/// The sample in force with as many more of its units as other numbers ask for; unit and seed stay, those of the wish
/// say nothing. SampleOutdated when what leaves is another lot, NotFound without a sample, BadArgument.
Result<review::SampleExtended> extendSample(const Project& project, const SampleWish& wish);
/// How many of each stratum an extension would draw: never fewer than now.
Result<SamplePlan> planExtension(const review::Sample& sample, double tolerate, double confidence);

/// What the sample in force says now; units count as inspected once all their images that can leave have a verdict.
/// `keptBack`: images that a release for everybody leaves behind.
/// SampleOutdated when something leaves that was not drawn from, or under another name; NotFound without a sample.
Result<release::Sampling> sampling(const Project& project, const std::set<std::string>& keptBack = {});

}
