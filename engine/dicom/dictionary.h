// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/dicom/element.h"

#include <optional>

namespace engine::dicom {

/// Makes the module ready: everything that it needs from disk is in memory afterwards, so that a worker can be locked
/// and still parse any file. Call once, before the first `load`, from one thread.
/// NotFound when DCMTK has no dictionary (it would read on silently, without names and VRs).
Done prepare();

/// PS3.6 keyword, e.g. "PatientName"; of repeating groups (50xx, 60xx) that of the group. Empty for what PS3.6 does not
/// name, so for everything private.
std::string_view keywordOf(Tag tag);

/// The tag of a PS3.6 keyword, as it is written there; of repeating groups the first one, (6000,3000).
std::optional<Tag> tagOf(std::string_view keyword);
/// The VR of PS3.6: "PN", also "US/SS"; empty for what PS3.6 does not name.
std::string_view vrOf(Tag tag);
/// The keyword that a person may have meant: the same but for case, or for up to two letters; empty when there is none.
std::string_view nearestKeyword(std::string_view keyword);

/// First line of the table behind `keywordOf`, e.g. "PS3.6 2026c, data dictionary".
std::string_view dictionaryEdition();

}
