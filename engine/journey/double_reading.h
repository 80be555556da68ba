// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"
#include "engine/release/double_reading.h"

namespace engine::journey {

/// The images to judge of a share of their series, drawn by HMAC-SHA256(seed, series): whole series, so that a volume
/// is read as a volume. BadArgument unless 0 < share <= 1, NotFound when nothing is to be judged.
Result<review::SecondReadingAsked> chooseForSecondReading(const Project& project, double share,
                                                          const std::string& seed);

/// How far the readers agree, over what both have read and is not in `keptBack`. NotFound while there is nothing.
Result<release::DoubleReading> doubleReading(const Project& project, const std::set<std::string>& keptBack = {});

}
