// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pool/pool.h"
#include "engine/serve/system_calls.h"

#include <string>
#include <vector>

namespace engine::serve {

/// Takes from this process, for good, what answering requests does not need: opening files, the network, other
/// processes. Then tries each and returns what was denied. Two locks, each of which denies files and network alone:
/// where the kernel lacks one, the other still holds; where it lacks both, the process runs on and says so.
/// `readable`: files and folders that may be read and run all the same, those that are there.
pool::Isolation shutIn(Code code, const std::vector<std::string>& readable = {});

/// One of the locks: Landlock with no other exception, for this thread and those it starts from now on. Nothing happens
/// where the kernel has none. The other one is `allowOnlyListedSystemCalls`, for all threads.
void denyFilesAndNetwork(const std::vector<std::string>& readable = {});

/// Tries to open a system file, to connect to the loopback address, to fork.
pool::Isolation probe();

}
