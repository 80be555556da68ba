// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pool/message.h"
#include "engine/pool/pool.h"
#include "engine/serve/handlers.h"
#include "engine/serve/system_calls.h"

namespace engine::serve {

/// A worker program's life after its warm-up: shuts the process in (isolation.h), says hello, answers until the pool
/// hangs up, and leaves without running destructors. Everything that needs a file must have been loaded before.
/// The process also ends, whatever it is at, as soon as the pool's process is gone.
[[noreturn]] void run(const Handlers& handlers, Code code);

/// For a worker whose warm-up failed: the pool gets the Error instead of a hello.
[[noreturn]] void giveUp(const Error& reason);

/// The steps of `run`, for a worker that misbehaves on purpose.
void leaveWithThePool(int socket);
Done sayHello(int socket, const pool::Isolation& isolation);
/// Never throws; exceptions of a handler become an Error.
pool::Answer answerTo(const Handlers& handlers, pool::Request request);

}
