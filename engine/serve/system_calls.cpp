// SPDX-License-Identifier: Apache-2.0
#include "engine/serve/system_calls.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <memory>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace engine::serve {

namespace {

struct Release {
    void operator()(void* filter) const { seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, Release>;

/// Harmless with any argument: they reach only what is open already, or this process itself.
constexpr std::array always = {
    // open files, also the pool's socket
    SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(readv), SCMP_SYS(writev), SCMP_SYS(pread64), SCMP_SYS(pwrite64),
    SCMP_SYS(preadv), SCMP_SYS(pwritev), SCMP_SYS(lseek), SCMP_SYS(_llseek), SCMP_SYS(close), SCMP_SYS(fstat),
    SCMP_SYS(fstat64), SCMP_SYS(dup), SCMP_SYS(dup2), SCMP_SYS(dup3), SCMP_SYS(fsync), SCMP_SYS(fdatasync),
    SCMP_SYS(ftruncate), SCMP_SYS(ftruncate64), SCMP_SYS(fadvise64), SCMP_SYS(recvmsg), SCMP_SYS(sendmsg),
    SCMP_SYS(recvfrom), SCMP_SYS(sendto), SCMP_SYS(shutdown), SCMP_SYS(poll), SCMP_SYS(ppoll),
    // a pipe to oneself: UBSan writes an object's memory into one to learn whether it can be read
    SCMP_SYS(pipe), SCMP_SYS(pipe2),
    // glibc's fstat. It can ask for another file's size and date, but not for a byte of it.
    SCMP_SYS(newfstatat),
    // memory
    SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(msync), SCMP_SYS(mincore),
    // threads
    SCMP_SYS(futex), SCMP_SYS(futex_time64), SCMP_SYS(set_robust_list), SCMP_SYS(get_robust_list), SCMP_SYS(rseq),
    SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(sched_getparam), SCMP_SYS(sched_getscheduler),
    SCMP_SYS(getcpu), SCMP_SYS(membarrier), SCMP_SYS(gettid), SCMP_SYS(exit), SCMP_SYS(exit_group),
    // time
    SCMP_SYS(nanosleep), SCMP_SYS(clock_nanosleep), SCMP_SYS(clock_nanosleep_time64), SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_gettime64), SCMP_SYS(clock_getres), SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(times),
    SCMP_SYS(restart_syscall),
    // signals to oneself
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),
    // what machine, who
    SCMP_SYS(getrandom), SCMP_SYS(uname), SCMP_SYS(sysinfo), SCMP_SYS(getrusage), SCMP_SYS(getrlimit),
    SCMP_SYS(ugetrlimit), SCMP_SYS(getpid), SCMP_SYS(getppid), SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid),
    SCMP_SYS(getegid)};

/// Libraries look for a file as EACCES would tell them: it is there, and not for them.
constexpr std::array opening = {SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(openat2), SCMP_SYS(creat)};

/// What starting a program, loading its libraries and looking round in folders takes besides.
constexpr std::array starting = {
    SCMP_SYS(execve),     SCMP_SYS(access),     SCMP_SYS(faccessat),  SCMP_SYS(faccessat2),      SCMP_SYS(readlink),
    SCMP_SYS(readlinkat), SCMP_SYS(stat),       SCMP_SYS(lstat),      SCMP_SYS(statx),           SCMP_SYS(statfs),
    SCMP_SYS(fstatfs),    SCMP_SYS(getdents64), SCMP_SYS(arch_prctl), SCMP_SYS(set_tid_address), SCMP_SYS(getcwd)};

/// Their third argument is the protection.
constexpr std::array mapping = {SCMP_SYS(mmap), SCMP_SYS(mmap2), SCMP_SYS(mprotect)};

/// The way fcntl is used by stdio, fdopen and SharedMemory; not F_SETOWN, which sends signals.
constexpr std::array descriptorCommands = {F_DUPFD, F_DUPFD_CLOEXEC, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GET_SEALS};

bool allow(const Filter& filter, int call)
{
    return seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) == 0;
}

bool allow(const Filter& filter, int call, scmp_arg_cmp only)
{
    return seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 1, only) == 0;
}

bool addMapping(const Filter& filter, Code code)
{
    bool isWhole = true;
    for (const int call : mapping) {
        const bool isAdded =
            code != Code::Fixed ? allow(filter, call) : allow(filter, call, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
        isWhole = isAdded && isWhole;
    }
    return isWhole;
}

bool addUnconditional(const Filter& filter, Code code)
{
    const bool isForeign = code == Code::Foreign;
    bool isWhole = true;
    for (const int call : always)
        isWhole = allow(filter, call) && isWhole;
    for (const int call : opening)
        isWhole = seccomp_rule_add(filter.get(), isForeign ? SCMP_ACT_ALLOW : SCMP_ACT_ERRNO(EACCES), call, 0) == 0 &&
                  isWhole;
    for (std::size_t i = 0; isForeign && i < starting.size(); ++i)
        isWhole = allow(filter, starting[i]) && isWhole;
    return isWhole;
}

bool addConditional(const Filter& filter)
{
    bool isWhole = true;
    for (const int command : descriptorCommands) {
        const auto only = SCMP_A1(SCMP_CMP_EQ, static_cast<scmp_datum_t>(command));
        isWhole = allow(filter, SCMP_SYS(fcntl), only) && allow(filter, SCMP_SYS(fcntl64), only) && isWhole;
    }
    // A thread yes, a process no. The flags of clone3 lie in memory, where no filter sees them: glibc falls back.
    isWhole = allow(filter, SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD)) && isWhole;
    isWhole = seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0 && isWhole;
    // abort() of this process; naming a thread; reading a limit, not setting one, and only one's own.
    const auto self = static_cast<scmp_datum_t>(::getpid());
    isWhole = allow(filter, SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, self)) && isWhole;
    isWhole = allow(filter, SCMP_SYS(prctl), SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME)) && isWhole;
    return seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 2, SCMP_A0(SCMP_CMP_EQ, 0),
                            SCMP_A2(SCMP_CMP_EQ, 0)) == 0 &&
           isWhole;
}

}

bool allowOnlyListedSystemCalls(Code code)
{
    const Filter filter{seccomp_init(SCMP_ACT_ERRNO(EPERM))};
    return filter && seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1) == 0 && addUnconditional(filter, code) &&
           addConditional(filter) && addMapping(filter, code) && seccomp_load(filter.get()) == 0;
}

}
