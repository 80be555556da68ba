// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/needles.h"

namespace engine::profile {

void Needles::add(std::string_view bytes, std::uint32_t mark)
{
    if (bytes.size() < shortest)
        return;
    const auto begin = static_cast<std::uint32_t>(m_bytes.size());
    for (const char c : bytes)
        m_bytes += static_cast<char>(upper(c));
    m_needles.push_back({keyOf(bytes.data()), mark, begin, static_cast<std::uint32_t>(bytes.size())});
}

void Needles::finish()
{
    std::stable_sort(m_needles.begin(), m_needles.end(),
                     [](const Needle& a, const Needle& b) { return a.key < b.key; });
    for (const auto& needle : m_needles)
        m_filter[needle.key >> 6U] |= std::uint64_t{1} << (needle.key & 63U);
}

}
