// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pixels/image_shape.h"

#include <optional>

namespace engine::pixels {

/// The words that samples are stored in, and the bits of them that no sample uses. Of 8- and 16-bit words.
class SampleWords {
public:
    /// `padding`: a Pixel Padding Value may be one that no sample can have (PS3.3 C.7.5.1.1.2); it stays.
    SampleWords(const ImageShape& shape, std::optional<int> padding);

    /// Whether words of this shape can hold anything but a sample.
    bool haveRoom() const;
    /// Clears what lies beside the sample in the word at `at`. A word that holds only a sample, with or without sign
    /// extension, stays as it is. True when something was cleared.
    bool clean(std::uint8_t* at) const;
    std::size_t size() const { return m_size; } ///< bytes of a word

private:
    std::size_t m_size;
    std::uint32_t m_used = 0, m_sign = 0, m_above = 0;
    std::optional<std::uint32_t> m_padding;
};

}
