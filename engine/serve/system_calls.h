// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace engine::serve {

/// Whether a program makes machine code as it runs, as the software renderer does for its shaders.
enum class Code { Fixed, Generated };

/// Loads a seccomp filter into all threads of this process: what is not on the list fails with EPERM. With Code::Fixed
/// no memory can be made executable either. Sets PR_SET_NO_NEW_PRIVS. False when the kernel has no
/// filters; nothing else is changed then.
bool allowOnlyListedSystemCalls(Code code);

}
