// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/heads_told.h"

namespace engine::journey {

std::set<std::string> withKeptFace(const Project& project)
{
    std::set<std::string> items;
    for (const auto& [id, finding] : project.state().findings) {
        const auto decision = project.state().decisions.find(id);
        if (decision == project.state().decisions.end() || !review::isKeptFace(finding, decision->second))
            continue;
        if (review::isFaceBox(finding)) {
            items.insert(finding.item);
            continue;
        }
        for (const auto* entry : project.collection().instancesBelow(finding.item))
            items.insert(entry->id);
    }
    return items;
}

std::vector<release::HeadTold> headsCut(const Project& project)
{
    std::vector<release::HeadTold> told;
    for (const auto* series : project.collection().nodes(study::Level::Series)) {
        const auto* head = project.head(series->id);
        const auto* check = project.cutCheck(series->id);
        const auto decision = project.cutInForce(series->id);
        if (!head || !check || !decision || head->seen.views == 0) // contours and the like follow a head
            continue;
        told.push_back({static_cast<int>(head->seen.found.size()),
                        static_cast<int>(check->result.found.size()),
                        head->seen.hits,
                        check->result.hits,
                        head->seen.views,
                        {decision->despite.begin(), decision->despite.end()}});
    }
    return told;
}

}
