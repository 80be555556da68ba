// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/site_rules.h"

namespace engine::profile {

/// Reads how a person names elements: "PatientName", "(0010,0010)", "00100010", "(50xx,xxxx)",
/// "(0029,xx10){SIEMENS CSA HEADER}", "RequestAttributesSequence.ScheduledProcedureStepDescription", with "[0]" behind
/// a sequence for one item of it, "/" in front for the data set itself; "private" for everything private, "everything".
/// A keyword of a repeating group, OverlayData, stands for all of them. BadArgument with what is wrong and what may
/// stand there.
Result<SiteSelector> selectorFromText(std::string_view text);
/// One element, without a path, as conditions and the list of safe private elements have it.
Result<SiteStep> stepFromText(std::string_view text);

/// The selector as text, with keywords where PS3.6 has them. Empty where only the long form says it all: a VR, or an
/// expression for the keyword.
std::string toText(const SiteSelector& selector);
std::string toText(const SiteStep& step);

/// The VR by PS3.6 where the selector names one element of it; empty where nobody knows.
std::string_view vrOf(const SiteSelector& selector);

SiteSelector selectorOf(dicom::Tag tag);
SiteSelector everything();

}
