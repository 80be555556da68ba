// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <string>

namespace engine {

/// Owns one file descriptor.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int fd) : m_fd{fd} {}
    Descriptor(Descriptor&& other) noexcept : m_fd{std::exchange(other.m_fd, -1)} {}
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    ~Descriptor();

    int get() const { return m_fd; }
    explicit operator bool() const { return m_fd >= 0; }
    void close();

private:
    int m_fd = -1;
};

/// Opens an original: read only, regular files only, close-on-exec. The error's place is `path`.
Result<Descriptor> openForReading(const std::string& path);
Result<std::uint64_t> sizeOf(const Descriptor& file);

}
