// SPDX-License-Identifier: Apache-2.0
#pragma once

// Internal: brings DCMTK's headers.

#include "engine/dicom/dcmtk_access.h"

#include <optional>

namespace engine::pixels {

/// Whole number of any VR that holds one (US, SS, IS ...); nothing when it is not there or none.
std::optional<int> numberIn(DcmItem& item, const DcmTagKey& key, unsigned long position = 0);
/// Decimal number (DS, FD, FL); nothing when it is not there, none, or not finite.
std::optional<double> decimalIn(DcmItem& item, const DcmTagKey& key, unsigned long position = 0);
/// Text without surrounding blanks, undecoded: for code strings.
std::string textIn(DcmItem& item, const DcmTagKey& key, unsigned long position = 0);

}
