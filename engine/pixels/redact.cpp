// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/redact.h"

#include "engine/dicom/dcmtk_access.h"
#include "engine/dicom/pixel_fragments.h"
#include "engine/pixels/attributes.h"
#include "engine/pixels/frame_fragments.h"
#include "engine/pixels/jpeg_coefficients.h"
#include "engine/pixels/native_edit.h"
#include "engine/pixels/overlay_plane.h"
#include "engine/pixels/recode.h"
#include "engine/pixels/shape.h"

#include <algorithm>
#include <numeric>

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

/// The streams of all frames, where those that boxes touch are 8-bit DCT JPEG; else Unsupported.
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
        if (isTouched(task.boxes, static_cast<int>(streams.size()) + 1) && !isEditableJpeg(*stream))
            return Error{ErrorCode::Unsupported, "JPEG"};
        streams.push_back(*std::move(stream));
    }
    return streams;
}

/// One grid for all frames that boxes touch: their chroma may be subsampled differently.
Result<JpegGrid> commonGrid(const Task& task, const std::vector<Bytes>& streams)
{
    JpegGrid common{task.shape.columns, task.shape.rows, task.shape.samplesPerPixel, 1, 1};
    for (int frame = 1; frame <= task.shape.frames; ++frame) {
        if (!isTouched(task.boxes, frame))
            continue;
        const auto grid = gridOf(streams[static_cast<std::size_t>(frame) - 1]);
        if (!grid)
            return grid.error();
        if (grid->columns != common.columns || grid->rows != common.rows || grid->components != common.components)
            return Error{ErrorCode::Damaged, "JPEG of another size"};
        common.unitWidth = std::lcm(common.unitWidth, grid->unitWidth);
        common.unitHeight = std::lcm(common.unitHeight, grid->unitHeight);
    }
    return common;
}

/// What the header says of each frame's samples.
RawFrame kindOf(const ImageShape& shape)
{
    return {{}, shape.bitsAllocated, shape.bitsStored, shape.highBit, shape.isPlanar, shape.photometric};
}

Result<Redaction> redactCoefficients(const Task& task, std::vector<Bytes> streams)
{
    const auto grid = commonGrid(task, streams);
    if (!grid)
        return grid.error();
    auto kind = kindOf(task.shape);
    kind.bitsStored = 8; // as the stream has it
    kind.highBit = 7;
    const auto flat = flatValueFor(task, kind);
    if (!flat)
        return flat.error();
    Redaction redaction{{}, "compressed-domain", false};
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

/// The first frame that a box touches, decoded: signed images take their black from it.
Result<RawFrame> firstTouched(const Task& task)
{
    const auto uid = task.dataSet.transferSyntaxUid();
    const auto* codec = codecFor(uid.empty() ? std::string_view{"1.2.840.10008.1.2.1"} : std::string_view{uid});
    if (!codec)
        return Error{ErrorCode::Unsupported, "transfer syntax"};
    int frame = 1;
    while (!isTouched(task.boxes, frame))
        ++frame;
    return codec->decode(task.dataSet, task.shape, frame);
}

Result<Redaction> redactNative(const Task& task)
{
    auto kind = kindOf(task.shape);
    if (task.shape.isSigned) {
        auto raw = firstTouched(task);
        if (!raw)
            return raw.error();
        kind.samples = std::move(raw->samples);
    }
    const auto flat = flatValueFor(task, kind);
    if (!flat)
        return flat.error();
    Redaction redaction{{}, "uncompressed", false};
    for (const auto& box : task.boxes)
        redaction.boxesUsed.push_back(nativelyWidened(box, task.shape));
    if (auto painted = paintNative(task.dataSet, task.shape, redaction.boxesUsed, *flat); !painted)
        return painted.error();
    return redaction;
}

Done paintFrame(const Task& task, RawFrame& raw, int frame, const FlatValue& flat)
{
    const auto grid = gridOf(task.shape, raw);
    if (raw.bitsAllocated % 8 != 0 || raw.samples.size() != grid.bytes())
        return Error{ErrorCode::Unsupported, "sample layout"};
    for (const auto& box : task.boxes) {
        if (touches(box, frame))
            paint(raw.samples, grid, box, flat);
    }
    return done();
}

Result<Redaction> redactCoded(const Task& task)
{
    const auto first = firstTouched(task);
    const auto flat = first ? flatValueFor(task, *first) : Result<FlatValue>{first.error()};
    if (!flat)
        return flat.error();
    const Recoding recoding{task.shape, [&](int frame) { return isTouched(task.boxes, frame); },
                            [&](RawFrame& raw, int frame) { return paintFrame(task, raw, frame, *flat); }};
    const auto coded = recode(task.dataSet, recoding, task.progress);
    return coded ? Result<Redaction>{Redaction{task.boxes, coded->method, coded->wasLossy}} : coded.error();
}

Done checkBoxes(const std::vector<Box>& boxes, const ImageShape& shape)
{
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (!isInside(boxes[i], shape))
            return Error{ErrorCode::OutsideImage, "box " + std::to_string(i)};
        if (!isSound(boxes[i]))
            return Error{ErrorCode::BadArgument, "shape of box " + std::to_string(i)};
    }
    return done();
}

/// What overlay planes show at the same places.
Done clearPlanesUnder(DcmItem& item, const std::vector<Box>& boxes)
{
    for (unsigned group = firstOverlayGroup; group <= lastOverlayGroup; group += 2) {
        const auto plane = overlayPlaneOf(item, group);
        if (!plane)
            continue;
        if (!*plane)
            return plane->error();
        std::vector<Box> here;
        for (const auto& box : boxes) {
            if (const auto part = onPlane(**plane, box))
                here.push_back(*part);
        }
        if (auto cleared = here.empty() ? done() : clearInPlane(**plane, here); !cleared)
            return cleared;
    }
    return done();
}

Result<Redaction> blankPixels(const Task& task)
{
    removeIcons(task.dataSet.content().dataset());
    if (!dicom::pixelDataForm(task.dataSet).isEncapsulated)
        return redactNative(task);
    if (auto streams = editableStreams(task))
        return redactCoefficients(task, *std::move(streams));
    return redactCoded(task);
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
    if (shape->samples != ImageShape::Samples::Integer)
        return Error{ErrorCode::Unsupported, "floating-point pixels"};
    const auto taken = takenApart(boxes);
    auto redaction = blankPixels({dataSet, *shape, taken.rectangles, fill, progress});
    if (!redaction)
        return redaction;
    if (auto cleared = clearPlanesUnder(dataSet.content().dataset(), redaction->boxesUsed); !cleared)
        return cleared.error();
    redaction->boxesUsed = putTogether(boxes, taken, redaction->boxesUsed);
    return redaction;
}

}
