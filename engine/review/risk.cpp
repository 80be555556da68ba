// SPDX-License-Identifier: Apache-2.0
#include "engine/review/risk.h"

#include "engine/base/wire.h"

namespace engine::review {

Done check(const RiskAssessed& risk)
{
    if (risk == RiskAssessed{})
        return done();
    const auto json = parseJson(risk.assessment);
    const bool isWhole = json && json->is_object() && !risk.on.empty() && !risk.over.empty();
    return isWhole ? done() : Done{Error{ErrorCode::BadArgument, "a risk is told with its numbers, day and files"}};
}

}
