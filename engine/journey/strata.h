// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"

namespace engine::journey {

/// Why all images of this kind are looked at: text in the picture is common in them, or nobody knows the device. A
/// code: "ultrasound", "secondary-capture", "screen-save", "photograph", "document", "dose-report", "unknown-make",
/// "burned-in"; empty for the rest.
std::string textRisk(const study::Instance& instance);

/// Units by modality, make and model, SOP class, text risk and face; those with a text risk whole. Strata in the order
/// of their names; units as given, and none is drawn yet.
std::vector<review::SampleStratum> strataOf(const Project& project,
                                            const std::map<std::string, std::vector<const study::Entry*>>& units);

}
