// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/plan.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace profile_test {

using namespace engine;
using namespace engine::profile;

constexpr auto ctImage = "1.2.840.10008.5.1.4.1.1.2";

using NewPairs = std::vector<std::array<std::string, 2>>;

inline const Standard& standard()
{
    static const auto loaded = loadStandard(SAFELIGHT_RESOURCES);
    if (!loaded) {
        ADD_FAILURE() << loaded.error().where;
        std::abort();
    }
    return **loaded;
}

inline crosswalk::Crosswalk keyed()
{
    return *crosswalk::Crosswalk::create(crosswalk::secretsOf(*Key::fromBytes(Bytes(32, 7))));
}

inline dicom::Tag tag(std::uint16_t group, std::uint16_t element)
{
    return {group, element};
}

/// An element as engine/dicom would read it: keyword from the dictionary.
inline dicom::Element element(dicom::Tag at, std::string vr, std::string value)
{
    dicom::Element made;
    made.tag = at;
    made.vr = std::move(vr);
    made.length = value.size();
    made.value = std::move(value);
    auto group = at;
    if ((at.group & 0xFF00U) == 0x6000)
        group.group = 0x6000;
    if (const auto entry = standard().dictionary.find(group); entry != standard().dictionary.end())
        made.keyword = entry->second[0];
    return made;
}

inline dicom::Element sequence(dicom::Tag at, std::vector<std::vector<dicom::Element>> items)
{
    auto made = element(at, "SQ", "");
    for (auto& elements : items)
        made.items.push_back({std::move(elements)});
    return made;
}

inline dicom::Tree tree(const std::string& sopClass, std::vector<dicom::Element> elements)
{
    dicom::Tree made;
    made.elements = {element({0x0008, 0x0016}, "UI", sopClass)};
    for (auto& each : elements)
        made.elements.push_back(std::move(each));
    return made;
}

inline Plan planOf(const dicom::Tree& tree, const Rules& rules = {}, const Claims& claims = {})
{
    auto made = plan(tree, {rules, claims, {}}, keyed(), standard());
    if (!made) {
        ADD_FAILURE() << made.error().where;
        std::abort();
    }
    return std::move(*made);
}

/// What the edits leave of the element: "gone", "empty", "kept", or the new value.
inline std::string fate(const Plan& plan, const std::string& path)
{
    std::string result = "kept";
    for (const auto& edit : plan.edits) {
        const auto at = toString(edit.path);
        if (at == path)
            result = edit.kind == dicom::Edit::Kind::Remove                        ? "gone"
                     : edit.kind == dicom::Edit::Kind::Empty || edit.value.empty() ? "empty"
                                                                                   : edit.value;
        else if (at.size() < path.size() && path.rfind(at, 0) == 0 && edit.kind == dicom::Edit::Kind::Remove)
            return "gone";
    }
    return result;
}

inline const PlannedElement* rowOf(const Plan& plan, const std::string& path)
{
    const auto found = std::find_if(plan.elements.begin(), plan.elements.end(),
                                    [&](const PlannedElement& row) { return row.path == path; });
    return found == plan.elements.end() ? nullptr : &*found;
}

}
