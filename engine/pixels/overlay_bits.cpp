// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/overlay_bits.h"

#include "engine/dicom/pixel_fragments.h"
#include "engine/pixels/attributes.h"
#include "engine/pixels/frame_fragments.h"
#include "engine/pixels/jpeg2000_write.h"
#include "engine/pixels/lossy_past.h"
#include "engine/pixels/native_edit.h"
#include "engine/pixels/overlay_plane.h"
#include "engine/pixels/recode.h"
#include "engine/pixels/sample_words.h"

#include <set>

namespace engine::pixels {

namespace {

bool hasOverlayBits(DcmItem& item)
{
    for (unsigned group = firstOverlayGroup; group <= lastOverlayGroup; group += 2) {
        const bool isApart = item.tagExists(overlayKey(group, 0x3000));
        if (!isApart && numberIn(item, overlayKey(group, 0x0102)).value_or(0) > 0)
            return true;
    }
    return false;
}

/// True when a word was changed.
bool cleanAll(std::span<std::uint8_t> samples, const SampleWords& words)
{
    bool isChanged = false;
    for (std::size_t at = 0; at + words.size() <= samples.size(); at += words.size())
        isChanged = words.clean(samples.data() + at) || isChanged;
    return isChanged;
}

/// `samples` are those of one frame.
bool cleanBox(std::span<std::uint8_t> samples, const SampleGrid& grid, const SampleWords& words, const Box& box)
{
    bool isChanged = false;
    for (int y = box.y; y < box.y + box.height; ++y) {
        for (int x = box.x; x < box.x + box.width; ++x) {
            for (int sample = 0; sample < grid.samplesPerPixel; ++sample)
                isChanged = words.clean(samples.data() + grid.at(x, y, sample)) || isChanged;
        }
    }
    return isChanged;
}

/// What lossy coding left beside a sample is no writing but noise, and clearing it would break the sample.
Result<bool> canHoldMore(const dicom::DataSet& dataSet, const ImageShape& shape)
{
    const auto ranges = fragmentsByFrame(dataSet, shape.frames);
    if (!ranges)
        return ranges.error();
    const auto stream = codeStream(dataSet, ranges->front());
    if (!stream)
        return stream.error();
    if (losesSamples(dataSet.transferSyntaxUid(), *stream))
        return false;
    const auto kind = jpeg2000KindOf(*stream);
    return !kind || kind->precision > shape.bitsStored;
}

/// Coded frames by their number, of which `clean` changed something; then these are coded anew.
Result<bool> cleanCoded(dicom::DataSet& dataSet, const ImageShape& shape,
                        const std::function<bool(RawFrame&, int)>& clean)
{
    const auto* codec = codecFor(dataSet.transferSyntaxUid());
    const auto isWorthwhile = codec ? canHoldMore(dataSet, shape) : Result<bool>{false};
    if (!isWorthwhile || !*isWorthwhile)
        return isWorthwhile;
    std::set<int> touched;
    for (int frame = 1; frame <= shape.frames; ++frame) {
        auto raw = codec->decode(dataSet, shape, frame);
        if (!raw)
            return raw.error();
        if (raw->bitsAllocated == shape.bitsAllocated && clean(*raw, frame))
            touched.insert(frame);
    }
    if (touched.empty())
        return false;
    const Recoding recoding{shape, [&](int frame) { return touched.contains(frame); },
                            [&](RawFrame& raw, int frame) {
                                clean(raw, frame);
                                return done();
                            }};
    const auto coded = recode(dataSet, recoding, {});
    return coded ? Result<bool>{true} : coded.error();
}

bool touches(const Box& box, int frame)
{
    return frame >= box.firstFrame && frame <= box.lastFrame;
}

SampleWords wordsOf(dicom::DataSet& dataSet, const ImageShape& shape)
{
    return {shape, numberIn(dataSet.content().dataset(), DCM_PixelPaddingValue)};
}

}

Result<bool> clearOverlayBits(dicom::DataSet& dataSet)
{
    const bool isDeclared = hasOverlayBits(dataSet.content().dataset());
    const auto shape = shapeOf(dataSet);
    if (!shape)
        return isDeclared ? Result<bool>{shape.error()} : false;
    const auto words = wordsOf(dataSet, *shape);
    if (!words.haveRoom() || shape->samples != ImageShape::Samples::Integer)
        return isDeclared && shape->bitsStored < shape->bitsAllocated
                   ? Result<bool>{Error{ErrorCode::Unsupported, "overlay inside the pixels"}}
                   : false;
    if (dicom::pixelDataForm(dataSet).isEncapsulated) {
        const auto cleaned =
            cleanCoded(dataSet, *shape, [&](RawFrame& raw, int) { return cleanAll(raw.samples, words); });
        return cleaned || isDeclared ? cleaned : Result<bool>{false};
    }
    const auto samples = nativeSamples(dataSet);
    if (!samples)
        return samples.error();
    return cleanAll(*samples, words);
}

Done clearBits(dicom::DataSet& dataSet, const std::vector<Box>& boxes)
{
    const auto shape = shapeOf(dataSet);
    if (!shape)
        return shape.error();
    const auto words = wordsOf(dataSet, *shape);
    if (!words.haveRoom() || shape->samples != ImageShape::Samples::Integer)
        return Error{ErrorCode::Unsupported, "unused bits of such samples"};
    const auto clean = [&](std::span<std::uint8_t> samples, const SampleGrid& grid, int frame) {
        bool isChanged = false;
        for (const auto& box : boxes)
            isChanged = (touches(box, frame) && cleanBox(samples, grid, words, box)) || isChanged;
        return isChanged;
    };
    if (dicom::pixelDataForm(dataSet).isEncapsulated) {
        const auto cleaned = cleanCoded(
            dataSet, *shape, [&](RawFrame& raw, int frame) { return clean(raw.samples, gridOf(*shape, raw), frame); });
        return cleaned ? done() : Done{cleaned.error()};
    }
    const auto samples = nativeSamples(dataSet);
    const auto grid = nativeGridOf(*shape);
    if (!samples || samples->size() < grid.bytes() * static_cast<std::size_t>(shape->frames))
        return samples ? Error{ErrorCode::Damaged, "pixel data"} : samples.error();
    for (int frame = 1; frame <= shape->frames; ++frame)
        clean(samples->subspan(static_cast<std::size_t>(frame - 1) * grid.bytes(), grid.bytes()), grid, frame);
    return done();
}

}
