// SPDX-License-Identifier: Apache-2.0
#include "engine/serve/handlers.h"

#include "engine/text/draw_words.h"
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

Result<text::FindInClip::Answer> findInClip(text::Finder& finder, const text::FindInClip& request, Attached& attached)
{
    std::vector<SharedMemory> held;
    std::vector<ByteView> samples;
    for (auto& file : attached.files) {
        auto memory = SharedMemory::adopt(std::move(file), false);
        if (!memory)
            return memory.error();
        held.push_back(*std::move(memory));
        samples.push_back(std::as_const(held.back()).bytes());
    }
    return finder.find(request, samples);
}

}

Done addTextHandlers(Handlers& handlers, const std::string& resourceFolder, const std::string& readerLanguages)
{
    auto loaded = text::Finder::load(resourceFolder, readerLanguages);
    if (!loaded)
        return loaded.error();
    // Shared, because a std::function must be copyable.
    const auto finder = std::make_shared<text::Finder>(*std::move(loaded));
    add<text::FindText>(handlers,
                        [finder](const text::FindText& request, Attached& attached) -> Result<text::FindText::Answer> {
                            return findText(*finder, request, attached);
                        });
    add<text::FindInClip>(
        handlers, [finder](const text::FindInClip& request, Attached& attached) -> Result<text::FindInClip::Answer> {
            return findInClip(*finder, request, attached);
        });
    add<text::DrawWords>(handlers, [](const text::DrawWords& request, Attached&) { return text::drawWords(request); });
    return done();
}

}
