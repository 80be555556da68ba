/* SPDX-License-Identifier: Apache-2.0 */
/* Preloaded: writes a line to the file WATCH_LOG for every file below the folder WATCH_ROOT that is opened for writing,
   and for every use of the network. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void note(const char* what, const char* path)
{
    static int (*real)(const char*, int, ...);
    if (!real)
        *(void**)&real = dlsym(RTLD_NEXT, "open");
    const char* log = getenv("WATCH_LOG");
    const int fd = log ? real(log, O_WRONLY | O_APPEND | O_CREAT, 0600) : -1;
    if (fd >= 0) {
        dprintf(fd, "%s %s\n", what, path);
        close(fd);
    }
}

static void look(const char* path, int flags)
{
    const char* root = getenv("WATCH_ROOT");
    char whole[4096];
    const int writes = (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC)) != 0;
    if (writes && root && realpath(path, whole) && strncmp(whole, root, strlen(root)) == 0)
        note("opened for writing:", path);
}

#define MODE_OF(flags)                                                                                                 \
    mode_t mode = 0;                                                                                                   \
    if (((flags)&O_CREAT) != 0) {                                                                                      \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        mode = va_arg(rest, mode_t);                                                                                   \
        va_end(rest);                                                                                                  \
    }

#define OPEN(name)                                                                                                     \
    int name(const char* path, int flags, ...)                                                                         \
    {                                                                                                                  \
        static int (*real)(const char*, int, ...);                                                                     \
        if (!real)                                                                                                     \
            *(void**)&real = dlsym(RTLD_NEXT, #name);                                                                  \
        MODE_OF(flags)                                                                                                 \
        look(path, flags);                                                                                             \
        return real(path, flags, mode);                                                                                \
    }

#define OPENAT(name)                                                                                                   \
    int name(int folder, const char* path, int flags, ...)                                                             \
    {                                                                                                                  \
        static int (*real)(int, const char*, int, ...);                                                                \
        if (!real)                                                                                                     \
            *(void**)&real = dlsym(RTLD_NEXT, #name);                                                                  \
        MODE_OF(flags)                                                                                                 \
        look(path, flags);                                                                                             \
        return real(folder, path, flags, mode);                                                                        \
    }

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

int connect(int fd, const struct sockaddr* address, socklen_t size)
{
    static int (*real)(int, const struct sockaddr*, socklen_t);
    if (!real)
        *(void**)&real = dlsym(RTLD_NEXT, "connect");
    if (address->sa_family != AF_UNIX)
        note("connected:", "");
    return real(fd, address, size);
}

int bind(int fd, const struct sockaddr* address, socklen_t size)
{
    static int (*real)(int, const struct sockaddr*, socklen_t);
    if (!real)
        *(void**)&real = dlsym(RTLD_NEXT, "bind");
    if (address->sa_family != AF_UNIX)
        note("bound:", "");
    return real(fd, address, size);
}
