// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace engine {

/// Makes the cryptographic libraries ready and switches core dumps off (they would hold patients' values).
/// First thing in every program's main; false when libsodium cannot start.
bool startProcess();

}
