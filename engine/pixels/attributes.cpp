// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/attributes.h"

#include <charconv>
#include <cmath>

namespace engine::pixels {

namespace {

template <class Number>
std::optional<Number> parse(std::string_view text)
{
    if (!text.empty() && text.front() == '+')
        text.remove_prefix(1);
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size())
        return {};
    return number;
}

}

std::string textIn(DcmItem& item, const DcmTagKey& key, unsigned long position)
{
    OFString value;
    if (item.findAndGetOFString(key, value, position).bad())
        return {};
    const auto first = value.find_first_not_of(' ');
    const auto last = value.find_last_not_of(' ');
    return first == OFString_npos ? std::string{} : std::string{value.c_str() + first, last - first + 1};
}

std::optional<int> numberIn(DcmItem& item, const DcmTagKey& key, unsigned long position)
{
    return parse<int>(textIn(item, key, position));
}

std::optional<double> decimalIn(DcmItem& item, const DcmTagKey& key, unsigned long position)
{
    const auto number = parse<double>(textIn(item, key, position));
    return number && std::isfinite(*number) ? number : std::nullopt;
}

}
