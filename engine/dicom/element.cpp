// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/element.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace engine::dicom {

namespace {

bool hexadecimal(std::string_view digits, std::uint16_t& value)
{
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    return error == std::errc{} && end == digits.data() + digits.size();
}

std::string toString(const PathStep& step)
{
    auto text = toString(step.tag);
    if (!step.creator.empty())
        text += '{' + step.creator + '}';
    if (step.item >= 0)
        text += '[' + std::to_string(step.item) + ']';
    return text;
}

}

std::string toString(Tag tag)
{
    std::array<char, 12> text{};
    std::snprintf(text.data(), text.size(), "(%04X,%04X)", unsigned{tag.group}, unsigned{tag.element});
    return text.data();
}

Result<Tag> tagFromString(std::string_view text)
{
    Tag tag;
    const bool shaped = text.size() == 11 && text.front() == '(' && text[5] == ',' && text.back() == ')';
    if (!shaped || !hexadecimal(text.substr(1, 4), tag.group) || !hexadecimal(text.substr(6, 4), tag.element))
        return Error{ErrorCode::BadArgument, "tag"};
    return tag;
}

std::string toString(const TagPath& path)
{
    std::string text;
    for (const auto& step : path)
        text += (text.empty() ? "" : ".") + toString(step);
    return text;
}

const Element* find(const std::vector<Element>& elements, Tag tag)
{
    const auto found =
        std::find_if(elements.begin(), elements.end(), [tag](const Element& element) { return element.tag == tag; });
    return found == elements.end() ? nullptr : &*found;
}

std::string valueOf(const std::vector<Element>& elements, Tag tag)
{
    const auto* element = find(elements, tag);
    if (!element)
        return {};
    const auto first = element->value.find_first_not_of(' ');
    const auto last = element->value.find_last_not_of(' ');
    return first == std::string::npos ? std::string{} : element->value.substr(first, last - first + 1);
}

}
