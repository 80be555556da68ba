// SPDX-License-Identifier: Apache-2.0
#include "engine/serve/handlers.h"

#include "engine/face/scene.h"

#include <memory>

namespace engine::serve {

namespace {

Result<face::LoadVolume::Answer> loadVolume(face::Scene& scene, const face::LoadVolume& request, Attached& attached)
{
    if (attached.files.size() != 1)
        return Error{ErrorCode::BadArgument, "attachment"};
    const auto memory = SharedMemory::adopt(std::move(attached.files.front()), false);
    if (!memory)
        return memory.error();
    return scene.load(request, memory->bytes());
}

}

void addFaceHandlers(Handlers& handlers)
{
    // Shared, because a std::function must be copyable.
    const auto scene = std::make_shared<Result<face::Scene>>(face::Scene::open());
    add<face::LoadVolume>(
        handlers, [scene](const face::LoadVolume& request, Attached& attached) -> Result<face::LoadVolume::Answer> {
            if (!*scene)
                return scene->error();
            return loadVolume(**scene, request, attached);
        });
    add<face::RenderFace>(
        handlers, [scene](const face::RenderFace& request, Attached& attached) -> Result<face::RenderFace::Answer> {
            if (!*scene)
                return scene->error();
            return (*scene)->render(request, attached.output.bytes());
        });
}

}
