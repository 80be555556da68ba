// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pool/pool.h"

namespace engine::serve {

/// Takes from this process, for good, what answering requests does not need: opening files, the network, other
/// processes (Landlock, and a list of allowed system calls for all its threads). Then tries each and returns what was
/// denied. Where the kernel lacks one of the two, the other still holds; where it lacks both, the process runs on and
/// says so.
pool::Isolation shutIn();

/// Tries to open a system file, to connect to the loopback address, to fork.
pool::Isolation probe();

}
