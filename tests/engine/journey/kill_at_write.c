/* SPDX-License-Identifier: Apache-2.0 */
/* Preloaded: counts what changes the disk and kills the process before call number KILL_AT, or lets call number FAIL_AT
   and all after it fail, as on a disk that is full. Otherwise it writes the count to the file KILL_COUNT at exit. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static long counted = 0;

static long numberOf(const char* name)
{
    const char* text = getenv(name);
    return text ? atol(text) : 0;
}

/* Whether the call is to fail. */
static int tick(void)
{
    static long limit = -1, failing = -1;
    if (limit < 0) {
        limit = numberOf("KILL_AT");
        failing = numberOf("FAIL_AT");
    }
    if (++counted == limit)
        kill(getpid(), SIGKILL);
    if (failing == 0 || counted < failing)
        return 0;
    errno = ENOSPC;
    return 1;
}

__attribute__((destructor)) static void tell(void)
{
    const char* path = getenv("KILL_COUNT");
    FILE* file = path ? fopen(path, "w") : NULL;
    if (!file)
        return;
    fprintf(file, "%ld\n", counted);
    fclose(file);
}

#define FORWARD(result, name, parameters, arguments)                                                                   \
    result name parameters                                                                                             \
    {                                                                                                                  \
        static result(*real) parameters;                                                                               \
        if (!real)                                                                                                     \
            *(void**)&real = dlsym(RTLD_NEXT, #name);                                                                  \
        return tick() ? -1 : real arguments;                                                                           \
    }

FORWARD(ssize_t, pwrite, (int fd, const void* bytes, size_t size, off_t at), (fd, bytes, size, at))
FORWARD(ssize_t, pwrite64, (int fd, const void* bytes, size_t size, off64_t at), (fd, bytes, size, at))
FORWARD(int, fsync, (int fd), (fd))
FORWARD(int, fdatasync, (int fd), (fd))
FORWARD(int, ftruncate, (int fd, off_t size), (fd, size))
FORWARD(int, ftruncate64, (int fd, off64_t size), (fd, size))
FORWARD(int, unlink, (const char* path), (path))
