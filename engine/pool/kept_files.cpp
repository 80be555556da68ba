// SPDX-License-Identifier: Apache-2.0
#include "engine/pool/kept_files.h"

#include "engine/pool/program.h"

#include <algorithm>

namespace engine::pool {

Descriptor KeptFiles::find(const std::string& key)
{
    const std::lock_guard lock{m_mutex};
    const auto found = std::find_if(m_files.begin(), m_files.end(), [&](const auto& one) { return one.key == key; });
    if (found == m_files.end())
        return {};
    m_files.splice(m_files.begin(), m_files, found);
    auto again = readAgain(found->file);
    return again ? *std::move(again) : Descriptor{};
}

void KeptFiles::keep(const std::string& key, Descriptor file)
{
    const auto size = sizeOf(file);
    const std::lock_guard lock{m_mutex};
    if (!size || *size > m_most)
        return;
    const auto bytes = static_cast<std::size_t>(*size);
    m_files.push_front({key, std::move(file), bytes});
    for (m_size += bytes; m_size > m_most; m_files.pop_back())
        m_size -= m_files.back().size;
}

}
