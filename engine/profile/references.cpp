// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/references.h"

#include <algorithm>
#include <array>

namespace engine::profile {

void drop(dicom::Tag tag, const std::string& reason, Plan& plan)
{
    for (auto& row : plan.elements) {
        if (row.path != toString(tag))
            continue;
        row.action = "R";
        row.after.clear();
        row.reason = reason;
        plan.edits.push_back({{{tag, {}, -1}}, dicom::Edit::Kind::Remove, {}, {}});
    }
}

void dropEmptyReferences(const Place& root, Plan& plan)
{
    constexpr std::array lists{dicom::Tag{0x0008, 0x1115}, dicom::Tag{0x0008, 0x1200}};
    const auto isListed = [&](const std::string& path) {
        return path.rfind(toString(lists[0]), 0) == 0 || path.rfind(toString(lists[1]), 0) == 0;
    };
    const bool isReferring = std::any_of(plan.elements.begin(), plan.elements.end(), [&](const auto& row) {
        return row.path.ends_with("(0008,1155)") && !row.after.empty() && !isListed(row.path);
    });
    for (const auto tag : lists) {
        const auto need = root.needOf(tag);
        if (!isReferring && need != Need::Value && need != Need::Unknown)
            drop(tag, "lists references that are all removed", plan);
    }
}

}
