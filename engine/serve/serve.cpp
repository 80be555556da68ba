// SPDX-License-Identifier: Apache-2.0
#include "engine/serve/serve.h"

#include "engine/pool/worker.h"
#include "engine/serve/isolation.h"

#include <cerrno>
#include <fcntl.h>
#include <new>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace engine::serve {

namespace {

Result<Attached> unpack(pool::Request& request)
{
    Attached attached;
    if (request.hasOutput && request.files.empty())
        return Error{ErrorCode::BadArgument, request.kind};
    if (request.hasOutput) {
        auto output = SharedMemory::adopt(std::move(request.files.back()), true);
        if (!output)
            return output.error();
        attached.output = *std::move(output);
        request.files.pop_back();
    }
    // The position is shared with whoever opened the file, and stands where the last request left it.
    for (const auto& file : request.files)
        ::lseek(file.get(), 0, SEEK_SET);
    attached.files = std::move(request.files);
    return attached;
}

Result<std::string> contentFor(const Handlers& handlers, pool::Request& request)
{
    const auto handler = handlers.find(request.kind);
    if (handler == handlers.end())
        return Error{ErrorCode::BadArgument, request.kind};
    auto attached = unpack(request);
    if (!attached)
        return attached.error();
    // What an exception says may quote the file: only its kind is passed on.
    try {
        return handler->second(request.text, *attached);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, request.kind};
    } catch (...) {
        return Error{ErrorCode::Internal, request.kind};
    }
}

}

pool::Answer answerTo(const Handlers& handlers, pool::Request request)
{
    return {request.number, contentFor(handlers, request)};
}

void leaveWithThePool(int socket)
{
    // Not PR_SET_PDEATHSIG: that fires when the pool's *thread* ends that happened to start this process.
    // breaks habits: nobody else can notice it while a handler is at work.
    std::thread{[socket] {
        pollfd entry{socket, POLLRDHUP, 0};
        while (::poll(&entry, 1, -1) < 0 && errno == EINTR) {
        }
        ::_exit(0);
    }}.detach();
}

Done sayHello(int socket, const pool::Isolation& isolation)
{
    const pool::Hello hello{SAFELIGHT_VERSION, isolation};
    return pool::sendAnswer(socket, {pool::helloNumber, toText(hello)}, pool::patiently(socket));
}

void giveUp(const Error& reason)
{
    const int socket = pool::workerSocket;
    static_cast<void>(pool::sendAnswer(socket, {pool::helloNumber, reason}, pool::patiently(socket)));
    ::_exit(1);
}

void run(const Handlers& handlers, Code code)
{
    const int socket = pool::workerSocket;
    const auto wait = pool::patiently(socket);
    const auto isolation = shutIn(code);
    leaveWithThePool(socket);
    bool isListening = static_cast<bool>(sayHello(socket, isolation));
    while (isListening) {
        auto request = pool::receiveRequest(socket, wait);
        isListening = request && pool::sendAnswer(socket, answerTo(handlers, *std::move(request)), wait);
    }
    // Nothing to tidy up that the kernel does not; destructors of libraries may look for files and die of it.
    ::_exit(0);
}

}
