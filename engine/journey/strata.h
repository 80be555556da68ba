// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"

#include <set>

namespace engine::journey {

/// Why all images of this kind are looked at: text in the picture is common in them, or nobody knows the device. A
/// code: "ultrasound", "secondary-capture", "screen-save", "photograph", "document", "dose-report", "unknown-make",
/// "burned-in"; empty for the rest.
std::string textRisk(const study::Instance& instance);

/// Units by modality, make and model, SOP class, text risk and face; those with a text risk whole. Strata in the order
/// of their names; units as given, and none is drawn yet.
std::vector<review::SampleStratum> strataOf(const Project& project,
                                            const std::map<std::string, std::vector<const study::Entry*>>& units);

/// What the images of a stratum have in common, for people of the project: more than one of each where units mix them.
struct StratumFacts {
    std::set<std::string> modalities, devices, sopClasses;
    std::set<std::string> risks; ///< codes of `textRisk`
    bool couldShowFace = false;
    std::size_t series = 0; ///< a person judges series by series
};
StratumFacts factsOf(const Project& project, const review::SampleStratum& stratum);

}
