// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace engine::serve {

/// Loads a seccomp filter into all threads of this process: what is not on the list fails with EPERM. False when the
/// kernel has none; nothing is changed then. Needs PR_SET_NO_NEW_PRIVS.
bool allowOnlyListedSystemCalls();

}
