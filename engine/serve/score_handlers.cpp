// SPDX-License-Identifier: Apache-2.0
#include "engine/score/read_result.h"
#include "engine/serve/handlers.h"

namespace engine::serve {

void addScoreHandlers(Handlers& handlers)
{
    add<score::ReadResult>(handlers, [](const auto& request, Attached& attached) -> Result<score::ReadResult::Answer> {
        if (attached.files.size() != 1)
            return Error{ErrorCode::BadArgument, "attachments"};
        return score::readResult(request, attached.files[0].get());
    });
}

}
