// SPDX-License-Identifier: Apache-2.0
#include "engine/serve/handlers.h"

#include "engine/dicom/dictionary.h"
#include "engine/photo/adopt.h"
#include "engine/photo/describe.h"
#include "engine/photo/requests.h"
#include "engine/pixels/decode.h"
#include "engine/study/archive.h"
#include "engine/study/describe.h"
#include "engine/study/parcel.h"
#include "engine/study/spreadsheet.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>

namespace engine::serve {

namespace {

Done oneFile(const Attached& attached)
{
    return attached.files.size() == 1 ? done() : Done{Error{ErrorCode::BadArgument, "attachments"}};
}

}

namespace {

Result<photo::Adopt::Answer> adopt(const photo::Adopt& request, Attached& attached)
{
    const auto written = photo::readWhole(attached.files[0].get());
    if (!written)
        return written.error();
    const auto picture =
        request.pages > 0 ? photo::tiffOfPages(*written, static_cast<std::size_t>(request.pages), request.dotsPerInch)
                          : photo::uprightPng(*written);
    if (!picture)
        return picture.error();
    auto room = attached.output.bytes();
    if (picture->size() > room.size())
        return Error{ErrorCode::TooLarge, "picture"};
    std::copy(picture->begin(), picture->end(), room.begin());
    return photo::Adopt::Answer{picture->size()};
}

Result<std::string> pack(std::unique_ptr<study::Parcel>& parcel, const study::PackFile& request,
                         const Attached& attached)
{
    using Step = study::PackFile::Step;
    const bool isAdd = request.step == Step::Add;
    if (attached.files.size() != (isAdd ? 2U : 1U) || (!parcel && request.step != Step::Begin))
        return Error{ErrorCode::BadArgument, std::string{study::PackFile::kind}};
    const int archive = attached.files[0].get();
    if (isAdd)
        return parcel->add(request.path, request.size, attached.files[1].get(), archive);
    if (request.step == Step::Finish) {
        const auto finished = std::exchange(parcel, nullptr)->finish(archive);
        return finished ? Result<std::string>{std::string{}} : finished.error();
    }
    parcel = std::make_unique<study::Parcel>(request.isZip);
    return std::string{};
}

using Check = std::function<Done(const Attached&)>;

void addArchiveHandlers(Handlers& handlers, const Check& check)
{
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
    add<study::PackFile>(handlers,
                         [parcel = std::make_shared<std::unique_ptr<study::Parcel>>()](
                             const auto& request, Attached& attached) -> Result<study::PackFile::Answer> {
                             auto packed = pack(*parcel, request, attached);
                             if (!packed)
                                 return packed.error();
                             return study::PackFile::Answer{*std::move(packed)};
                         });
    add<study::ReadSpreadsheet>(
        handlers, [check](const auto& request, Attached& attached) -> Result<study::ReadSpreadsheet::Answer> {
            if (auto checked = check(attached); !checked)
                return checked.error();
            return study::readSpreadsheet(attached.files[0].get(), request.sheet);
        });
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
    add<photo::Adopt>(handlers, [check](const auto& request, Attached& attached) -> Result<photo::Adopt::Answer> {
        if (auto checked = check(attached); !checked)
            return checked.error();
        return adopt(request, attached);
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
    addArchiveHandlers(handlers, check);
}

}
