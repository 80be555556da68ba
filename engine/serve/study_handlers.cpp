// SPDX-License-Identifier: Apache-2.0
#include "engine/serve/handlers.h"

#include "engine/dicom/dictionary.h"
#include "engine/photo/describe.h"
#include "engine/pixels/decode.h"
#include "engine/study/archive.h"
#include "engine/study/describe.h"

namespace engine::serve {

namespace {

Done oneFile(const Attached& attached)
{
    return attached.files.size() == 1 ? done() : Done{Error{ErrorCode::BadArgument, "attachments"}};
}

}

void addStudyHandlers(Handlers& handlers)
{
    // Said by every answer rather than at start: a worker that ends at once would only be started again.
    auto ready = dicom::prepare();
    if (ready)
        ready = study::prepareArchives();
    pixels::prepare();
    const auto check = [ready](const Attached& attached) { return ready ? oneFile(attached) : ready; };

    add<study::Describe>(handlers, [check](const auto& request, Attached& attached) -> Result<study::Instance> {
        if (auto checked = check(attached); !checked)
            return checked.error();
        auto instance = study::describe(attached.files[0].get(), request.isInDicomFolder);
        if (instance.kind == study::FileKind::Image)
            photo::describe(attached.files[0].get(), instance);
        else if (instance.kind == study::FileKind::Video)
            photo::describeVideo(attached.files[0].get(), instance);
        return instance;
    });
    add<study::DescribeFrames>(handlers,
                               [check](const auto&, Attached& attached) -> Result<study::DescribeFrames::Answer> {
                                   if (auto checked = check(attached); !checked)
                                       return checked.error();
                                   auto frames = study::describeFrames(attached.files[0].get());
                                   if (!frames)
                                       return frames.error();
                                   return study::DescribeFrames::Answer{*std::move(frames)};
                               });
    add<study::ListArchive>(handlers, [check](const auto&, Attached& attached) -> Result<study::ListArchive::Answer> {
        if (auto checked = check(attached); !checked)
            return checked.error();
        return study::listArchive(attached.files[0].get());
    });
    add<study::ExtractMember>(
        handlers, [check](const auto& request, Attached& attached) -> Result<study::ExtractMember::Answer> {
            if (auto checked = check(attached); !checked)
                return checked.error();
            const auto size = study::extractMember(attached.files[0].get(), request.index, attached.output.bytes());
            if (!size)
                return size.error();
            return study::ExtractMember::Answer{*size};
        });
}

}
