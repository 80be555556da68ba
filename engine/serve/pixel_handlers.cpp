// SPDX-License-Identifier: Apache-2.0
#include "engine/serve/handlers.h"

#include "engine/dicom/dictionary.h"
#include "engine/photo/raster.h"
#include "engine/pixels/decode.h"
#include "engine/pixels/layers.h"
#include "engine/pixels/requests.h"

namespace engine::serve {

namespace {

bool isPhotograph(const Attached& attached)
{
    return photo::formatOf(attached.files[0].get()) != photo::Format::None;
}

Result<pixels::Frame> decodePhotograph(const pixels::DecodeFrame& request, Attached& attached)
{
    const auto bytes = photo::readWhole(attached.files[0].get());
    if (!bytes)
        return bytes.error();
    return photo::decodePage(*bytes, request.frame, attached.output.bytes());
}

}

void addPixelHandlers(Handlers& handlers)
{
    const auto ready = dicom::prepare();
    pixels::prepare();
    add<pixels::DecodeFrame>(handlers, [ready](const auto& request, Attached& attached) -> Result<pixels::Frame> {
        if (!ready)
            return ready.error();
        if (attached.files.size() != 1 || !attached.output)
            return Error{ErrorCode::BadArgument, "attachments"};
        if (isPhotograph(attached))
            return decodePhotograph(request, attached);
        const auto dataSet = dicom::load(attached.files[0].get());
        if (!dataSet)
            return dataSet.error();
        return pixels::decodeFrame(*dataSet, request.frame, attached.output.bytes());
    });
    add<pixels::ListLayers>(handlers, [ready](const auto&, Attached& attached) -> Result<pixels::ListLayers::Answer> {
        if (!ready)
            return ready.error();
        if (attached.files.size() != 1)
            return Error{ErrorCode::BadArgument, "attachments"};
        if (isPhotograph(attached))
            return pixels::ListLayers::Answer{};
        const auto dataSet = dicom::load(attached.files[0].get());
        if (!dataSet)
            return dataSet.error();
        return pixels::ListLayers::Answer{pixels::layersOf(*dataSet)};
    });
    add<pixels::DecodeLayer>(handlers, [ready](const auto& request, Attached& attached) -> Result<pixels::Frame> {
        if (!ready)
            return ready.error();
        if (attached.files.size() != 1 || !attached.output)
            return Error{ErrorCode::BadArgument, "attachments"};
        const auto dataSet = dicom::load(attached.files[0].get());
        if (!dataSet)
            return dataSet.error();
        return pixels::decodeLayer(*dataSet, request.name, request.frame, attached.output.bytes());
    });
}

}
