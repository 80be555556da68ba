// SPDX-License-Identifier: Apache-2.0
#include "engine/base/shared_memory.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace engine {

namespace {

constexpr int seals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL;

}

Result<SharedMemory> SharedMemory::create(std::size_t capacity)
{
    Descriptor fd{::memfd_create("safelight", MFD_CLOEXEC | MFD_ALLOW_SEALING)};
    if (!fd || ::ftruncate(fd.get(), static_cast<off_t>(capacity)) != 0 || ::fcntl(fd.get(), F_ADD_SEALS, seals) != 0)
        return Error{ErrorCode::OutOfMemory, "shared memory"};
    return map(std::move(fd), capacity, true);
}

Result<SharedMemory> SharedMemory::adopt(Descriptor fd, bool writable)
{
    const int present = ::fcntl(fd.get(), F_GET_SEALS);
    struct stat status {};
    if (present < 0 || (present & seals) != seals || ::fstat(fd.get(), &status) != 0)
        return Error{ErrorCode::Tampered, "shared memory"};
    return map(std::move(fd), static_cast<std::size_t>(status.st_size), writable);
}

Result<SharedMemory> SharedMemory::map(Descriptor fd, std::size_t size, bool writable)
{
    SharedMemory memory;
    if (size > 0) {
        void* start = ::mmap(nullptr, size, writable ? PROT_READ | PROT_WRITE : PROT_READ, MAP_SHARED, fd.get(), 0);
        if (start == MAP_FAILED)
            return Error{ErrorCode::OutOfMemory, "shared memory"};
        memory.m_start = static_cast<std::uint8_t*>(start);
    }
    memory.m_size = size;
    memory.m_fd = std::move(fd);
    return memory;
}

SharedMemory::SharedMemory(SharedMemory&& other) noexcept
    : m_fd{std::move(other.m_fd)}, m_start{std::exchange(other.m_start, nullptr)}, m_size{
                                                                                       std::exchange(other.m_size, 0)}
{
}

SharedMemory& SharedMemory::operator=(SharedMemory&& other) noexcept
{
    std::swap(m_fd, other.m_fd);
    std::swap(m_start, other.m_start);
    std::swap(m_size, other.m_size);
    return *this;
}

SharedMemory::~SharedMemory()
{
    if (m_start)
        ::munmap(m_start, m_size);
}

}
