// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/blank_parts.h"

#include "engine/dicom/dcmtk_access.h"
#include "engine/dicom/pixel_fragments.h"
#include "engine/pixels/native_edit.h"
#include "engine/pixels/paint.h"
#include "engine/pixels/recode.h"

#include <algorithm>
#include <limits>

namespace engine::pixels {

namespace {

struct Source {
    ImageShape shape;
    const Codec* codec;
};

Result<Source> sourceOf(const dicom::DataSet& dataSet)
{
    auto shape = shapeOf(dataSet);
    if (!shape)
        return shape.error();
    const auto uid = dataSet.transferSyntaxUid();
    const auto* codec = codecFor(uid.empty() ? std::string_view{"1.2.840.10008.1.2.1"} : std::string_view{uid});
    if (!codec)
        return Error{ErrorCode::Unsupported, "transfer syntax"};
    if (shape->samplesPerPixel != 1 || shape->samples != ImageShape::Samples::Integer ||
        shape->photometric == "PALETTE COLOR")
        return Error{ErrorCode::Unsupported, "sample layout"};
    return Source{*std::move(shape), codec};
}

Result<RawFrame> frameOf(const dicom::DataSet& dataSet, const Source& source, int frame)
{
    auto raw = source.codec->decode(dataSet, source.shape, frame);
    if (raw && (raw->bitsAllocated % 8 != 0 || raw->samples.size() != gridOf(source.shape, *raw).bytes()))
        return Error{ErrorCode::Unsupported, "sample layout"};
    return raw;
}

const FrameParts* partsOf(const std::vector<FrameParts>& frames, int frame)
{
    const auto found =
        std::find_if(frames.begin(), frames.end(), [&](const FrameParts& one) { return one.frame == frame; });
    return found == frames.end() ? nullptr : &*found;
}

Done checkParts(const std::vector<FrameParts>& frames, const ImageShape& shape)
{
    for (const auto& frame : frames) {
        const auto isOutside = [&](const RowPart& part) {
            return part.row < 0 || part.row >= shape.rows || part.from < 0 || part.to > shape.columns ||
                   part.from >= part.to;
        };
        if (frame.frame < 1 || frame.frame > shape.frames ||
            std::any_of(frame.parts.begin(), frame.parts.end(), isOutside))
            return Error{ErrorCode::OutsideImage, "frame " + std::to_string(frame.frame)};
    }
    return done();
}

std::vector<Box> boxesOf(const FrameParts& parts, int frame)
{
    std::vector<Box> boxes;
    for (const auto& [row, from, to] : parts.parts)
        boxes.push_back({from, row, to - from, 1, frame, frame});
    return boxes;
}

Done paintCoded(const ImageShape& shape, const FrameParts& parts, RawFrame& raw)
{
    const auto flat = flatValue(shape, raw, parts.fill, {});
    if (!flat)
        return flat.error();
    const auto grid = gridOf(shape, raw);
    if (raw.bitsAllocated % 8 != 0 || raw.samples.size() != grid.bytes())
        return Error{ErrorCode::Unsupported, "sample layout"};
    for (const auto& box : boxesOf(parts, 1))
        paint(raw.samples, grid, box, *flat);
    return done();
}

Done blankNative(dicom::DataSet& dataSet, const ImageShape& shape, const std::vector<FrameParts>& frames)
{
    const RawFrame kind{{}, shape.bitsAllocated, shape.bitsStored, shape.highBit, false, shape.photometric};
    for (const auto& parts : frames) {
        if (parts.parts.empty())
            continue;
        const auto flat = flatValue(shape, kind, parts.fill, {});
        if (!flat)
            return flat.error();
        if (auto painted = paintNative(dataSet, shape, boxesOf(parts, parts.frame), *flat); !painted)
            return painted;
    }
    return done();
}

std::int64_t storedAt(const RawFrame& raw, std::size_t sample, bool isSigned)
{
    const auto bytes = static_cast<std::size_t>(raw.bitsAllocated / 8);
    std::uint64_t word = 0;
    for (std::size_t i = bytes; i-- > 0;)
        word = word << 8U | raw.samples[sample * bytes + i];
    const int unused = 64 - raw.bitsStored;
    const std::uint64_t high = word >> (raw.highBit + 1 - raw.bitsStored) << unused;
    return isSigned ? static_cast<std::int64_t>(high) >> unused : static_cast<std::int64_t>(high >> unused);
}

/// Where the file states the range of its values, it is stated anew.
Done restateRange(dicom::DataSet& dataSet, const Source& source)
{
    auto& item = dataSet.content().dataset();
    if (!item.tagExists(DCM_SmallestImagePixelValue) && !item.tagExists(DCM_LargestImagePixelValue))
        return done();
    auto low = std::numeric_limits<std::int64_t>::max(), high = std::numeric_limits<std::int64_t>::min();
    const auto now = sourceOf(dataSet); // the transfer syntax may be another one
    for (int frame = 1; now && frame <= source.shape.frames; ++frame) {
        const auto raw = frameOf(dataSet, *now, frame);
        if (!raw)
            return raw.error();
        for (std::size_t i = 0; i < source.shape.pixels(); ++i) {
            const auto value = storedAt(*raw, i, source.shape.isSigned);
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    const auto put = [&](const DcmTagKey& key, std::int64_t value) {
        if (item.tagExists(key) && source.shape.isSigned)
            item.putAndInsertSint16(DcmTag{key, EVR_SS}, static_cast<Sint16>(value));
        else if (item.tagExists(key))
            item.putAndInsertUint16(DcmTag{key, EVR_US}, static_cast<Uint16>(value));
    };
    put(DCM_SmallestImagePixelValue, low);
    put(DCM_LargestImagePixelValue, high);
    return done();
}

void removeIcons(DcmItem& item)
{
    while (item.findAndDeleteElement(DCM_IconImageSequence, OFTrue, OFTrue).good()) {
    }
}

void mark(const ImageShape& shape, const std::vector<RowPart>& parts, std::vector<bool>& pixels)
{
    for (const auto& part : parts) {
        const auto row = pixels.begin() + static_cast<std::ptrdiff_t>(part.row) * shape.columns;
        std::fill(row + part.from, row + part.to, true);
    }
}

/// In one frame: samples that differ outside the parts, -1 where a part is not flat.
std::int64_t changedOutside(const ImageShape& shape, const RawFrame& before, const RawFrame& after,
                            const FrameParts* parts)
{
    std::vector<bool> isCut(shape.pixels()), isBox(shape.pixels());
    if (parts) {
        mark(shape, parts->parts, isCut);
        mark(shape, parts->besides, isBox);
    }
    std::int64_t changed = 0;
    for (std::size_t pixel = 0; pixel < shape.pixels(); ++pixel) {
        if (isBox[pixel] && !isCut[pixel])
            continue;
        const auto now = storedAt(after, pixel, shape.isSigned);
        if (isCut[pixel] && now != parts->fill)
            return -1;
        changed += !isCut[pixel] && now != storedAt(before, pixel, shape.isSigned) ? 1 : 0;
    }
    return changed;
}

}

Result<PartsBlanked> blankParts(dicom::DataSet& dataSet, const std::vector<FrameParts>& frames,
                                const Progress& progress)
{
    if (std::all_of(frames.begin(), frames.end(), [](const FrameParts& one) { return one.parts.empty(); }))
        return PartsBlanked{};
    const auto source = sourceOf(dataSet);
    if (!source)
        return source.error();
    if (auto inside = checkParts(frames, source->shape); !inside)
        return inside.error();
    PartsBlanked blanked{"uncompressed", false};
    if (dicom::pixelDataForm(dataSet).isEncapsulated) {
        const Recoding recoding{
            source->shape,
            [&](int frame) {
                const auto* parts = partsOf(frames, frame);
                return parts && !parts->parts.empty();
            },
            [&](RawFrame& raw, int frame) { return paintCoded(source->shape, *partsOf(frames, frame), raw); }};
        const auto coded = recode(dataSet, recoding, progress);
        if (!coded)
            return coded.error();
        blanked = {coded->method, coded->wasLossy};
    } else if (auto painted = blankNative(dataSet, source->shape, frames); !painted) {
        return painted.error();
    }
    removeIcons(dataSet.content().dataset());
    if (auto stated = restateRange(dataSet, *source); !stated)
        return stated.error();
    return blanked;
}

Result<std::uint64_t> countChangedOutside(const dicom::DataSet& before, const dicom::DataSet& after,
                                          const std::vector<FrameParts>& frames, const Progress& progress)
{
    const auto old = sourceOf(before), now = sourceOf(after);
    if (!old || !now)
        return old ? now.error() : old.error();
    if (old->shape.frames != now->shape.frames || old->shape.values() != now->shape.values())
        return Error{ErrorCode::Damaged, "pictures of another size"};
    std::uint64_t changed = 0;
    for (int frame = 1; frame <= now->shape.frames; ++frame) {
        if (progress.stopped())
            return Error{ErrorCode::Cancelled, "frame " + std::to_string(frame)};
        const auto was = frameOf(before, *old, frame), is = frameOf(after, *now, frame);
        if (!was || !is)
            return was ? is.error() : was.error();
        const auto here = was->samples.size() == is->samples.size()
                              ? changedOutside(now->shape, *was, *is, partsOf(frames, frame))
                              : -1;
        if (here < 0)
            return Error{ErrorCode::Damaged, "frame " + std::to_string(frame) + " is not as it should be"};
        changed += static_cast<std::uint64_t>(here);
    }
    return changed;
}

}
