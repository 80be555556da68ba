// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <charconv>
#include <optional>
#include <string_view>

namespace engine::pixels {

/// How the pictures beside the frames are called: "overlay:6000", "bits:12", "icon".
constexpr std::string_view overlayPrefix = "overlay:", bitsPrefix = "bits:", iconName = "icon";

inline std::optional<unsigned> numberAfter(std::string_view prefix, std::string_view name, int base)
{
    if (!name.starts_with(prefix))
        return {};
    unsigned number = 0;
    const auto* end = name.data() + name.size();
    const auto read = std::from_chars(name.data() + prefix.size(), end, number, base);
    return read.ec == std::errc{} && read.ptr == end ? std::optional{number} : std::nullopt;
}

/// Nothing for any other name. Groups by PS3.5 7.6.
inline std::optional<unsigned> overlayGroupOf(std::string_view name)
{
    constexpr unsigned first = 0x6000, last = 0x601E;
    const auto group = numberAfter(overlayPrefix, name, 16);
    return group && *group >= first && *group <= last && *group % 2 == 0 ? group : std::nullopt;
}
inline std::optional<unsigned> bitOf(std::string_view name)
{
    return numberAfter(bitsPrefix, name, 10);
}

}
