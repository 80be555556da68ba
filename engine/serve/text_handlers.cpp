// SPDX-License-Identifier: Apache-2.0
#include "engine/serve/handlers.h"

#include "engine/text/finder.h"

#include <memory>

namespace engine::serve {

namespace {

Result<text::FindText::Answer> findText(text::Finder& finder, const text::FindText& request, Attached& attached)
{
    if (attached.files.size() != 1)
        return Error{ErrorCode::BadArgument, "attachment"};
    const auto memory = SharedMemory::adopt(std::move(attached.files.front()), false);
    if (!memory)
        return memory.error();
    return finder.find(request, memory->bytes());
}

}

void addTextHandlers(Handlers& handlers, const std::string& resourceFolder)
{
    // Shared, because a std::function must be copyable.
    const auto finder = std::make_shared<Result<text::Finder>>(text::Finder::load(resourceFolder));
    add<text::FindText>(handlers,
                        [finder](const text::FindText& request, Attached& attached) -> Result<text::FindText::Answer> {
                            if (!*finder)
                                return finder->error();
                            return findText(**finder, request, attached);
                        });
}

}
