// SPDX-License-Identifier: Apache-2.0
// A worker program that the pool takes for safelight-worker, with the real lock and the real answers, and a bad will.
// What it gets as its resource folder says how it starts: "unlocked", "only Landlock" and "only system calls" leave
// away all or part of the lock (which shows that what it tries would else succeed, and that each part holds alone);
// "decent" tells no lies and runs as the real programs do; it can die or hang at start.
#include "engine/base/start.h"
#include "engine/pixels/requests.h"
#include "engine/serve/isolation.h"
#include "engine/serve/serve.h"
#include "tests/engine/pool/mischief.h"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <functional>
#include <map>
#include <semaphore>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace engine {

namespace {

using pool::Echo;
using pool::Mischief;
using serve::Attached;

constexpr int theSocket = pool::workerSocket;
/// A socket to itself, made before the lock.
std::array<Descriptor, 2> aside;
int answersGiven = 0;

Mischief::Answer outcome(bool succeeded)
{
    return {succeeded, succeeded ? 0 : errno};
}

Mischief::Answer connectTo(int port)
{
    const Descriptor socket{::socket(AF_INET, SOCK_STREAM, 0)};
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return outcome(socket && ::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
}

Mischief::Answer startChild(pid_t (*start)())
{
    const pid_t child = start();
    if (child == 0)
        ::_exit(0);
    const auto result = outcome(child > 0);
    if (child > 0)
        ::waitpid(child, nullptr, 0);
    return result;
}

Mischief::Answer execute()
{
    char name[] = "/bin/true";
    char* arguments[] = {name, nullptr};
    return outcome(::execve(name, arguments, nullptr) == 0);
}

/// Touches as much memory, in steps that the pool has time to see.
Mischief::Answer eat(std::size_t bytes)
{
    constexpr std::size_t step = 16'000'000;
    for (std::size_t eaten = 0; eaten < bytes; eaten += step) {
        void* more = ::mmap(nullptr, step, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
        if (more == MAP_FAILED)
            ::abort();
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{200});
    return outcome(true);
}

[[noreturn]] void hang()
{
    while (true)
        ::pause();
}

int nest(int depth)
{
    volatile char room[1000];
    room[0] = static_cast<char>(depth);
    return depth < 0 ? 0 : nest(depth + 1) + room[0];
}

Mischief::Answer openHere(const char* path, int flags)
{
    const Descriptor file{::open(path, flags, 0600)};
    return outcome(static_cast<bool>(file));
}

Mischief::Answer attachTo(pid_t process)
{
    const bool isAttached = ::ptrace(PTRACE_SEIZE, process, nullptr, nullptr) == 0;
    const auto result = outcome(isAttached);
    if (isAttached)
        ::ptrace(PTRACE_DETACH, process, nullptr, nullptr);
    return result;
}

Mischief::Answer fill(SharedMemory& memory)
{
    constexpr std::size_t step = 10'000'000;
    for (std::size_t at = 0; at < memory.size(); at += step) {
        const auto piece = memory.bytes().subspan(at, std::min(step, memory.size() - at));
        std::fill(piece.begin(), piece.end(), std::uint8_t{1});
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
    }
    return outcome(true);
}

Mischief::Answer spoil(const Descriptor& file)
{
    static_cast<void>(::lseek(file.get(), 0, SEEK_END));
    const auto result = outcome(::write(file.get(), "once", 4) == 4);
    if (answersGiven > 0)
        ::_exit(1);
    return result;
}

Mischief::Answer mapWritable(const Descriptor& file)
{
    return outcome(::mmap(nullptr, 1, PROT_READ | PROT_WRITE, MAP_SHARED, file.get(), 0) != MAP_FAILED);
}

/// A thread that was there before the lock.
struct Elder {
    std::binary_semaphore wanted{0}, done{0};
    Mischief::Answer result;

    void live()
    {
        while (true) {
            wanted.acquire();
            result = openHere("/etc/hostname", O_RDONLY);
            done.release();
        }
    }
} elder;

using Deed = std::function<Result<Mischief::Answer>(const Mischief&, Attached&)>;

/// What the lock lets through.
const std::map<std::string, Deed> excesses = {
    {"crash", [](auto&, auto&) { return outcome(::raise(SIGSEGV) != 0); }},
    {"leave", [](auto&, auto&) -> Mischief::Answer { ::_exit(0); }},
    {"overflow the stack", [](auto&, auto&) { return outcome(nest(0) == 1); }},
    {"hang", [](auto&, auto&) -> Mischief::Answer { hang(); }},
    {"eat", [](auto&, auto&) { return eat(SIZE_MAX); }},
    {"eat some", [](auto& wish, auto&) { return eat(static_cast<std::size_t>(wish.number)); }},
    {"throw", [](auto&, auto&) -> Mischief::Answer { throw std::runtime_error{"DOE^JANE"}; }},
    {"throw a number", [](auto&, auto&) -> Mischief::Answer { throw 7; }},
    {"write, and die when used", [](auto&, auto& with) { return spoil(with.files.at(0)); }},
    {"fill the memory", [](auto&, auto& with) { return fill(with.output); }},
    {"refuse",
     [](auto&, auto&) {
         return Error{ErrorCode::Damaged, "(0010,0010)\n\x1b[31m"};
     }},
};

/// What the lock forbids.
const std::map<std::string, Deed> trespasses = {
    {"open a file", [](auto&, auto&) { return openHere("/etc/hostname", O_RDONLY); }},
    {"open a file in a thread",
     [](auto&, auto&) {
         Mischief::Answer result;
         std::thread{[&result] { result = openHere("/etc/hostname", O_RDONLY); }}.join();
         return result;
     }},
    {"open a file in an older thread",
     [](auto&, auto&) {
         elder.wanted.release();
         elder.done.acquire();
         return elder.result;
     }},
    {"make a file", [](auto&, auto&) { return openHere("/tmp", O_TMPFILE | O_RDWR); }},
    {"list a folder", [](auto&, auto&) { return openHere("/", O_RDONLY | O_DIRECTORY); }},
    {"remove a file", [](auto& wish, auto&) { return outcome(::unlink(wish.place.c_str()) == 0); }},
    {"connect", [](auto& wish, auto&) { return connectTo(wish.number); }},
    {"fork", [](auto&, auto&) { return startChild([] { return ::fork(); }); }},
    {"fork by hand",
     [](auto&, auto&) {
         return startChild([] { return static_cast<pid_t>(::syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0)); });
     }},
    {"execute", [](auto&, auto&) { return execute(); }},
    {"make code",
     [](auto&, auto&) {
         return outcome(::mmap(nullptr, 1, PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
     }},
    {"make a memory file", [](auto&, auto&) { return outcome(::memfd_create("more", 0) >= 0); }},
    {"signal", [](auto& wish, auto&) { return outcome(::kill(wish.number, 0) == 0); }},
    {"trace", [](auto& wish, auto&) { return attachTo(wish.number); }},
    {"shrink the memory", [](auto&, auto& with) { return outcome(::ftruncate(with.output.fd(), 0) == 0); }},
    {"grow the memory", [](auto&, auto& with) { return outcome(::ftruncate(with.output.fd(), 1LL << 40) == 0); }},
    {"write into the samples", [](auto&, auto& with) { return mapWritable(with.files.at(0)); }},
};

Result<Mischief::Answer> misbehave(const Mischief& wish, Attached& with)
{
    for (const auto* deeds : {&excesses, &trespasses}) {
        if (const auto deed = deeds->find(wish.what); deed != deeds->end())
            return deed->second(wish, with);
    }
    return Error{ErrorCode::BadArgument, wish.what};
}

Result<Echo::Answer> echo(const Echo& request, Attached& with)
{
    Echo::Answer answer{request.text, ::getpid(), static_cast<int>(with.files.size()), {}};
    if (!with.files.empty()) {
        answer.content.resize(100);
        const ssize_t size = ::read(with.files[0].get(), answer.content.data(), answer.content.size());
        answer.content.resize(static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
    }
    if (with.output)
        std::copy_n(request.text.begin(), std::min(request.text.size(), with.output.size()),
                    with.output.bytes().begin());
    return answer;
}

/// A picture that the output memory cannot hold.
Result<pixels::Frame> decode(const pixels::DecodeFrame&, Attached&)
{
    pixels::Frame frame;
    frame.layout.columns = frame.layout.rows = 65535;
    frame.layout.bytesPerSample = 2;
    frame.layout.bitsStored = 16;
    frame.photometric = "MONOCHROME2";
    return frame;
}

void answer(std::uint64_t number, std::string text)
{
    static_cast<void>(pool::sendAnswer(theSocket, {number, std::move(text)}, pool::patiently(theSocket)));
}

void write(std::string_view bytes)
{
    static_cast<void>(::send(theSocket, bytes.data(), bytes.size(), MSG_NOSIGNAL));
}

/// In one piece, so that the second answer is there when the first is.
void twice(std::uint64_t number, const std::string& text)
{
    for (int i = 0; i < 2; ++i)
        static_cast<void>(pool::sendAnswer(aside[1].get(), {number, text}, pool::patiently(aside[1].get())));
    std::string both(1000, '\0');
    const ssize_t size = ::read(aside[0].get(), both.data(), both.size());
    write(std::string_view{both}.substr(0, static_cast<std::size_t>(size)));
}

/// Lies about the answer itself. True when `wish` was one of these.
bool lie(const Mischief& wish, std::uint64_t number)
{
    const std::string good = toText(Mischief::Answer{true, 0});
    if (wish.what == "answer twice") {
        twice(number, good);
    } else if (wish.what == "answer again later") {
        answer(number, good);
        std::this_thread::sleep_for(std::chrono::milliseconds{wish.number});
        const std::string forged = toText(Echo::Answer{"forged", ::getpid(), 0, {}});
        answer(number + static_cast<std::uint64_t>(wish.number % 2), forged); // the same number, or the next
    } else if (wish.what == "answer for another") {
        answer(number + 1, good);
    } else if (wish.what == "send garbage") {
        write(std::string(300, 'x'));
    } else if (wish.what == "send half a head") {
        write("FLA");
    } else if (wish.what == "send a huge answer") {
        answer(number, std::string(static_cast<std::size_t>(wish.number), ' '));
    } else if (wish.what == "send no JSON") {
        answer(number, "{\"succeeded\": tru");
    } else if (wish.what == "send another type") {
        answer(number, "[1,2,3]");
    } else if (wish.what == "send nested JSON") {
        answer(number, std::string(1'000'000, '['));
    } else if (wish.what == "hang up") {
        ::shutdown(theSocket, SHUT_RDWR);
    } else {
        return false;
    }
    return true;
}

/// All of the lock, one of its two parts, or nothing of it.
pool::Isolation lock(std::string_view parts)
{
    if (parts == "only Landlock")
        serve::denyFilesAndNetwork();
    else if (parts == "only system calls")
        serve::allowOnlyListedSystemCalls(serve::Code::Fixed);
    else if (parts != "unlocked")
        return serve::shutIn(serve::Code::Fixed);
    return serve::probe();
}

}
}

int main(int argc, char** argv)
{
    using namespace engine;
    if (argc != 2 || !startProcess())
        return 2;
    const std::string_view wish = argv[1];
    if (wish == "dies at start")
        return 3;
    if (wish == "lacks a table")
        serve::giveUp({ErrorCode::NotFound, "table"});
    if (wish == "hangs at start")
        hang();
    int ends[2] = {-1, -1};
    static_cast<void>(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    aside = {Descriptor{ends[0]}, Descriptor{ends[1]}};
    std::thread{[] { elder.live(); }}.detach();
    serve::Handlers handlers;
    serve::add<Mischief>(handlers, misbehave);
    serve::add<Echo>(handlers, echo);
    serve::add<pixels::DecodeFrame>(handlers, decode);

    if (wish == "decent")
        serve::run(handlers, serve::Code::Fixed);
    const auto isolation = lock(wish);
    serve::leaveWithThePool(theSocket);
    bool isListening = static_cast<bool>(serve::sayHello(theSocket, isolation));
    const auto wait = pool::patiently(theSocket);
    while (isListening) {
        auto request = pool::receiveRequest(theSocket, wait);
        if (!request)
            break;
        const auto mischief = fromText<Mischief>(request->text);
        if (request->kind == Mischief::kind && mischief && lie(*mischief, request->number))
            continue;
        isListening =
            static_cast<bool>(pool::sendAnswer(theSocket, serve::answerTo(handlers, *std::move(request)), wait));
        ++answersGiven;
    }
    ::_exit(0);
}
