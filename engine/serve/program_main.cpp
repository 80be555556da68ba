// SPDX-License-Identifier: Apache-2.0
// safelight-program MEMORY SECONDS OUTPUT PROGRAM [ARGUMENT...]: shuts itself in, says how well, and gives way to a
// program of another project. Started by engine/pool only (runProgram); numbers are bytes and seconds of processor
// time.
#include "engine/serve/isolation.h"
#include "engine/serve/serve.h"

#include <cstdlib>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace {

/// What a program needs of the system: itself, its libraries, fonts and tables. Nothing of a person's.
std::vector<std::string> placesToRead(const char* program)
{
    return {program,     "/usr",        "/lib", "/lib64", "/etc/ld.so.cache", "/etc/fonts", "/var/cache/fontconfig",
            "/dev/null", "/dev/urandom"};
}

bool limit(__rlimit_resource what, rlim_t most)
{
    const rlimit both{most, most};
    return ::setrlimit(what, &both) == 0;
}

/// AddressSanitizer needs terabytes of addresses: under it only the pool watches over the memory.
bool limitAddresses([[maybe_unused]] const char* number)
{
#ifdef __SANITIZE_ADDRESS__
    return true;
#else
    return limit(RLIMIT_AS, std::strtoull(number, nullptr, 10));
#endif
}

bool limitAll(char** numbers)
{
    constexpr rlim_t openFiles = 64;
    return limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, openFiles) && limitAddresses(numbers[0]) &&
           limit(RLIMIT_CPU, std::strtoull(numbers[1], nullptr, 10)) &&
           limit(RLIMIT_FSIZE, std::strtoull(numbers[2], nullptr, 10));
}

}

int main(int argc, char** argv)
{
    constexpr int cannotStart = 126, ofProgram = 4;
    if (argc <= ofProgram || !limitAll(argv + 1))
        return cannotStart;
    const auto isolation = engine::serve::shutIn(engine::serve::Code::Foreign, placesToRead(argv[ofProgram]));
    if (::fcntl(engine::pool::workerSocket, F_SETFD, FD_CLOEXEC) != 0 ||
        !engine::serve::sayHello(engine::pool::workerSocket, isolation))
        return cannotStart;
    ::execve(argv[ofProgram], argv + ofProgram, environ);
    return cannotStart;
}
