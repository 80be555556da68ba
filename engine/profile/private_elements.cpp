// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/private_elements.h"

#include <algorithm>
#include <charconv>
#include <sstream>

namespace engine::profile {

namespace {

constexpr dicom::Tag characteristics{0x0008, 0x0300}, group{0x0008, 0x0301}, creatorReference{0x0008, 0x0302},
    status{0x0008, 0x0303}, nonidentifying{0x0008, 0x0304};

std::string_view trimmed(std::string_view text)
{
    const auto end = text.find_last_not_of(' ');
    return end == std::string_view::npos ? std::string_view{} : text.substr(0, end + 1);
}

std::uint16_t withoutBlock(std::uint16_t element)
{
    return element & 0xFFU;
}

}

const SafePrivate* safePrivateOf(const dicom::Element& element, const Standard& standard)
{
    const dicom::Tag tag{element.tag.group, withoutBlock(element.tag.element)};
    const auto creator = trimmed(element.creator);
    const auto row = std::find_if(standard.safePrivate.begin(), standard.safePrivate.end(),
                                  [&](const SafePrivate& safe) { return safe.tag == tag && safe.creator == creator; });
    return row == standard.safePrivate.end() ? nullptr : &*row;
}

bool isSafeCreator(std::string_view creator, const Standard& standard)
{
    return std::any_of(standard.safePrivate.begin(), standard.safePrivate.end(),
                       [&](const SafePrivate& safe) { return safe.creator == trimmed(creator); });
}

SafeClaims::SafeClaims(const std::vector<dicom::Element>& dataSet)
{
    const auto* claims = dicom::find(dataSet, characteristics);
    if (!claims)
        return;
    for (const auto& item : claims->items) {
        const auto number = dicom::valueOf(item.elements, group);
        std::uint16_t odd = 0;
        std::from_chars(number.data(), number.data() + number.size(), odd);
        const auto creator = dicom::valueOf(item.elements, creatorReference);
        const auto stated = dicom::valueOf(item.elements, status);
        if (stated == "SAFE")
            m_blocks.insert({odd, creator});
        auto numbers = stated == "MIXED" ? dicom::valueOf(item.elements, nonidentifying) : std::string{};
        std::replace(numbers.begin(), numbers.end(), '\\', ' ');
        std::istringstream elements{numbers};
        for (std::uint16_t element = 0; elements >> element;)
            m_elements.insert({odd, withoutBlock(element), creator});
    }
}

bool SafeClaims::claims(const dicom::Element& element) const
{
    const std::string creator{trimmed(element.creator)};
    return !creator.empty() && (m_blocks.contains({element.tag.group, creator}) ||
                                m_elements.contains({element.tag.group, withoutBlock(element.tag.element), creator}));
}

bool SafeClaims::claimsCreator(const dicom::Element& creator) const
{
    const std::string name{trimmed(creator.value)};
    return m_blocks.contains({creator.tag.group, name}) ||
           std::any_of(m_elements.begin(), m_elements.end(), [&](const Single& single) {
               return single.group == creator.tag.group && single.creator == name;
           });
}

}
