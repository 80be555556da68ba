// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/base/result.h"

namespace engine::photo {

/// The two kinds of LZW in pictures: of GIF (GIF89a appendix F) and of TIFF (TIFF 6.0 section 13).
struct LzwKind {
    int codeBits = 8;    ///< of one sample: 2 to 8
    bool isTiff = false; ///< high bits first, and codes grow one entry early
};

/// At most `most` bytes; fewer where the stream ends. Damaged for a code that cannot be. `used`, where given: how many
/// of the packed bytes the picture needs, the code for its end among them.
Result<Bytes> unpackLzw(ByteView packed, const LzwKind& kind, std::size_t most, std::size_t* used = nullptr);
Bytes packLzw(ByteView bytes, const LzwKind& kind);

}
