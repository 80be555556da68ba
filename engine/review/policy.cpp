// SPDX-License-Identifier: Apache-2.0
#include "engine/review/policy.h"

#include <algorithm>

namespace engine::review {

namespace {

bool isShare(double number)
{
    return number > 0 && number < 1;
}

}

Done check(const PolicyStated& policy)
{
    if (!isShare(policy.tolerate) || !isShare(policy.confidence))
        return Error{ErrorCode::BadArgument, "tolerated rate and confidence lie between 0 and 1"};
    if (policy.faces != "none" && policy.faces != "restricted")
        return Error{ErrorCode::BadArgument, "faces: none or restricted"};
    if (policy.smallestGroup < 0)
        return Error{ErrorCode::BadArgument, "the smallest group is 0 (not stated) or more"};
    if (policy.metric != "maximum" && policy.metric != "average")
        return Error{ErrorCode::BadArgument, "metric: maximum or average"};
    return policy.reason.find_first_not_of(" \t\r\n") == std::string::npos
               ? Done{Error{ErrorCode::BadArgument, "a policy needs its reason"}}
               : done();
}

Done check(const PublicSearchTold& told)
{
    const bool isWhole = std::all_of(told.searches.begin(), told.searches.end(), [](const auto& one) {
        return !one.by.empty() && !one.on.empty() && !one.where.empty() && !one.result.empty();
    });
    return isWhole ? done()
                   : Done{Error{ErrorCode::BadArgument, "a search is told with by whom, when, where and its result"}};
}

}
