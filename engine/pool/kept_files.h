// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/descriptor.h"

#include <list>
#include <mutex>
#include <string>

namespace engine::pool {

/// Files in memory that took long to make, for those who ask again: the last used ones, as many as fit. Thread-safe.
class KeptFiles {
public:
    explicit KeptFiles(std::size_t mostBytes) : m_most{mostBytes} {}

    /// Opened anew for reading, at its start; nothing when it is not there, or no more.
    Descriptor find(const std::string& key);
    /// What is larger than all that fits is not kept.
    void keep(const std::string& key, Descriptor file);

private:
    struct Kept {
        std::string key;
        Descriptor file;
        std::size_t size;
    };
    std::mutex m_mutex;
    std::list<Kept> m_files; ///< last used first
    std::size_t m_most, m_size = 0;
};

}
