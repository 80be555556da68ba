// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/photo/dissection.h"

namespace engine::photo {

/// A JPEG inside another file (a strip of a TIFF). Its Notes begin with `name`.
Result<Dissection> dissectJpegPart(ByteView stream, const std::string& name);

/// The tables that such streams share (TIFF Technical Note 2), without anything else that stands there.
Bytes tablesAlone(ByteView tables);

}
