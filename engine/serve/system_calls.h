// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace engine::serve {

/// Whether a program makes machine code as it runs, as the software renderer does for its shaders; Foreign: another
/// project's program, which has still to be started, loads its libraries and opens files by their names.
enum class Code { Fixed, Generated, Foreign };

/// Loads a seccomp filter into all threads of this process: what is not on the list fails with EPERM. With Code::Fixed
/// no memory can be made executable either; with Code::Foreign opening files is for Landlock to deny. Sets
/// PR_SET_NO_NEW_PRIVS. False when the kernel has no filters; nothing else is changed then.
bool allowOnlyListedSystemCalls(Code code);

}
