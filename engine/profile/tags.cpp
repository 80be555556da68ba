// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/tags.h"

#include <charconv>

namespace engine::profile {

std::optional<dicom::Tag> tagFromDigits(std::string_view digits)
{
    std::uint32_t number = 0;
    const auto* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, number, 16);
    if (digits.size() != 8 || error != std::errc{} || stop != end)
        return std::nullopt;
    return dicom::Tag{static_cast<std::uint16_t>(number >> 16U), static_cast<std::uint16_t>(number & 0xFFFFU)};
}

}
