// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/photo/dissection.h"

namespace engine::photo {

/// A profile with the same colours and nothing else: curves, matrices and tables are copied, texts, dates, makers,
/// serial numbers and private tags are not (ICC.1:2022). Empty for one that cannot be read: the picture then counts as
/// sRGB. Told as Notes at `place`.
Bytes neutralProfile(ByteView profile, const std::string& place, Dissection& into);

}
