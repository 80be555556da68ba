// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/base/descriptor.h"

namespace engine {

/// Memory that two processes see: a memfd sealed against resizing (F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) before
/// anybody else gets it, so that nobody can pull it away under the other's feet (SIGBUS).
/// Pages cost memory only once they are written.
class SharedMemory {
public:
    /// Fresh zeros, sealed. OutOfMemory when the system refuses.
    static Result<SharedMemory> create(std::size_t capacity);
    /// Maps what came by a socket. Tampered when the seals are missing; `writable` where the receiver fills it.
    static Result<SharedMemory> adopt(Descriptor fd, bool writable);

    SharedMemory() = default;
    SharedMemory(SharedMemory&& other) noexcept;
    SharedMemory& operator=(SharedMemory&& other) noexcept;
    ~SharedMemory();

    std::span<std::uint8_t> bytes() { return {m_start, m_size}; }
    ByteView bytes() const { return {m_start, m_size}; }
    std::size_t size() const { return m_size; }
    int fd() const { return m_fd.get(); }
    explicit operator bool() const { return m_start != nullptr; }

private:
    static Result<SharedMemory> map(Descriptor fd, std::size_t size, bool writable);

    Descriptor m_fd;
    std::uint8_t* m_start = nullptr;
    std::size_t m_size = 0;
};

}
