// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/plan.h"

#include <algorithm>

namespace engine::profile {

namespace {

const dicom::Element* findIn(const std::vector<dicom::Element>& elements, dicom::Tag tag)
{
    const auto found = std::find_if(elements.begin(), elements.end(),
                                    [&](const dicom::Element& element) { return element.tag == tag; });
    return found == elements.end() ? nullptr : &*found;
}

bool isEmpty(const dicom::Element& element)
{
    return element.vr == "SQ" ? element.items.empty() : element.length == 0;
}

/// Curves and overlays go as a whole group: what they require of themselves goes with them.
bool isPlane(dicom::Tag tag)
{
    return (tag.group & 0xFF00U) == 0x5000 || (tag.group & 0xFF00U) == 0x6000;
}

bool isMissing(const dicom::Element& old, const dicom::Element* now, Need need)
{
    if (need == Need::Presence)
        return !now;
    return need == Need::Value && !isEmpty(old) && (!now || isEmpty(*now));
}

void compare(const std::vector<dicom::Element>& before, const std::vector<dicom::Element>& after, const Place& place,
             const dicom::TagPath& path, std::vector<std::string>& missing)
{
    for (const auto& old : before) {
        if (isPlane(old.tag))
            continue;
        const auto* now = findIn(after, old.tag);
        auto here = path;
        here.push_back({old.tag, {}, -1});
        if (isMissing(old, now, place.needOf(old.tag)))
            missing.push_back(toString(here));
        // Items that were replaced by one of dummies have no counterpart to compare with.
        if (!now || now->items.size() != old.items.size())
            continue;
        for (std::size_t i = 0; i < old.items.size(); ++i) {
            here.back().item = static_cast<int>(i);
            compare(old.items[i].elements, now->items[i].elements, place.enter(old.tag), here, missing);
        }
    }
}

}

std::vector<std::string> newlyMissing(const dicom::Tree& before, const dicom::Tree& after, const Standard& standard)
{
    const auto* sopClass = findIn(before.elements, tags::sopClassUid);
    const auto& place = Place::root(standard.templates, sopClass ? sopClass->value : "");
    std::vector<std::string> missing;
    compare(before.elements, after.elements, place, {}, missing);
    return missing;
}

}
