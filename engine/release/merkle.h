// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/hash.h"

#include <vector>

namespace engine::release {

/// Root of the hash tree over the leaves, RFC 6962 2.1 (0x00 before a leaf, 0x01 before a node): lets one journal entry
/// be proven without showing the rest. Of no leaves: SHA-256 of nothing.
Digest merkleRoot(const std::vector<Digest>& leaves);

}
