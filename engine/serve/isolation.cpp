// SPDX-License-Identifier: Apache-2.0
#include "engine/serve/isolation.h"

#include "engine/base/descriptor.h"

#include <arpa/inet.h>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace engine::serve {

namespace {

// Landlock's kernel interface (include/uapi/linux/landlock.h of Linux 6.12). Debian 12's header ends at ABI 2, and the
// kernel takes fields that it does not know as long as they are zero or beyond the size we name.
struct LandlockRules {
    std::uint64_t files = 0;
    std::uint64_t network = 0;
    std::uint64_t scopes = 0;
};
constexpr std::uint32_t askForVersion = 1;
constexpr std::uint64_t networkBindAndConnect = 0b11;
constexpr std::uint64_t scopeSocketsAndSignals = 0b11;

/// How many file rights an ABI knows: 13, +refer (2), +truncate (3), +ioctl on devices (5).
int fileRightsOf(long version)
{
    return version >= 5 ? 16 : version >= 3 ? 15 : version >= 2 ? 14 : 13;
}

std::size_t sizeOfRules(long version)
{
    return version >= 6   ? sizeof(LandlockRules)
           : version >= 4 ? offsetof(LandlockRules, scopes)
                          : offsetof(LandlockRules, network);
}

/// One exception: what lies at or below a place may be read and run.
struct __attribute__((packed)) LandlockPlace {
    std::uint64_t allowed = 0;
    std::int32_t place = -1;
};
constexpr std::uint64_t execute = 1U << 0U, readFile = 1U << 2U, readFolder = 1U << 3U;
constexpr int ruleOfAPlace = 1;

void except(const Descriptor& rules, const std::string& path)
{
    const Descriptor place{::open(path.c_str(), O_PATH | O_CLOEXEC)};
    struct stat status {};
    if (!place || ::fstat(place.get(), &status) != 0)
        return;
    const LandlockPlace rule{execute | readFile | (S_ISDIR(status.st_mode) ? readFolder : 0), place.get()};
    ::syscall(SYS_landlock_add_rule, rules.get(), ruleOfAPlace, &rule, 0);
}

bool canConnect()
{
    const Descriptor socket{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    if (!socket)
        return false;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(9); // discard: nobody listens, but a refusal comes from the network, not from our lock
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int result = ::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
    return result == 0 || (errno != EACCES && errno != EPERM);
}

bool canFork()
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(0);
    if (child > 0)
        ::waitpid(child, nullptr, 0);
    return child > 0;
}

}

void denyFilesAndNetwork(const std::vector<std::string>& readable)
{
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    const long version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, askForVersion);
    if (version < 1)
        return;
    LandlockRules rules;
    rules.files = (1ULL << fileRightsOf(version)) - 1;
    rules.network = version >= 4 ? networkBindAndConnect : 0;
    rules.scopes = version >= 6 ? scopeSocketsAndSignals : 0;
    const Descriptor set{static_cast<int>(::syscall(SYS_landlock_create_ruleset, &rules, sizeOfRules(version), 0))};
    for (const auto& path : readable)
        except(set, path);
    if (set)
        ::syscall(SYS_landlock_restrict_self, set.get(), 0);
}

pool::Isolation probe()
{
    const Descriptor file{::open("/etc/passwd", O_RDONLY | O_CLOEXEC)};
    return {.filesDenied = !file, .networkDenied = !canConnect(), .processesDenied = !canFork()};
}

pool::Isolation shutIn(Code code, const std::vector<std::string>& readable)
{
    // Not dumpable: no core through a pipe either, and no other process of this user may attach.
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    denyFilesAndNetwork(readable);
    allowOnlyListedSystemCalls(code);
    return probe();
}

}
