// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/base/result.h"

namespace engine::photo {

/// What zlib packed (RFC 1950). TooLarge beyond `most` bytes, Damaged where it breaks off. Bytes behind the end of the
/// packed ones are counted in `rest` where it is given.
Result<Bytes> inflated(ByteView packed, std::size_t most, std::size_t* rest = nullptr);
/// OutOfMemory.
Result<Bytes> deflated(ByteView bytes);

}
