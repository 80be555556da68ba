// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/policy.h"

namespace engine::journey {

Result<std::vector<release::PolicyTold>> policiesOf(const Project& project)
{
    const auto& stated = project.state().policies;
    std::vector<release::PolicyTold> told;
    if (stated.empty())
        return told;
    const auto journal = project.journal();
    if (!journal)
        return journal.error();
    for (const auto& entry : *journal) {
        if (entry.kind == "policy-stated" && told.size() < stated.size())
            told.push_back({entry.time, stated[told.size()]});
    }
    return told.size() == stated.size() ? Result<std::vector<release::PolicyTold>>{std::move(told)}
                                        : Error{ErrorCode::Damaged, "journal"};
}

}
