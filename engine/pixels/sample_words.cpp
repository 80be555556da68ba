// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/sample_words.h"

namespace engine::pixels {

SampleWords::SampleWords(const ImageShape& shape, std::optional<int> padding)
    : m_size{static_cast<std::size_t>(shape.bitsAllocated) / 8}
{
    const auto all = static_cast<std::uint32_t>((std::uint64_t{1} << static_cast<unsigned>(shape.bitsAllocated)) - 1U);
    const auto shift = static_cast<unsigned>(shape.highBit + 1 - shape.bitsStored);
    m_used = static_cast<std::uint32_t>(((std::uint64_t{1} << static_cast<unsigned>(shape.bitsStored)) - 1U) << shift);
    m_sign = shape.isSigned ? std::uint32_t{1} << static_cast<unsigned>(shape.highBit) : 0;
    m_above = all & ~static_cast<std::uint32_t>((std::uint64_t{2} << static_cast<unsigned>(shape.highBit)) - 1U);
    if (padding)
        m_padding = static_cast<std::uint32_t>(*padding) & all;
}

bool SampleWords::haveRoom() const
{
    const auto all = m_size == 1 ? 0xFFU : 0xFFFFU;
    return (m_size == 1 || m_size == 2) && m_used != all;
}

bool SampleWords::clean(std::uint8_t* at) const
{
    const std::uint32_t word = m_size == 2 ? at[0] | std::uint32_t{at[1]} << 8U : at[0];
    const std::uint32_t sample = word & m_used;
    const std::uint32_t extended = (sample & m_sign) != 0 ? sample | m_above : sample;
    if (word == sample || word == extended || word == m_padding)
        return false;
    at[0] = static_cast<std::uint8_t>(extended);
    if (m_size == 2)
        at[1] = static_cast<std::uint8_t>(extended >> 8U);
    return true;
}

}
