// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/base/descriptor.h"

#include <functional>
#include <span>

namespace engine::pool {

/// The descriptor on which a worker program finds its end of the socket.
constexpr int workerSocket = 3;

/// What pool and worker say to each other over a stream socket: a head of fixed size, then text; open files travel with
/// a request's first byte. Both ends are of one build on one machine, so numbers go as they lie in memory.
/// The pool believes nothing it receives: mark, number and sizes are checked before a byte of text is taken.
struct Request {
    std::uint64_t number = 0; ///< cannot be guessed: an answer prepared for a later request does not fit
    std::string kind, text;
    std::vector<Descriptor> files;
    bool hasOutput = false; ///< the last of `files` is the output memory
};

/// A request as the pool sends it.
struct OutgoingRequest {
    std::uint64_t number = 0;
    std::string_view kind, text;
    std::span<const int> files;
    bool hasOutput = false;
};

struct Answer {
    std::uint64_t number = 0;
    Result<std::string> content; ///< JSON text, or the worker's Error
};

/// Number of the first message, by which a worker says that it is ready.
constexpr std::uint64_t helloNumber = 0;
/// SCM_RIGHTS takes 253 descriptors at a time.
constexpr std::size_t mostFiles = 250;

/// Called before each step: returns when the socket is ready for `events` (of poll), or with the Error that ends the
/// transfer.
using Wait = std::function<Done(short events)>;
/// Waits as long as it takes.
Wait patiently(int socket);

/// All of these: WorkerLost when the other end is gone. An Error leaves the stream unusable.
Done sendRequest(int socket, const OutgoingRequest& request, const Wait& wait);
Result<Request> receiveRequest(int socket, const Wait& wait);
Done sendAnswer(int socket, const Answer& answer, const Wait& wait);
/// WorkerRefused when what comes is not the answer to `number`, or longer than `limit`.
Result<Answer> receiveAnswer(int socket, std::uint64_t number, std::size_t limit, const Wait& wait);

}
