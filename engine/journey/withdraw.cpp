// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/withdraw.h"

namespace engine::journey {

Result<std::size_t> withdraw(Project& project, const std::string& item, const std::string& reason)
{
    if (reason.empty())
        return Error{ErrorCode::BadArgument, "withdrawing needs a reason"};
    const auto below = project.collection().instancesBelow(item);
    if (below.empty())
        return Error{ErrorCode::NotFound, "item " + item};
    review::ItemsJudged judged;
    for (const auto* entry : below) {
        if (project.state().items.at(entry->id).verdict != review::ItemVerdict::Skip)
            judged.changes.push_back({entry->id, {review::ItemVerdict::Skip, review::Category::None, reason}});
    }
    if (judged.changes.empty())
        return Error{ErrorCode::Exists, item + " is left out already"};
    const auto count = judged.changes.size();
    std::vector<review::Event> events;
    if (project.state().signature)
        events.emplace_back(review::Reopened{reason});
    events.emplace_back(std::move(judged));
    auto performed = project.performAll(events);
    return performed ? Result<std::size_t>{count} : Result<std::size_t>{performed.error()};
}

}
