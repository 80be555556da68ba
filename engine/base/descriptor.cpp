// SPDX-License-Identifier: Apache-2.0
#include "engine/base/descriptor.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace engine {

Descriptor::~Descriptor()
{
    close();
}

void Descriptor::close()
{
    if (m_fd >= 0)
        ::close(std::exchange(m_fd, -1));
}

Result<Descriptor> openForReading(const std::string& path)
{
    // O_NONBLOCK: a named pipe among the inputs must not hold us up for ever; regular files do not care.
    Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)};
    if (!file)
        return Error{errno == ENOENT ? ErrorCode::NotFound : ErrorCode::NotReadable, path};
    struct stat status {};
    if (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode))
        return Error{ErrorCode::Unsupported, path};
    return file;
}

Result<std::uint64_t> sizeOf(const Descriptor& file)
{
    struct stat status {};
    if (::fstat(file.get(), &status) != 0)
        return Error{ErrorCode::NotReadable, "size"};
    return static_cast<std::uint64_t>(status.st_size);
}

}
