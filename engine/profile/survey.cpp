// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/survey.h"

#include "engine/profile/tags.h"

#include <algorithm>
#include <array>
#include <set>

namespace engine::profile {

namespace {

using dicom::Element;
using dicom::Tag;

constexpr Tag referencedInstance{0x0008, 0x1155};
constexpr std::array visitDates{Tag{0x0008, 0x0020}, Tag{0x0008, 0x0021}, Tag{0x0008, 0x0022}, Tag{0x0008, 0x0023},
                                Tag{0x0008, 0x002A}};

bool isEmpty(const Element& element)
{
    return element.vr == "SQ" ? element.items.empty() : element.length == 0;
}

/// What stands at any depth.
void walk(const std::vector<Element>& elements, std::set<std::string>& references, int& privateElements)
{
    for (const auto& element : elements) {
        privateElements += element.tag.isPrivate() && !element.tag.isPrivateCreator() ? 1 : 0;
        if (element.tag == referencedInstance && !element.value.empty())
            references.insert(element.value);
        for (const auto& item : element.items)
            walk(item.elements, references, privateElements);
    }
}

std::vector<std::string> missingIn(const std::vector<Element>& elements, const Mandatory::Needs& needs)
{
    std::vector<std::string> missing;
    for (const auto& [tag, need] : needs) {
        const auto* element = find(elements, tag);
        if (need == Need::Value && (!element || isEmpty(*element)))
            missing.push_back(toString(tag) + " Type 1");
        if (need == Need::Presence && !element)
            missing.push_back(toString(tag) + " Type 2");
    }
    return missing;
}

}

study::Survey::Answer survey(const dicom::Tree& tree, const Mandatory& mandatory)
{
    const auto* needs = mandatory.of(valueOf(tree.elements, tags::sopClassUid));
    study::Survey::Answer answer;
    answer.isKnownObject = needs != nullptr;
    if (needs)
        answer.missing = missingIn(tree.elements, *needs);
    std::set<std::string> references;
    walk(tree.elements, references, answer.privateElements);
    answer.references = {references.begin(), references.end()};
    answer.sex = valueOf(tree.elements, {0x0010, 0x0040});
    answer.birthDate = valueOf(tree.elements, {0x0010, 0x0030});
    answer.hasDates = std::any_of(visitDates.begin(), visitDates.end(),
                                  [&](Tag tag) { return !valueOf(tree.elements, tag).empty(); });
    return answer;
}

}
