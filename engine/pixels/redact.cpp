// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/redact.h"

#include "engine/dicom/dcmtk_access.h"
#include "engine/dicom/pixel_fragments.h"
#include "engine/pixels/attributes.h"
#include "engine/pixels/frame_fragments.h"
#include "engine/pixels/jpeg_coefficients.h"
#include "engine/pixels/paint.h"
#include "engine/pixels/store_native.h"

#include <algorithm>

namespace engine::pixels {

namespace {

bool touches(const Box& box, int frame)
{
    return frame >= box.firstFrame && frame <= box.lastFrame;
}

bool isTouched(const std::vector<Box>& boxes, int frame)
{
    return std::any_of(boxes.begin(), boxes.end(), [&](const Box& box) { return touches(box, frame); });
}

/// The index of the darkest entry; 0 when the tables cannot be read.
int darkestEntry(DcmItem& item)
{
    const Uint16 *red = nullptr, *green = nullptr, *blue = nullptr;
    unsigned long counts[3] = {};
    item.findAndGetUint16Array(DCM_RedPaletteColorLookupTableData, red, &counts[0]);
    item.findAndGetUint16Array(DCM_GreenPaletteColorLookupTableData, green, &counts[1]);
    item.findAndGetUint16Array(DCM_BluePaletteColorLookupTableData, blue, &counts[2]);
    const auto entries = std::min({counts[0], counts[1], counts[2]});
    const bool isWords = numberIn(item, DCM_RedPaletteColorLookupTableDescriptor, 2).value_or(16) > 8;
    if (!red || !green || !blue || !isWords)
        return 0;
    unsigned long darkest = 0;
    const auto sum = [&](unsigned long i) { return red[i] + green[i] + blue[i]; };
    for (unsigned long i = 1; i < entries; ++i)
        darkest = sum(i) < sum(darkest) ? i : darkest;
    return static_cast<int>(darkest) + numberIn(item, DCM_RedPaletteColorLookupTableDescriptor, 1).value_or(0);
}

struct Task {
    dicom::DataSet& dataSet;
    const ImageShape& shape;
    const std::vector<Box>& boxes;
    std::optional<int> fill;
    const Progress& progress;
};

Result<FlatValue> flatValueFor(const Task& task, const RawFrame& frame)
{
    Black black;
    if (task.shape.isSigned)
        black.lowest = lowestIn(task.shape, frame);
    if (frame.photometric == "PALETTE COLOR")
        black.darkest = darkestEntry(task.dataSet.content().dataset());
    return flatValue(task.shape, frame, task.fill, black);
}

Error stoppedAt(int frame)
{
    return {ErrorCode::Cancelled, "frame " + std::to_string(frame)};
}

/// All frames are 8-bit DCT JPEG, or none of this applies.
Result<std::vector<Bytes>> editableStreams(const Task& task)
{
    const auto ranges = fragmentsByFrame(task.dataSet, task.shape.frames);
    if (!ranges)
        return ranges.error();
    std::vector<Bytes> streams;
    for (const auto& range : *ranges) {
        auto stream = codeStream(task.dataSet, range);
        if (!stream)
            return stream.error();
        if (!isEditableJpeg(*stream))
            return Error{ErrorCode::Unsupported, "JPEG"};
        streams.push_back(*std::move(stream));
    }
    return streams;
}

Result<Redaction> redactCoefficients(const Task& task, std::vector<Bytes> streams)
{
    const auto grid = gridOf(streams[static_cast<std::size_t>(task.boxes.front().firstFrame) - 1]);
    if (!grid)
        return grid.error();
    if (grid->columns != task.shape.columns || grid->rows != task.shape.rows ||
        grid->components != task.shape.samplesPerPixel)
        return Error{ErrorCode::Damaged, "JPEG of another size"};
    RawFrame kind;
    kind.photometric = task.shape.photometric;
    const auto flat = flatValueFor(task, kind);
    if (!flat)
        return flat.error();
    Redaction redaction{{}, "compressed-domain"};
    for (const auto& box : task.boxes)
        redaction.boxesUsed.push_back(widened(box, *grid));
    std::vector<std::vector<Bytes>> frames;
    for (int frame = 1; frame <= task.shape.frames; ++frame) {
        if (task.progress.stopped())
            return stoppedAt(frame);
        auto& stream = streams[static_cast<std::size_t>(frame) - 1];
        std::vector<Box> here;
        std::copy_if(redaction.boxesUsed.begin(), redaction.boxesUsed.end(), std::back_inserter(here),
                     [&](const Box& box) { return touches(box, frame); });
        auto blank =
            here.empty() ? Result<Bytes>{std::move(stream)} : blankJpeg(stream, here, {flat->begin(), flat->end()});
        if (!blank)
            return Error{blank.error().code, blank.error().where + " of frame " + std::to_string(frame)};
        frames.push_back({*std::move(blank)});
    }
    if (auto put = dicom::replaceFragments(task.dataSet, frames, task.dataSet.transferSyntaxUid()); !put)
        return put.error();
    return redaction;
}

Result<RawFrame> decodeAndPaint(const Task& task, const Codec& codec, int frame, std::optional<FlatValue>& flat)
{
    auto raw = codec.decode(task.dataSet, task.shape, frame);
    if (!raw || !isTouched(task.boxes, frame))
        return raw;
    if (raw->bitsAllocated % 8 != 0 || task.shape.samples != ImageShape::Samples::Integer ||
        raw->samples.size() != gridOf(task.shape, *raw).bytes())
        return Error{ErrorCode::Unsupported, "sample layout"};
    if (!flat) {
        const auto value = flatValueFor(task, *raw);
        if (!value)
            return value.error();
        flat = *value;
    }
    for (const auto& box : task.boxes) {
        if (touches(box, frame))
            paint(raw->samples, gridOf(task.shape, *raw), box, *flat);
    }
    return raw;
}

Result<Redaction> redactSamples(const Task& task)
{
    const auto uid = task.dataSet.transferSyntaxUid();
    const auto* codec = codecFor(uid);
    if (!codec || task.shape.bitsAllocated == 1)
        return Error{ErrorCode::Unsupported, codec ? "one-bit pixels" : "transfer syntax"};
    std::vector<RawFrame> frames;
    std::size_t total = 0;
    std::optional<FlatValue> flat;
    for (int frame = 1; frame <= task.shape.frames; ++frame) {
        if (task.progress.stopped())
            return stoppedAt(frame);
        auto raw = decodeAndPaint(task, *codec, frame, flat);
        if (!raw)
            return raw.error();
        total += raw->samples.size();
        if (total > mostNativeBytes)
            return Error{ErrorCode::TooLarge, "pixel data"};
        frames.push_back(*std::move(raw));
        task.progress.report(static_cast<std::size_t>(frame), static_cast<std::size_t>(task.shape.frames));
    }
    const auto stored = storeFrames(task.dataSet, frames, uid);
    if (!stored)
        return stored.error();
    return Redaction{task.boxes, *stored};
}

Done checkBoxes(const std::vector<Box>& boxes, const ImageShape& shape)
{
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (!isInside(boxes[i], shape))
            return Error{ErrorCode::OutsideImage, "box " + std::to_string(i)};
    }
    return done();
}

void removeIcons(DcmItem& item)
{
    while (item.findAndDeleteElement(DCM_IconImageSequence, OFTrue, OFTrue).good()) {
    }
}

}

Result<Redaction> redact(dicom::DataSet& dataSet, const std::vector<Box>& boxes, std::optional<int> fill,
                         const Progress& progress)
{
    if (boxes.empty())
        return Redaction{};
    const auto shape = shapeOf(dataSet);
    if (!shape)
        return shape.error();
    if (auto inside = checkBoxes(boxes, *shape); !inside)
        return inside.error();
    const Task task{dataSet, *shape, boxes, fill, progress};
    removeIcons(dataSet.content().dataset());
    if (dicom::pixelDataForm(dataSet).isEncapsulated) {
        if (auto streams = editableStreams(task))
            return redactCoefficients(task, *std::move(streams));
    }
    return redactSamples(task);
}

}
