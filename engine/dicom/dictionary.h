// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/dicom/element.h"

namespace engine::dicom {

/// Makes the module ready: everything that it needs from disk is in memory afterwards, so that a worker can be locked
/// and still parse any file. Call once, before the first `load`, from one thread.
/// NotFound when DCMTK has no dictionary (it would read on silently, without names and VRs).
Done prepare();

/// PS3.6 keyword, e.g. "PatientName"; of repeating groups (50xx, 60xx) that of the group. Empty for what PS3.6 does not
/// name, so for everything private.
std::string_view keywordOf(Tag tag);

/// First line of the table behind `keywordOf`, e.g. "PS3.6 2026c, data dictionary".
std::string_view dictionaryEdition();

}
